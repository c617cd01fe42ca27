import { announce } from '#renderer/stores/view/ui-store.ts'
import { useView } from '#renderer/stores/view/view-store.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

export type SortDirection = 'asc' | 'desc' | null

/**
 * Sorts the view (never the sheet) by a column of AG Grid's; null puts it back into the sheet's order. `sorted` is called when
 * the rows stand in it.
 */
export function sortBy(
  context: SheetContext,
  agColumn: string,
  direction: SortDirection,
  name: string,
  sorted: () => void = () => undefined,
): void {
  const { api } = context.view
  api.stopEditing()

  /** Known by now; AG Grid is told which column it is and asks for the order (`postSortRows`). */
  function show(): void {
    useView.setState({ arranging: false })
    if (api.isDestroyed()) return
    context.sync.whenIdle(() => {
      const now = sortOf(context, agColumn)
      // Its state as it is already: it would not sort again, though the values may be other ones.
      if (now === direction) api.refreshClientSideRowModel('sort')
      else {
        api.applyColumnState({
          state: direction === null ? [] : [{ colId: agColumn, sort: direction }],
          defaultState: { sort: null },
        })
      }
      context.selection.restore()
      sorted()
    })
    announce(
      direction === null
        ? 'Sheet order'
        : `Sorted by ${name}, ${direction === 'asc' ? 'ascending' : 'descending'}`,
    )
  }

  if (direction === null) {
    context.sortKeys.drop()
    show()
  } else {
    useView.setState({ arranging: true })
    context.sortKeys.take(agColumn, direction === 'desc', show)
  }
}

export function sortOf(context: SheetContext, agColumn: string): SortDirection {
  const sort = context.view.api.getColumn(agColumn)?.getSort()
  return sort === 'asc' || sort === 'desc' ? sort : null
}
