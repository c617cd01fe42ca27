import { readEntries } from '#electron/cli/entry-parts.ts'
import { Misuse } from './misuse.ts'

/** What values stand for in a column: `WIP=In Progress,in prog.=In Progress@Stage`. */
export interface ValuesSaid {
  /** Null: the one column that goes to a field with options. */
  header: string | null
  /** As `--map` is written; '' leaves the value out. */
  values: [written: string, option: string][]
}

const QUOTING =
  'A value with a comma, an equals sign or an @ goes in quotes: --value \'"a, b"=Option@Heading\'.'

/** @throws {Misuse} */
export function readValues(given: readonly string[] = []): ValuesSaid[] {
  return given.map((option) => {
    const [, said = '', header] = /^((?:"(?:[^"]|"")*"|[^"@])*)(?:@([\s\S]*))?$/.exec(option) ?? []
    if (header?.trim() === '') throw new Misuse(`--value: “${option}” names no column after @.`)
    const entries = readEntries('--value', said, { form: 'Value=Option', quoting: QUOTING })
    if (entries.length === 0)
      throw new Misuse(`--value takes Value=Option; “${option}” says nothing. ${QUOTING}`)
    return { header: header?.trim() ?? null, values: entries.map(({ key, value }) => [key, value]) }
  })
}
