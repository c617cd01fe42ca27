import { readPart } from './entry-parts.ts'
import { Misuse } from './misuse.ts'

export type MapEntry = { header: string; attribute: string | null }

/**
 * Reads `--map`: entries `Header=Attribute`, parted by commas. A heading in double quotes may hold commas and equals
 * signs, and double quotes written twice, as in a CSV file; a backslash before one of these does as well. `Header#2` is the
 * second column of that heading.
 * @throws {Misuse}
 */
export function readMap(option: string): MapEntry[] {
  const entries: MapEntry[] = []
  for (let at = 0; at < option.length;) {
    const from = at
    const header = readPart(option, at, ',=')
    const attribute = header.end === '=' ? readPart(option, header.next, ',=') : null
    at = (attribute ?? header).next
    if (header.text === '' && header.end === ',') continue
    if (!attribute || attribute.end === '=' || header.text === '') {
      const entry = option.slice(from, attribute?.end === '=' ? option.length : at).replace(/,$/, '')
      throw new Misuse(
        `--map takes Header=Attribute; “${entry.trim()}” is not of that form. A heading with a comma or an equals sign goes in quotes: --map '"Name, first"=FirstName'.`,
      )
    }
    entries.push({ header: header.text, attribute: attribute.text === '' ? null : attribute.text })
  }
  return entries
}
