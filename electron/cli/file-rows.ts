import type { Row } from '#shared/domain/sheet/sheet.ts'

/**
 * The number a row has in the file's own sheet, which is what the person looks up. `place`: among the rows that were read,
 * from 1; `headingRow`: the row of the headings in the file, from 1; 0 where it has none.
 */
export function fileRowOf(_row: Pick<Row, 'id'>, place: number, headingRow: number): number {
  return headingRow + place
}
