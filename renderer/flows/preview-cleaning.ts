import type { Cleaned, Cleaner } from '#shared/cleaning/cleaned.ts'
import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import { rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { inSlices } from './in-slices.ts'

/** Which cells are cleaned. `rows` null: all of the sheet, in its order. */
export interface CleaningTarget {
  columns: readonly ColumnId[]
  rows: readonly RowId[] | null
}

/** One value that becomes another, wherever it stands in the column. */
export interface ValueChange {
  columnId: ColumnId
  before: string
  after: string
  rows: RowId[]
}

export interface CleaningPreview {
  /** In the order they come up in the sheet. */
  changes: readonly ValueChange[]
  /** Cells that would change. */
  changing: number
  /** Cells that are not blank. */
  cells: number
  /** Cells that stay as they are because what they mean is not clear; with the first few values. */
  unclear: { cells: number; values: readonly string[] }
  /** Cells that wait for the person's word. */
  ambiguous: { cells: number; first: { value: string; either: string; or: string } | null }
}

const FEW = 5

export function targetRows(target: Pick<CleaningTarget, 'rows'>): readonly SheetRow[] {
  if (!target.rows) return rowStore.rows
  return target.rows.flatMap((id) => rowStore.byId(id) ?? [])
}

/** What a cleaning would do; nothing is changed. Each distinct value is cleaned once. */
export async function previewCleaning(
  clean: Cleaner,
  target: CleaningTarget,
  options: { signal: AbortSignal; onProgress?: (done: number) => void },
): Promise<CleaningPreview> {
  const changes: ValueChange[] = []
  const known = target.columns.map(() => new Map<string, { cleaned: Cleaned; change: ValueChange | null }>())
  const unclear = { cells: 0, values: [] as string[] }
  const ambiguous: CleaningPreview['ambiguous'] = { cells: 0, first: null }
  let cells = 0
  let changing = 0

  function look(row: SheetRow, columnId: ColumnId, seen: (typeof known)[number]): void {
    const value = row.cells[columnId] ?? ''
    if (value.trim() === '') return
    cells++
    let entry = seen.get(value)
    if (!entry) {
      entry = { cleaned: clean(value), change: null }
      seen.set(value, entry)
      if (entry.cleaned.kind === 'unclear' && unclear.values.length < FEW) unclear.values.push(value)
    }
    const { cleaned } = entry
    if (cleaned.kind === 'text' && cleaned.text !== value) changing++
    if (cleaned.kind === 'unclear') unclear.cells++
    else if (cleaned.kind === 'ambiguous') {
      ambiguous.cells++
      ambiguous.first ??= { value, either: cleaned.either, or: cleaned.or }
    } else if (entry.change) entry.change.rows.push(row.id)
    else if (cleaned.text !== value) {
      entry.change = { columnId, before: value, after: cleaned.text, rows: [row.id] }
      changes.push(entry.change)
    }
  }

  const lookAtRow = (row: SheetRow): void => {
    for (const [index, columnId] of target.columns.entries()) look(row, columnId, known[index]!)
  }
  await inSlices(targetRows(target), lookAtRow, options)
  return { changes, changing, cells, unclear, ambiguous }
}
