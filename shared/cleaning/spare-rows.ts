import type { Row, RowId } from '#shared/pipeline/sheet.ts'

type Cells = Pick<Row, 'id' | 'cells'>

/** Rows without a character in any cell. */
export function emptyRows(rows: Iterable<Cells>): RowId[] {
  const empty: RowId[] = []
  for (const row of rows) if (row.cells.every((cell) => cell.trim() === '')) empty.push(row.id)
  return empty
}

/** Rows that say in every cell what a row before them says; outer white space does not count. Empty rows are no doubles. */
export function doubleRows(rows: Iterable<Cells>): RowId[] {
  const seen = new Set<string>()
  const doubles: RowId[] = []
  for (const row of rows) {
    const cells = row.cells.map((cell) => cell.trim())
    // A missing tail reads as empty cells.
    while (cells.at(-1) === '') cells.pop()
    if (cells.length === 0) continue
    const text = JSON.stringify(cells)
    if (seen.has(text)) doubles.push(row.id)
    else seen.add(text)
  }
  return doubles
}
