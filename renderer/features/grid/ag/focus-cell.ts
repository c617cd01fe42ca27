import type { LeadsApi } from './view.ts'

/** React puts a new row on the page within a frame or two; past this many something else is wrong. */
const FRAMES = 30

/**
 * Gives a cell the focus, also one whose row is not on the page yet: AG Grid then knows the cell as focused, but the
 * browser's focus stays where it was. Stops as soon as the focus goes anywhere, be it there or where the person put it.
 */
export function focusCell(api: LeadsApi, root: HTMLElement, row: number, agColumn: string): void {
  const { activeElement } = document
  api.setFocusedCell(row, agColumn)
  let frames = 0
  function claim(): void {
    const focused = api.isDestroyed() ? null : api.getFocusedCell()
    const wanted = focused?.rowIndex === row && focused.column.getColId() === agColumn
    if (!wanted || document.activeElement !== activeElement || frames++ > FRAMES) return
    const cell = root.querySelector<HTMLElement>(`.ag-row[row-index="${row}"] .ag-cell[col-id="${agColumn}"]`)
    if (cell) cell.focus({ preventScroll: true })
    else requestAnimationFrame(claim)
  }
  claim()
}
