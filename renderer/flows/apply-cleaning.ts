import type { CleaningDone, ColumnId, RowId, SheetPatch, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { edit, type EditResult } from '#renderer/stores/sheet/edit.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import type { ValueChange } from '#shared/cleaning/cell-changes.ts'

/** Keeps in the sheet that a cleaning was done, for a recipe made of it. `change`: what else is set with it. */
export function recorded(
  done: Omit<CleaningDone, 'shapesBefore'>,
  change: Partial<SheetSettings> = {},
): SheetPatch {
  const { settings } = sheetStore.getState()
  const cleanings = [...(settings.cleanings ?? []), { ...done, shapesBefore: settings.shapes?.length ?? 0 }]
  return { kind: 'setSettings', settings: { ...settings, ...change, cleanings } }
}

/**
 * Makes the changes of a preview, as one step of undo. A cell that was edited since it was previewed keeps its edit.
 * `more`: patches that belong to the same step.
 */
export function applyCleaning(
  label: string,
  changes: readonly ValueChange[],
  more: readonly SheetPatch[] = [],
): EditResult {
  return edit(label, [...patchesOf(changes), ...more])
}

export function patchesOf(changes: readonly ValueChange[]): SheetPatch[] {
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
  return [...columns].map(([column, { rows, values }]) => ({
    kind: 'setCells',
    column,
    rows,
    values,
  }))
}
