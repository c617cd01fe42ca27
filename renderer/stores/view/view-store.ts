import { create } from 'zustand'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { Status } from '#shared/domain/push/status.ts'

/** Which rows the person asked to see. The grid follows it; conditions are joined by "and". */
export interface RowFilter {
  /** The "Filter rows" box: in any column, case does not count. */
  text: string
  /** Empty: any. */
  statuses: readonly Status[]
  /** Rows with this problem, by its code; 'any': with some problem; null: all. Followed live as problems come and go. */
  problem: string | null
  /** A named set, such as the rows of one failure; null: any. */
  only: { label: string; rows: ReadonlySet<RowId> } | null
}

export const NO_FILTER: RowFilter = { text: '', statuses: [], problem: null, only: null }

/** A wish that the grid puts a cell in view and the focus on it. `nonce` tells two equal wishes apart. */
export interface CellWish {
  rowId: RowId
  /** null: the row's first column. */
  columnId: number | null
  /** False: the focus stays where it is, as in a panel that follows the row. */
  focus: boolean
  nonce: number
}

/** The rows on show by place, from 0. Asked instead of listed, since there may be 500,000. */
export interface ShownRows {
  count(): number
  at(index: number): RowId | undefined
  /** -1 where it is not shown. */
  indexOf(id: RowId): number
}

interface View {
  filter: RowFilter
  cellWish: CellWish | null
  /** The rows are being put into another order, which takes a while where there are many. */
  arranging: boolean
  /** Rows the grid shows now; written by the grid. */
  shown: number
  /** They themselves in the order seen, for those who go from row to row; null while there is no grid. */
  shownRows: ShownRows | null
  /** Takes away the filters of single columns, which the grid keeps; null while there are none. */
  clearColumnFilters: (() => void) | null
}

export const useView = create<View>(() => ({
  filter: NO_FILTER,
  cellWish: null,
  arranging: false,
  shown: 0,
  shownRows: null,
  clearColumnFilters: null,
}))

/** The rows on show, in the order seen; empty while there is no grid. */
export function shownRowIds(): RowId[] {
  const { shownRows } = useView.getState()
  if (!shownRows) return []
  return Array.from({ length: shownRows.count() }, (_, index) => shownRows.at(index)!)
}

let nonce = 0

export function goToCell(rowId: RowId, columnId: number | null, focus = true): void {
  nonce += 1
  useView.setState({ cellWish: { rowId, columnId, focus, nonce } })
}

export function setFilter(change: Partial<RowFilter>): void {
  useView.setState((view) => ({ filter: { ...view.filter, ...change } }))
}

/** All of it: the filters of single columns too. */
export function clearFilter(): void {
  useView.getState().clearColumnFilters?.()
  useView.setState({ filter: NO_FILTER })
}

export function toggleStatus(status: Status): void {
  const { statuses } = useView.getState().filter
  setFilter({
    statuses: statuses.includes(status)
      ? statuses.filter((other) => other !== status)
      : [...statuses, status],
  })
}

/** Shows only these rows, whatever was filtered before. */
export function showOnly(label: string, rows: Iterable<RowId>): void {
  useView.setState({ filter: { ...NO_FILTER, only: { label, rows: new Set(rows) } } })
}
