import type { Box, Extent, Place } from './range.ts'

export function sameBox(one: Box, other: Box): boolean {
  return (
    one.top === other.top &&
    one.bottom === other.bottom &&
    one.left === other.left &&
    one.right === other.right
  )
}

/**
 * What stands together around a cell: as far as filled cells touch each other, be it by a corner, with an empty row or column (or
 * the sheet's edge) all round. Null where the cell is empty and touches none.
 */
export function regionAround(
  place: Place,
  extent: Extent,
  filled: (row: number, col: number) => boolean,
): Box | null {
  const box = { top: place.row, bottom: place.row, left: place.col, right: place.col }
  const inRow = (row: number) => {
    if (row < 0 || row >= extent.rows) return false
    const right = Math.min(extent.cols - 1, box.right + 1)
    for (let col = Math.max(0, box.left - 1); col <= right; col++) if (filled(row, col)) return true
    return false
  }
  const inColumn = (col: number) => {
    if (col < 0 || col >= extent.cols) return false
    const bottom = Math.min(extent.rows - 1, box.bottom + 1)
    for (let row = Math.max(0, box.top - 1); row <= bottom; row++) if (filled(row, col)) return true
    return false
  }
  for (let grown = true; grown;) {
    grown = false
    for (; inColumn(box.left - 1); grown = true) box.left--
    for (; inColumn(box.right + 1); grown = true) box.right++
    for (; inRow(box.top - 1); grown = true) box.top--
    for (; inRow(box.bottom + 1); grown = true) box.bottom++
  }
  const alone = box.top === box.bottom && box.left === box.right
  return alone && !filled(place.row, place.col) ? null : box
}
