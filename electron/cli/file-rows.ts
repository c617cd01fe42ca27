import type { RowId } from '#shared/domain/sheet/sheet.ts'

/** The number a row has in the file's own sheet, which is what the person looks up. `place`: among the sheet's rows, from 1. */
export type FileRowOf = (rowId: RowId, place: number) => number

/** `headingRow`: the row of the headings in the file, from 1; 0 where it has none. */
export function fileRowsBelow(headingRow: number): FileRowOf {
  return (_rowId, place) => headingRow + place
}
