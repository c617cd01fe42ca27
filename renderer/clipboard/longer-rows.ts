import { commonest, filledWidth } from '#shared/values/row-widths.ts'
import { asHere } from '#shared/wording/numbers.ts'

/** So many rows are named; the rest are counted. */
const ROWS_NAMED = 5

/** Rows that hold more values than the others, by their place from 1: with a tab inside a value, what follows it stands one column on. */
export function longerRowsInWords(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.filter((row) => row.length > 1).map((row) => row.length)
  if (widths.length < 2) return []
  const width = Math.max(commonest(widths), filledWidth(rows[0]!))
  const longer = rows.flatMap((row, index) => (filledWidth(row) > width ? [index + 1] : []))
  if (longer.length === 0) return []
  const named = longer.slice(0, ROWS_NAMED).map(asHere.formatCount).join(', ')
  const rest = longer.length - ROWS_NAMED
  return [
    `${asHere.countOf(longer.length, 'row has', 'rows have')} more values than the others’ ${asHere.formatCount(width)}: ${longer.length === 1 ? 'row' : 'rows'} ${named}${rest > 0 ? ` and ${asHere.formatCount(rest)} more` : ''} of what was pasted. ` +
      'A tab inside a value is the usual cause, and what follows it then stands in the wrong columns.',
  ]
}
