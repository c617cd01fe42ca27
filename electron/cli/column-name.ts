import { alike, NAMESAKE, spelled } from '#shared/domain/sheet/column-names.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'

/**
 * The column a heading names: spelled just so before spelled alike but for case and spaces; of namesakes the n-th, as
 * `Phone#2`. Where several could be meant none is taken.
 * @throws {Ending} where there is none, or it is not plain which
 */
export function columnNamed(columns: readonly Column[], name: string, option: string): Column {
  const exact = spelled(columns, name)
  if (exact.length === 1) return exact[0]!
  const [, base, nth] = exact.length === 0 ? (NAMESAKE.exec(name) ?? []) : []
  if (base !== undefined) {
    const namesakes = spelled(columns, base)
    const among = namesakes.length > 0 ? namesakes : alike(columns, base)
    const found = among[Number(nth) - 1]
    if (found) return found
    if (among.length > 0) {
      throw new Ending(
        WRONG_USAGE,
        `${option}: there ${among.length === 1 ? 'is 1 column' : `are ${among.length} columns`} “${base.trim()}”, so no ${name.trim()}.`,
      )
    }
  }
  const several = exact.length > 0 ? exact : alike(columns, name)
  if (several.length === 1) return several[0]!
  if (several.length > 1) {
    throw new Ending(
      WRONG_USAGE,
      `${option}: ${several.length} columns are called “${name.trim()}”. Say which: ${several.map((column) => `“${unmistakable(columns, column)}”`).join(', ')}.`,
    )
  }
  const headings = columns
    .filter(({ header }) => header.trim() !== '')
    .map((column) => unmistakable(columns, column))
  throw new Ending(
    WRONG_USAGE,
    `${option}: there is no column “${name.trim()}”. The columns are: ${headings.join(', ')}.`,
  )
}

/** A column as it can be named: with its number where others have its heading. */
export function unmistakable(columns: readonly Column[], column: Column): string {
  const namesakes = spelled(columns, column.header)
  const header = column.header.trim()
  return namesakes.length < 2 ? header : `${header}#${namesakes.indexOf(column) + 1}`
}
