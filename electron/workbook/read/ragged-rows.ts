import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { commonest } from './delimiter-choice.ts'
import { namedLines } from './unseen-signs.ts'

/** Tells of rows with more or fewer fields than most, by their lines. */
export function raggedNotes(rows: readonly string[][], lineOf: (row: number) => number): LoadNote[] {
  const widths = rows.filter((fields) => fields.length > 1).map((fields) => fields.length)
  if (widths.length === 0) return []
  const usual = commonest(widths)
  const longer: number[] = []
  const shorter: number[] = []
  rows.forEach((fields, row) => {
    if (fields.length === usual || fields.every((field) => field === '')) return
    if (fields.length > usual) longer.push(lineOf(row))
    else shorter.push(lineOf(row))
  })
  const notes: LoadNote[] = []
  if (longer.length > 0) {
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
  return notes
}
