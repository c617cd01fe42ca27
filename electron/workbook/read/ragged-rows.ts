import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { commonest, filledWidth } from '#shared/values/row-widths.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { namedLines } from './unseen-signs.ts'

export interface RaggedRows {
  notes: LoadNote[]
  /** Rows that hold more values than there are headings: with a delimiter inside one of them, all behind it stand under wrong headings. */
  broken: LoadNote[]
}

/**
 * Tells of rows with more or fewer fields than most, by their lines.
 * @param heading row of the headings; null: there are none
 */
export function raggedRows(
  rows: readonly string[][],
  lineOf: (row: number) => number,
  heading: number | null,
): RaggedRows {
  const widths = rows.filter((fields) => fields.length > 1).map((fields) => fields.length)
  if (widths.length === 0) return { notes: [], broken: [] }
  const usual = commonest(widths)
  // Headings may reach further than the rows of programs that leave out delimiters at the end.
  const headings = heading === null ? 0 : filledWidth(rows[heading] ?? [])
  const broken = shifted(rows, { width: Math.max(usual, headings), after: heading ?? -1 }, lineOf)
  const longer: number[] = []
  const shorter: number[] = []
  rows.forEach((fields, row) => {
    if (fields.length === usual || fields.every((field) => field === '')) return
    if (fields.length > usual) longer.push(lineOf(row))
    else shorter.push(lineOf(row))
  })
  const notes: LoadNote[] = []
  if (longer.length > 0 && broken.length === 0) {
    notes.push({
      code: 'ragged-long',
      text:
        `${inEnglish.countOf(longer.length, 'row has', 'rows have')} more fields than the other rows’ ${usual}: line ${namedLines(longer)}. ` +
        'The extra fields stand in columns of their own; an unquoted delimiter inside a value is the usual cause.',
    })
  }
  if (shorter.length > 0) {
    notes.push({
      code: 'ragged-short',
      text:
        `${inEnglish.countOf(shorter.length, 'row has', 'rows have')} fewer fields than the other rows’ ${usual}: line ${namedLines(shorter)}. ` +
        'Their last columns were left empty.',
    })
  }
  return { notes, broken }
}

function shifted(
  rows: readonly string[][],
  { width, after }: { width: number; after: number },
  lineOf: (row: number) => number,
): LoadNote[] {
  const lines = rows.flatMap((fields, row) =>
    row > after && fields.length > width && filledWidth(fields) > width ? [lineOf(row)] : [],
  )
  if (lines.length === 0) return []
  return [
    {
      code: 'ragged-long',
      text:
        `${inEnglish.countOf(lines.length, 'row has', 'rows have')} more values than the other rows’ ${width}: line ${namedLines(lines)}. ` +
        'An unquoted delimiter inside a value is the usual cause, and what follows it then stands in the wrong columns. ' +
        'Put quotation marks around that value, or give the last column a heading, and open the file again.',
    },
  ]
}
