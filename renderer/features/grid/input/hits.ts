import type { Place } from '#renderer/features/grid/logic/range.ts'
import { columnIdOf, type View } from '#renderer/features/grid/ag/view.ts'

/** What of the grid lies under the pointer. */
export interface Hit {
  kind: 'cell' | 'row-number' | 'ours' | 'header' | 'corner'
  row: number
  col: number
  element: HTMLElement
}

/** Tells what lies at a point of the screen, also where the point is outside the cells. */
export function createHits(view: View, root: HTMLElement) {
  function hitOf(target: EventTarget | null): Hit | null {
    if (!(target instanceof Element)) return null
    const header = target.closest<HTMLElement>('.ag-header-cell')
    if (header) {
      const colId = header.getAttribute('col-id') ?? ''
      if (colId === 'row-number') return { kind: 'corner', row: -1, col: -1, element: header }
      const id = columnIdOf(colId)
      return id === null ? null : { kind: 'header', row: -1, col: view.colIndex(id), element: header }
    }
    const cell = target.closest<HTMLElement>('.ag-cell')
    const row = Number(cell?.closest('.ag-row')?.getAttribute('row-index') ?? NaN)
    if (!cell || Number.isNaN(row)) return null
    const colId = cell.getAttribute('col-id') ?? ''
    if (colId === 'row-number') return { kind: 'row-number', row, col: 0, element: cell }
    const id = columnIdOf(colId)
    return id === null
      ? { kind: 'ours', row, col: 0, element: cell }
      : { kind: 'cell', row, col: view.colIndex(id), element: cell }
  }

  /** Where the person's own cells are on screen: the viewport without the header and the frozen columns. */
  function area(): {
    viewport: HTMLElement
    left: number
    right: number
    top: number
    bottom: number
  } | null {
    const viewport = root.querySelector<HTMLElement>('.ag-grid-viewport')
    if (!viewport) return null
    const edges = viewport.getBoundingClientRect()
    let left = edges.left
    let top = edges.top
    for (const header of root.querySelectorAll('.ag-header-cell')) {
      const box = header.getBoundingClientRect()
      top = Math.max(top, box.bottom)
      if (columnIdOf(header.getAttribute('col-id') ?? '') === null) left = Math.max(left, box.right)
    }
    return {
      viewport,
      left,
      top,
      right: edges.left + viewport.clientWidth,
      bottom: edges.top + viewport.clientHeight,
    }
  }

  /** The cell nearest to a point, also where the point lies outside the cells. */
  function placeNear(x: number, y: number): Place | null {
    const inside = area()
    if (!inside) return null
    const inX = Math.max(inside.left + 2, Math.min(inside.right - 2, x))
    const inY = Math.max(inside.top + 2, Math.min(inside.bottom - 2, y))
    const hit = hitOf(document.elementFromPoint(inX, inY))
    if (hit && hit.row >= 0) return { row: hit.row, col: hit.col }
    // Below the last row or right of the last column there is nothing to hit.
    const { rows, cols } = view.extent()
    const inRow = hitOf(document.elementFromPoint(inside.left + 2, inY))
    return { row: inRow && inRow.row >= 0 ? inRow.row : rows - 1, col: headerAt(inX) ?? cols - 1 }
  }

  function headerAt(x: number): number | null {
    for (const header of root.querySelectorAll<HTMLElement>('.ag-header-cell')) {
      const id = columnIdOf(header.getAttribute('col-id') ?? '')
      const { left, right } = header.getBoundingClientRect()
      if (id !== null && x >= left && x < right) return view.colIndex(id)
    }
    return null
  }

  return { hitOf, area, placeNear }
}
