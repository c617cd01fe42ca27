import {
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  createGrid,
  ModuleRegistry,
  QuickFilterModule,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  TextEditorModule,
  type GridApi,
} from 'ag-grid-community'
import type { Outcome } from '#shared/domain/push/outcome.ts'
import type { Row } from '#shared/domain/sheet/sheet.ts'
import { afterPaint, paintedWith, toPaint } from './after-paint.ts'
import { COLUMNS } from './made-rows.ts'
import type { Subject } from './subject.ts'

interface BareRow extends Row {
  outcome: Outcome | null
}

/** AG Grid Community with nothing but the same data in the same columns, and a status. What it has no way for is done by the shortest. */
export function bare(root: HTMLElement, made: Row[]): Subject {
  ModuleRegistry.registerModules([
    ClientSideRowModelModule,
    ClientSideRowModelApiModule,
    ColumnApiModule,
    QuickFilterModule,
    RenderApiModule,
    RowApiModule,
    ScrollApiModule,
    TextEditorModule,
  ])
  let api: GridApi<BareRow>
  let rows: BareRow[] = []
  let before: string[][] = []
  return {
    async open() {
      const start = performance.now()
      rows = made.map((row) => ({ ...row, outcome: null }))
      root.style.height = '100vh'
      api = createGrid<BareRow>(root, {
        rowData: rows,
        getRowId: ({ data }) => String(data.id),
        animateRows: false,
        rowHeight: 26,
        defaultColDef: { cellDataType: false, width: 130, editable: true },
        columnDefs: [
          {
            colId: 'status',
            headerName: 'Status',
            width: 112,
            editable: false,
            valueGetter: ({ data }) => data?.outcome?.state ?? 'draft',
          },
          ...COLUMNS.map((column) => ({
            colId: `c${column.id}`,
            headerName: column.header,
            valueGetter: ({ data }: { data: BareRow | undefined }) => data?.cells[column.id] ?? '',
            valueSetter: ({ data, newValue }: { data: BareRow; newValue: unknown }) => {
              data.cells[column.id] = typeof newValue === 'string' ? newValue : ''
              return true
            },
          })),
        ],
      })
      return (await paintedWith('.ag-row .ag-cell[col-id="c0"]')) - start
    },
    scroller: () => document.querySelector<HTMLElement>('.ag-grid-viewport')!,
    focusFirstCell: () => api.setFocusedCell(0, 'c0'),
    paste: (text) =>
      toPaint(() => {
        const table = text.split('\r\n').map((line) => line.split('\t'))
        before = rows.slice(0, table.length).map((row) => row.cells)
        table.forEach((cells, i) => {
          rows[i]!.cells = cells
        })
        api.refreshCells()
      }),
    undo: () =>
      toPaint(() => {
        before.forEach((cells, i) => {
          rows[i]!.cells = cells
        })
        api.refreshCells()
      }),
    validate: () => Promise.resolve(null),
    sort: (column) =>
      toPaint(() => {
        api.applyColumnState({
          state: column === null ? [] : [{ colId: `c${column}`, sort: 'asc' }],
          defaultState: { sort: null },
        })
      }),
    filter: (text) => toPaint(() => api.setGridOption('quickFilterText', text)),
    async sortByStatus() {
      api.applyColumnState({ state: [{ colId: 'status', sort: 'asc' }], defaultState: { sort: null } })
      await afterPaint()
    },
    outcomes(batch) {
      // The way its documentation gives for data that changes often.
      const update = batch.map((outcome) => Object.assign(rows[outcome.rowId - 1]!, { outcome }))
      api.applyTransactionAsync({ update })
    },
    startTyping() {
      api.setFocusedCell(0, 'c0')
      api.startEditingCell({ rowIndex: 0, colKey: 'c0', key: 'T' })
    },
    typed: () => document.querySelector<HTMLInputElement>('.ag-cell-inline-editing input')?.value ?? null,
  }
}
