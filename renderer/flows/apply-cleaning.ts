import type { ColumnId, RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { edit, type EditResult } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import type { ValueChange } from '#shared/cleaning/cell-changes.ts'

/**
 * Makes the changes of a preview, as one step of undo. A cell that was edited since it was previewed keeps its edit.
 * `more`: patches that belong to the same step.
 */
export function applyCleaning(
  label: string,
  changes: readonly ValueChange[],
  more: readonly SheetPatch[] = [],
): EditResult {
  const columns = new Map<ColumnId, { rows: RowId[]; values: string[] }>()
  for (const { columnId, before, after, rows } of changes) {
    let column = columns.get(columnId)
    if (!column) columns.set(columnId, (column = { rows: [], values: [] }))
    for (const id of rows) {
      if (rowStore.byId(id)?.cells[columnId] !== before) continue
      column.rows.push(id)
      column.values.push(after)
    }
  }
  const patches: SheetPatch[] = [...columns].map(([column, { rows, values }]) => ({
    kind: 'setCells',
    column,
    rows,
    values,
  }))
  return edit(label, [...patches, ...more])
}
