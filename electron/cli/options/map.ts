import { readEntries } from '#electron/cli/entry-parts.ts'

export type MapEntry = { header: string; attribute: string | null }

const QUOTING = 'A heading with a comma or an equals sign goes in quotes: --map \'"Name, first"=FirstName\'.'

/**
 * Reads `--map`: entries `Header=Attribute`, parted by commas. A heading in double quotes may hold commas and equals
 * signs, and double quotes written twice, as in a CSV file; a backslash before one of these does as well. `Header#2` is the
 * second column of that heading.
 * @throws {Misuse}
 */
export function readMap(option: string): MapEntry[] {
  return readEntries('--map', option, { form: 'Header=Attribute', quoting: QUOTING }).map(
    ({ key, value }) => ({ header: key, attribute: value === '' ? null : value }),
  )
}
