import type { GridApi } from 'ag-grid-community'
import { cellOf, type Column, type ColumnId } from '#shared/domain/sheet/sheet.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import type { ShownRows } from '#renderer/stores/view/view-store.ts'
import type { Extent } from '#renderer/features/grid/logic/range.ts'

export type LeadsApi = GridApi<SheetRow>

const DATA_COLUMN = /^c(\d+)$/

/** AG Grid's name of a data column. Ours (row numbers, status, message) have other names. */
export function agId(id: ColumnId): string {
  return `c${id}`
}

export function columnIdOf(agColumnId: string): ColumnId | null {
  const match = DATA_COLUMN.exec(agColumnId)
  return match ? Number(match[1]) : null
}

/** What is displayed, by index: rows after filter and sort, data columns from left to right. */
export interface View {
  readonly api: LeadsApi
  extent(): Extent
  rowAt(index: number): SheetRow | undefined
  /** Displayed data columns in screen order. */
  columns(): readonly Column[]
  /** -1 where it is not displayed. */
  colIndex(id: ColumnId): number
  text(row: number, col: number): string
  /** Forgets the columns; called when they changed. */
  columnsChanged(): void
}

export function shownRows(api: LeadsApi): ShownRows {
  const at = (index: number) => api.getDisplayedRowAtIndex(index)?.data?.id
  return {
    count: () => api.getDisplayedRowCount(),
    at,
    indexOf(id) {
      const index = api.getRowNode(String(id))?.rowIndex ?? -1
      return at(index) === id ? index : -1
    },
  }
}

export function createView(api: LeadsApi): View {
  let shown: Column[] | null = null
  let places = new Map<ColumnId, number>()
  function columns(): readonly Column[] {
    if (shown) return shown
    // A grid that was taken away still delivers the events it had queued.
    if (api.isDestroyed()) return []
    const byId = new Map(sheetStore.getState().columns.map((column) => [column.id, column]))
    shown = api.getAllDisplayedColumns().flatMap((agColumn) => {
      const id = columnIdOf(agColumn.getColId())
      const column = id === null ? undefined : byId.get(id)
      return column ? [column] : []
    })
    places = new Map(shown.map((column, index) => [column.id, index]))
    return shown
  }
  return {
    api,
    columns,
    extent: () => ({ rows: api.isDestroyed() ? 0 : api.getDisplayedRowCount(), cols: columns().length }),
    rowAt: (index) => api.getDisplayedRowAtIndex(index)?.data,
    colIndex(id) {
      columns()
      return places.get(id) ?? -1
    },
    text(row, col) {
      const data = api.getDisplayedRowAtIndex(row)?.data
      const column = columns()[col]
      return data && column ? cellOf(data, column) : ''
    },
    columnsChanged() {
      shown = null
    },
  }
}
