/** A place in the view: both count from 0 among what is displayed (rows after filter and sort; data columns only). */
export interface Place {
  readonly row: number
  readonly col: number
}

/** `anchor` is where the range was begun; `head` is the corner that Shift moves. */
export interface Range {
  readonly anchor: Place
  readonly head: Place
  /** Where typing goes, when Tab or Enter moved it on inside the range; else the anchor. */
  readonly active?: Place
  /**
   * The column a row of Tabs began in, which Enter goes back to. It belongs to the one range that the last Tab selected:
   * whatever selects anything else, or the same again, ends the row of Tabs by that alone.
   */
  readonly tabsFrom?: number
  /** Gone past the last row: what is typed next goes into a new row, in this column. Ends as a row of Tabs does. */
  readonly past?: number
  /** Taken as whole rows or columns, by their heads or a key for it. Cells that happen to reach from edge to edge are not. */
  readonly whole?: 'rows' | 'columns' | 'all'
}

export function activeOf({ anchor, active }: Range): Place {
  return active ?? anchor
}

/** A range as inclusive edges. */
export interface Box {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** How big the view is. */
export interface Extent {
  readonly rows: number
  readonly cols: number
}

export function boxOf({ anchor, head }: Range): Box {
  return {
    top: Math.min(anchor.row, head.row),
    bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.col, head.col),
    right: Math.max(anchor.col, head.col),
  }
}

export function contains(box: Box, row: number, col: number): boolean {
  return row >= box.top && row <= box.bottom && col >= box.left && col <= box.right
}

export function isSingle({ anchor, head }: Range): boolean {
  return anchor.row === head.row && anchor.col === head.col
}

export function sizeOf(box: Box): { rows: number; cols: number; cells: number } {
  const rows = box.bottom - box.top + 1
  const cols = box.right - box.left + 1
  return { rows, cols, cells: rows * cols }
}

export function rangeOf(box: Box): Range {
  return { anchor: { row: box.top, col: box.left }, head: { row: box.bottom, col: box.right } }
}

export function at(row: number, col: number): Range {
  const place = { row, col }
  return { anchor: place, head: place }
}

function within(value: number, size: number): number {
  return Math.max(0, Math.min(size - 1, value))
}

export function clampPlace(place: Place, extent: Extent): Place {
  return { row: within(place.row, extent.rows), col: within(place.col, extent.cols) }
}

/** The range inside a view that may have shrunk; null where nothing is left to select. */
export function clampRange(range: Range, extent: Extent): Range | null {
  if (extent.rows === 0 || extent.cols === 0) return null
  return {
    ...range,
    anchor: clampPlace(range.anchor, extent),
    head: clampPlace(range.head, extent),
    ...(range.active ? { active: clampPlace(range.active, extent) } : null),
  }
}

/** Whole rows, from one to another; the active cell is the first of the row begun with. */
export function wholeRows(from: number, to: number, extent: Extent): Range {
  return { anchor: { row: from, col: 0 }, head: { row: to, col: extent.cols - 1 }, whole: 'rows' }
}

export function wholeColumns(from: number, to: number, extent: Extent): Range {
  return { anchor: { row: 0, col: from }, head: { row: extent.rows - 1, col: to }, whole: 'columns' }
}

export function everything(extent: Extent): Range {
  return { ...wholeRows(0, extent.rows - 1, extent), whole: 'all' }
}

export function coversRows(range: Range, extent: Extent): boolean {
  const box = boxOf(range)
  return box.left === 0 && box.right === extent.cols - 1
}

export function coversColumns(range: Range, extent: Extent): boolean {
  const box = boxOf(range)
  return box.top === 0 && box.bottom === extent.rows - 1
}

/** One line of cells, for Ctrl+arrow: whether the cell at an index holds something. */
export type Filled = (index: number) => boolean

/**
 * Where Ctrl+arrow lands, as spreadsheets have it: the end of the run of filled cells one stands in, else the next filled
 * cell, else the edge.
 */
export function jump(from: number, step: 1 | -1, size: number, filled: Filled): number {
  const last = step === 1 ? size - 1 : 0
  if (from === last) return from
  let index = from + step
  if (filled(from) && filled(index)) {
    while (index !== last && filled(index + step)) index += step
    return index
  }
  while (index !== last && !filled(index)) index += step
  return index
}

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The next place in a direction: one cell, or with `far` as `jump` has it. */
export function stepFrom(
  place: Place,
  direction: Direction,
  extent: Extent,
  far: ((row: number, col: number) => boolean) | null,
): Place {
  const step = direction === 'down' || direction === 'right' ? 1 : -1
  if (direction === 'up' || direction === 'down') {
    const row = far ? jump(place.row, step, extent.rows, (index) => far(index, place.col)) : place.row + step
    return clampPlace({ row, col: place.col }, extent)
  }
  const col = far ? jump(place.col, step, extent.cols, (index) => far(place.row, index)) : place.col + step
  return clampPlace({ row: place.row, col }, extent)
}

/** Tab and Shift+Tab: along the row, then on to the next. Null past the last or before the first cell. */
export function tabFrom(place: Place, step: 1 | -1, extent: Extent): Place | null {
  const flat = place.row * extent.cols + place.col + step
  if (flat < 0 || flat >= extent.rows * extent.cols) return null
  return { row: Math.floor(flat / extent.cols), col: flat % extent.cols }
}

/** Tab (along the rows) and Enter (down the columns) inside a range of several cells: round and round, the range staying. */
export function nextInside(range: Range, step: 1 | -1, along: 'rows' | 'columns'): Range {
  const box = boxOf(range)
  const { rows, cols, cells } = sizeOf(box)
  const from = activeOf(range)
  const [down, across] = [from.row - box.top, from.col - box.left]
  const flat = ((along === 'rows' ? down * cols + across : across * rows + down) + step + cells) % cells
  const active =
    along === 'rows'
      ? { row: box.top + Math.floor(flat / cols), col: box.left + (flat % cols) }
      : { row: box.top + (flat % rows), col: box.left + Math.floor(flat / rows) }
  return { anchor: range.anchor, head: range.head, active, ...(range.whole ? { whole: range.whole } : null) }
}
