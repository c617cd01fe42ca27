import { gatherChanges, type CellChanges } from '#shared/cleaning/cell-changes.ts'
import type { Cleaner } from '#shared/cleaning/cleaned.ts'
import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import { rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { inSlices } from './in-slices.ts'

/** Which cells are cleaned. `rows` null: all of the sheet, in its order. */
export interface CleaningTarget {
  columns: readonly ColumnId[]
  rows: readonly RowId[] | null
}

export function targetRows(target: Pick<CleaningTarget, 'rows'>): readonly SheetRow[] {
  if (!target.rows) return rowStore.rows
  return target.rows.flatMap((id) => rowStore.byId(id) ?? [])
}

/** What a cleaning would do; nothing is changed. */
export async function previewCleaning(
  clean: Cleaner,
  target: CleaningTarget,
  options: { signal: AbortSignal; onProgress?: (done: number) => void },
): Promise<CellChanges> {
  const { look, found } = gatherChanges(clean, target.columns)
  await inSlices(targetRows(target), look, options)
  return found()
}
