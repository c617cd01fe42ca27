import type { Row } from '#shared/domain/sheet/sheet.ts'
import type { RowCleaning } from './cleaning.ts'

/** A row without a character in any cell, or one that says in every cell what a row before it says. */
export type SpareRow = 'empty' | 'double'

/**
 * Looks at rows in their order, one call each, and tells which can go. Outer white space does not count, and a missing
 * tail reads as empty cells; empty rows are no doubles of each other.
 */
export function createSpareRowFinder(): (row: Pick<Row, 'cells'>) => SpareRow | null {
  const seen = new Set<string>()
  return ({ cells }) => {
    const trimmed = cells.map((cell) => cell.trim())
    while (trimmed.at(-1) === '') trimmed.pop()
    if (trimmed.length === 0) return 'empty'
    const text = JSON.stringify(trimmed)
    if (seen.has(text)) return 'double'
    seen.add(text)
    return null
  }
}

export const ROWS: RowCleaning<'rows'> = {
  work: 'rows',
  kind: 'rows',
  label: 'Remove empty and double rows',
  types: [],
  signs: [],
  mends: null,
}
