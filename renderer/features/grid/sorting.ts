import { announce } from '#renderer/stores/ui-store.ts'
import type { SheetContext } from './sheet-context.ts'

export type SortDirection = 'asc' | 'desc' | null

/** Sorts the view (never the sheet) by a column of AG Grid's; null puts it back into the sheet's order. */
export function sortBy(
  context: SheetContext,
  agColumn: string,
  direction: SortDirection,
  name: string,
): void {
  const { api } = context.view
  api.stopEditing()
  context.sortKeys.take(direction === null ? null : agColumn)
  api.applyColumnState({
    state: direction === null ? [] : [{ colId: agColumn, sort: direction }],
    defaultState: { sort: null },
  })
  // Sorting again by the same column does not change AG Grid's state, but the values may have.
  api.refreshClientSideRowModel('sort')
  context.selection.restore()
  announce(
    direction === null
      ? 'Sheet order'
      : `Sorted by ${name}, ${direction === 'asc' ? 'ascending' : 'descending'}`,
  )
}

export function sortOf(context: SheetContext, agColumn: string): SortDirection {
  const sort = context.view.api.getColumn(agColumn)?.getSort()
  return sort === 'asc' || sort === 'desc' ? sort : null
}
