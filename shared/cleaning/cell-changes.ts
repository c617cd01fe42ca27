import type { ColumnId, Row, RowId } from '#shared/domain/sheet/sheet.ts'
import type { Cleaned, Cleaner } from './cleaned.ts'

/** One value that becomes another, wherever it stands in the column. */
export interface ValueChange {
  columnId: ColumnId
  before: string
  after: string
  rows: RowId[]
}

export interface CellChanges {
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

type Cells = Pick<Row, 'id' | 'cells' | 'held'>

/** A cell that holds something else than it shows is exact already; its text retyped would be less. */
function shownAndHeld({ cells, held }: Cells, columnId: ColumnId): string {
  return held?.[columnId] === undefined ? (cells[columnId] ?? '') : ''
}

/**
 * Gathers what a cleaning would make of the rows it is shown. Each distinct value of a column is cleaned once. `valueOf`: what
 * is cleaned of a cell; '' leaves it alone.
 */
export function gatherChanges(
  clean: Cleaner,
  columns: readonly ColumnId[],
  valueOf: (row: Cells, columnId: ColumnId) => string = shownAndHeld,
): { look: (row: Cells) => void; found: () => CellChanges } {
  const changes: ValueChange[] = []
  const known = columns.map(() => new Map<string, { cleaned: Cleaned; change: ValueChange | null }>())
  const unclear = { cells: 0, values: [] as string[] }
  const ambiguous: CellChanges['ambiguous'] = { cells: 0, first: null }
  let cells = 0
  let changing = 0

  function lookAtCell(rowId: RowId, value: string, columnId: ColumnId, seen: (typeof known)[number]): void {
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
    } else if (entry.change) entry.change.rows.push(rowId)
    else if (cleaned.text !== value) {
      entry.change = { columnId, before: value, after: cleaned.text, rows: [rowId] }
      changes.push(entry.change)
    }
  }

  return {
    look(row) {
      for (const [index, columnId] of columns.entries())
        lookAtCell(row.id, valueOf(row, columnId), columnId, known[index]!)
    },
    found: () => ({ changes, changing, cells, unclear, ambiguous }),
  }
}
