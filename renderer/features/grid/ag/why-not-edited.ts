import { isLocked, rowStore } from '#renderer/stores/sheet/row-store.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'
import { activeOf } from '#renderer/features/grid/logic/range.ts'
import type { SheetContext } from './sheet-context.ts'

/** A cell that does not open says why: its row is on its way, or its column has one value for every row. */
export function tellWhyNotEdited({ view, selection }: SheetContext, root: HTMLElement): () => void {
  function tell(): void {
    const at = selection.range && activeOf(selection.range)
    const row = at && view.rowAt(at.row)
    if (!row) return
    if (isLocked(row)) {
      notify(
        'info',
        `Row ${rowStore.positionOf(row.id).toLocaleString()} is being sent right now, so it cannot be edited. It can be as soon as its answer is there.`,
      )
    } else if (typeof view.columns()[at.col]?.constant === 'string') {
      notify('info', 'This column has one value for every row. Change it in the menu of the column.')
    }
  }

  function onDoubleClick(event: MouseEvent): void {
    const cell = event.target instanceof Element ? event.target.closest('.ag-cell') : null
    const column = cell?.getAttribute('col-id')
    if (column && column !== 'row-number' && column !== 'status') tell()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const inCell = event.target instanceof Element && event.target.classList.contains('ag-cell')
    const typed = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    const chooses = event.key === 'ArrowDown' && event.altKey
    if (inCell && (event.key === 'F2' || chooses || (typed && event.key !== ' '))) tell()
  }

  // Before the grid's own listeners, which keep what they take to themselves.
  root.addEventListener('dblclick', onDoubleClick, true)
  root.addEventListener('keydown', onKeyDown, true)
  return () => {
    root.removeEventListener('dblclick', onDoubleClick, true)
    root.removeEventListener('keydown', onKeyDown, true)
  }
}
