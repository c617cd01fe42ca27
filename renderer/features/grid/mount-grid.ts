import { createGrid, type GridOptions } from 'ag-grid-community'
import type { Column, ColumnId, SheetPatch } from '#shared/pipeline/sheet.ts'
import { edit } from '#renderer/stores/edit.ts'
import { usePush, isUnderWay } from '#renderer/stores/push-store.ts'
import { useProblems } from '#renderer/stores/problem-store.ts'
import { rowStore, type SheetRow } from '#renderer/stores/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet-store.ts'
import { announce, notify } from '#renderer/stores/ui-store.ts'
import { useView } from '#renderer/stores/view-store.ts'
import { registerModules } from './ag-modules.ts'
import { listenToClipboard } from './clipboard.ts'
import { takeOrder, takeWidth } from './column-actions.ts'
import { columnDefs } from './column-defs.ts'
import { followCellWishes, tellProblemsOfActiveCell } from './focus-follow.ts'
import { createCommands } from './grid-commands.ts'
import type { GridVerbs } from './grid-verbs.ts'
import { gridTheme } from './grid-theme.ts'
import { createHeldEdits } from './held-edits.ts'
import { listenToKeyboard } from './keyboard.ts'
import { startModelSync, type ModelSync } from './model-sync.ts'
import { listenToPointer } from './pointer.ts'
import { createSelection, type Selection } from './selection.ts'
import type { SheetContext } from './sheet-context.ts'
import { createSortKeys } from './sort-keys.ts'
import { columnIdOf, createView } from './view.ts'
import { createViewFilter, type ColumnFilter } from './view-filter.ts'

export interface MountedGrid {
  context: SheetContext
  commands: GridVerbs
  filterOf(column: ColumnId): ColumnFilter | undefined
  setColumnFilter(column: ColumnId, filter: ColumnFilter | null): void
  destroy(): void
}

/** Puts the sheet into an element and keeps the two together until `destroy`. */
export function mountGrid(host: HTMLElement): MountedGrid {
  registerModules()
  const columns = (): readonly Column[] => sheetStore.getState().columns
  const sortKeys = createSortKeys(columns)
  const filter = createViewFilter()
  const held = createHeldEdits()
  // AG Grid wants its callbacks before there is a grid for these to be made of; none is called before they are.
  /* eslint-disable prefer-const */
  let selection!: Selection
  let sync!: ModelSync
  let commands!: GridVerbs
  /* eslint-enable prefer-const */

  function writeCell(row: SheetRow, column: Column, text: string): void {
    const patch: SheetPatch = { kind: 'setCells', column: column.id, rows: [row.id], values: [text] }
    const { locked } = edit('Edit cell', [patch])
    if (locked > 0) held.hold(row.id, column.id, text)
  }

  const deps = {
    selection: () => selection,
    sortKeys,
    writeCell,
    actions: {
      chooseAttribute: (id: ColumnId, from: Element) => commands.chooseAttribute(id, from),
      openMenu: (id: ColumnId, from: Element) => commands.openColumnMenu(id, from),
      hasFilter: (id: ColumnId) => filter.byColumn.has(id),
    },
  }

  const options: GridOptions<SheetRow> = {
    theme: gridTheme,
    columnDefs: columnDefs(columns(), deps),
    defaultColDef: { cellDataType: false, sortable: true, resizable: true, suppressHeaderMenuButton: true },
    rowData: rowStore.rows as SheetRow[],
    getRowId: ({ data }) => String(data.id),
    suppressFieldDotNotation: true,
    animateRows: false,
    maintainColumnOrder: false,
    suppressDragLeaveHidesColumns: true,
    suppressMoveWhenColumnDragging: true,
    suppressColumnMoveAnimation: true,
    stopEditingWhenCellsLoseFocus: true,
    suppressNoRowsOverlay: true,
    rowBuffer: 12,
    tooltipShowDelay: 350,
    tooltipHideDelay: 20_000,
    enterNavigatesVertically: false,
    isExternalFilterPresent: () => filter.active,
    doesExternalFilterPass: ({ data }) => data !== undefined && filter.passes(data),
    rowClassRules: { 'row-locked': ({ data }) => data?.outcome?.state === 'sending' },
    onCellEditingStopped: () => sync.editingStopped(),
    onModelUpdated: ({ api: changed }) => useView.setState({ shown: changed.getDisplayedRowCount() }),
    onColumnMoved: ({ finished, source, api: changed }) => {
      if (!finished || source !== 'uiColumnMoved') return
      takeOrder(
        changed.getAllGridColumns().flatMap((column) => {
          const id = column.isVisible() ? columnIdOf(column.getColId()) : null
          return id === null ? [] : [id]
        }),
      )
    },
    onColumnResized: ({ finished, column, source }) => {
      const id = finished && column && source === 'uiColumnResized' ? columnIdOf(column.getColId()) : null
      if (id !== null) takeWidth(id, Math.round(column!.getActualWidth()))
    },
    onVirtualColumnsChanged: () => selection.paintHeaders(),
    onCellFocused: ({ rowIndex, column }) => {
      if (rowIndex === null || column === null || typeof column === 'string') return
      const id = columnIdOf(column.getColId())
      const col = id === null ? -1 : view.colIndex(id)
      if (col !== -1) selection.follow(rowIndex, col)
    },
  }
  const api = createGrid(host, options)
  api.setGridAriaProperty('label', 'Leads')
  const view = createView(api)
  selection = createSelection(view, host)
  sync = startModelSync({
    view,
    selection,
    takeColumns: () => api.setGridOption('columnDefs', columnDefs(columns(), deps)),
  })
  const context: SheetContext = {
    view,
    selection,
    sync,
    sortKeys,
    exempt: (rows) => rows.forEach((id) => filter.exempt.add(id)),
  }

  function refilter(): void {
    sync.whenIdle(() => {
      filter.rebuild(useView.getState().filter, columns())
      api.onFilterChanged()
      api.refreshHeader()
      selection.restore()
    })
  }

  function setColumnFilter(column: ColumnId, next: ColumnFilter | null): void {
    if (next) filter.byColumn.set(column, next)
    else filter.byColumn.delete(column)
    refilter()
  }

  commands = createCommands(context)

  /** A filter by problem follows the problems, but never while a push runs or somebody types. */
  let follow: ReturnType<typeof setTimeout> | undefined
  const stops = [
    useView.subscribe((next, before) => {
      if (next.filter !== before.filter) refilter()
    }),
    useProblems.subscribe((next, before) => {
      if (next.revision === before.revision || useView.getState().filter.problem === null) return
      clearTimeout(follow)
      follow = setTimeout(() => {
        if (!isUnderWay(usePush.getState().push)) refilter()
      }, 800)
    }),
    listenToPointer(context, host),
    listenToKeyboard(context, host, commands),
    listenToClipboard(context, host),
    followCellWishes(context),
    tellProblemsOfActiveCell(context),
    held.start((many) =>
      notify(
        'info',
        many === 1
          ? 'A change kept while its row was being sent is in now.'
          : `${many} changes kept while their rows were being sent are in now.`,
      ),
    ),
    commands.listenToContextMenu(host),
  ]
  held.onHold((row) =>
    announce(`Row ${rowStore.positionOf(row)} is being sent. What you typed goes in when it is through.`),
  )
  if (useView.getState().filter.text !== '') refilter()

  return {
    context,
    commands,
    filterOf: (column) => filter.byColumn.get(column),
    setColumnFilter,
    destroy() {
      clearTimeout(follow)
      for (const stop of stops) stop()
      sync.stop()
      api.destroy()
    },
  }
}
