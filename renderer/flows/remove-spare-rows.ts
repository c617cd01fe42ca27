import { createSpareRowFinder, type SpareRow } from '#shared/cleaning/spare-rows.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { edit, type EditResult } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { recorded } from './apply-cleaning.ts'
import { inSlices } from './in-slices.ts'

export type SpareRows = Readonly<Record<SpareRow, readonly RowId[]>>

/** Rows that are empty, and rows that repeat an earlier one exactly. */
export async function findSpareRows(options: {
  signal: AbortSignal
  onProgress?: (done: number) => void
}): Promise<SpareRows> {
  const found: Record<SpareRow, RowId[]> = { empty: [], double: [] }
  const look = createSpareRowFinder()
  const note = (row: { id: RowId; cells: string[] }): void => {
    const spare = look(row)
    if (spare) found[spare].push(row.id)
  }
  await inSlices(rowStore.rows, note, options)
  return found
}

/** `kinds`: those that go. */
export function removeRows(
  label: string,
  rows: readonly RowId[],
  kinds: Readonly<Record<SpareRow, boolean>>,
): EditResult {
  const chosen = { empty: kinds.empty ? 'yes' : 'no', double: kinds.double ? 'yes' : 'no' }
  return edit(label, [
    { kind: 'deleteRows', rows: [...rows] },
    recorded({ cleaning: 'rows', chosen, columns: [], partly: false }),
  ])
}
