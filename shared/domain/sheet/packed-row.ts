import { packHeld, type PackedHeld } from './held.ts'
import type { Row } from './sheet.ts'

/**
 * A row's cells as one JSON text: as they rest, and as they travel where nobody looks at them. Trailing empty cells are
 * dropped, so that equal rows are equal texts whatever their length was. Never holds a line end.
 */
export type PackedCells = string

/** A row whose cells stay packed. */
export type PackedRow = Omit<Row, 'cells' | 'held'> & { packed: PackedCells; held: PackedHeld }

export function packCells(cells: readonly string[]): PackedCells {
  let end = cells.length
  while (end > 0 && cells[end - 1] === '') end--
  return JSON.stringify(end === cells.length ? cells : cells.slice(0, end))
}

/** The same of cells that are one JSON text already, whole. */
export function packWhole(whole: string): PackedCells {
  // Inside a text every quotation mark has a backslash before it: what ends so ends with empty cells.
  if (!whole.endsWith(',""]') && whole !== '[""]') return whole
  const filled = whole.replace(/(?:,"")+\]$/, ']')
  return filled === '[""]' ? '[]' : filled
}

/** The other way round: with empty cells at the end up to `length`, of which these are `filled`. */
export function wholeOf(packed: PackedCells, filled: number, length: number): string {
  if (filled >= length) return packed
  const empty = ',""'.repeat(length - filled)
  return filled === 0 ? `[${empty.slice(1)}]` : `${packed.slice(0, -1)}${empty}]`
}

export function unpackCells(packed: PackedCells): string[] {
  return JSON.parse(packed) as string[]
}

export function packRow({ id, rank, cells, held }: Row): PackedRow {
  return { id, rank, packed: packCells(cells), held: packHeld(held) }
}
