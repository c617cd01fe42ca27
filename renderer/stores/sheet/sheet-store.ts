import { create } from 'zustand'
import type { StateCounts } from '#shared/domain/push/outcome.ts'
import {
  DEFAULT_SETTINGS,
  type Column,
  type ColumnId,
  type RowId,
  type SheetHead,
  type SheetSettings,
} from '#shared/domain/sheet/sheet.ts'
import { rowStore } from './row-store.ts'

/** What is selected in the grid, for those that act on it (cleaning, the status bar). */
export interface SelectionSummary {
  rowCount: number
  /** The data columns it covers, in screen order. */
  columns: readonly ColumnId[]
  /** Cells in all ranges, each counted once. */
  cellCount: number
  /** Ranges chosen with Ctrl held; mostly 1. */
  ranges: number
  /** Whether its cells are all those where its rows and its columns meet; ranges that do not line up are not. */
  isTable: boolean
  firstRow(): RowId | undefined
  /** Its rows in the order seen; made when asked, since there may be 500,000. */
  rows(): RowId[]
  /** The text of each cell once, as it is seen. */
  cells(): Iterable<string>
}

/** Whether the workspace has every edit. `waiting`: no connection; `held`: the disk took none, may be tried again; `refused`: for good. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'held' | 'refused'

export interface SheetState {
  sheet: { id: number; name: string } | null
  columns: readonly Column[]
  /** The least column id not yet used. */
  nextColumnId: ColumnId
  settings: SheetSettings
  rowCount: number
  counts: StateCounts
  /** The pushes the rows have their status of, with how many rows each. */
  pushes: ReadonlyMap<number, number>
  /** Rows come in pages; null once all are here. */
  loading: { loaded: number; of: number } | null
  /** Counts edits, undo and redo included. */
  revision: number
  /** Counts steps undone and redone. */
  stepsTaken: number
  /** What `undo()` would take back, in the person's words; null where there is nothing. */
  undoLabel: string | null
  redoLabel: string | null
  selection: SelectionSummary | null
  saveState: SaveState
  saveProblem: string
  /** Edits made here that the workspace does not have yet. */
  unsaved: number
}

/** What the eye follows of the open sheet. Written by this folder and by the grid (`selection`). */
export const useSheet = create<SheetState>(() => ({
  sheet: null,
  columns: [],
  nextColumnId: 0,
  settings: DEFAULT_SETTINGS,
  rowCount: 0,
  counts: rowStore.counts(),
  pushes: rowStore.countsByPush(),
  loading: null,
  revision: 0,
  stepsTaken: 0,
  undoLabel: null,
  redoLabel: null,
  selection: null,
  saveState: 'saved',
  saveProblem: '',
  unsaved: 0,
}))

/** Without React. */
export const sheetStore = {
  getState: useSheet.getState,
  setState: useSheet.setState,
  subscribe: useSheet.subscribe,
}

/** Outcomes come in batches, dozens a second; the counts are shown this often while they do. */
const COUNT_MS = 100
let counting: ReturnType<typeof setTimeout> | undefined

function showCounts(): void {
  clearTimeout(counting)
  counting = undefined
  const { loading } = sheetStore.getState()
  sheetStore.setState({
    rowCount: rowStore.rows.length,
    counts: rowStore.counts(),
    pushes: rowStore.countsByPush(),
    loading: loading && { ...loading, loaded: rowStore.rows.length },
  })
}

rowStore.subscribe((change) => {
  if (change.kind === 'outcomes') counting ??= setTimeout(showCounts, COUNT_MS)
  else if (change.kind === 'loaded' || change.kind === 'structure') showCounts()
})

/** Shows another sheet, still without rows: they follow through `rowStore.load`, then `endLoading`. Forgets all undo steps. */
export function beginSheet(head: SheetHead): void {
  sheetStore.setState({
    sheet: { id: head.id, name: head.name },
    columns: head.columns,
    nextColumnId: head.nextColumnId,
    settings: head.settings,
    loading: head.rowCount > 0 ? { loaded: 0, of: head.rowCount } : null,
    selection: null,
  })
  rowStore.clear(head.nextRowId)
  rowStore.emit({ kind: 'columns' })
}

/** Back to where no sheet is open. */
export function leaveSheet(): void {
  sheetStore.setState({ sheet: null, columns: [], nextColumnId: 0, loading: null, selection: null })
  rowStore.clear()
  rowStore.emit({ kind: 'columns' })
}

export function endLoading(): void {
  sheetStore.setState({ loading: null })
}

/** A column id no column of this sheet has had. */
export function takeColumnId(): ColumnId {
  const id = sheetStore.getState().nextColumnId
  sheetStore.setState({ nextColumnId: id + 1 })
  return id
}
