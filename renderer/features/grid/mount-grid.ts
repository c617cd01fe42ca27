import type { GridApi } from 'ag-grid-community'
import type { Column, ColumnId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { usePush, isUnderWay } from '#renderer/stores/push/push-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useCompare } from '#renderer/stores/compare/compare-store.ts'
import { rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import { NO_FILTER, useView } from '#renderer/stores/view/view-store.ts'
import { showTooltips } from '#renderer/features/grid/ag/cell-tooltip.ts'
import { listenToClipboard } from '#renderer/features/grid/actions/clipboard.ts'
import { takeOrder, takeWidth } from '#renderer/features/grid/actions/column-actions.ts'
import { columnDefs, type ColumnDeps } from '#renderer/features/grid/ag/column-defs.ts'
import { followCellWishes, tellProblemsOfActiveCell } from '#renderer/features/grid/ag/focus-follow.ts'
import { createCommands } from './grid-commands.ts'
import { columnFilterOf, keepLook } from './keep-look.ts'
import type { MountedGrid } from '#renderer/features/grid/input/mounted-grid.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { createHeldEdits } from '#renderer/features/grid/ag/held-edits.ts'
import { listenToKeyboard } from '#renderer/features/grid/input/keyboard.ts'
import { startModelSync } from '#renderer/features/grid/ag/model-sync.ts'
import { createCopiedCells } from '#renderer/features/grid/ag/copied-cells.ts'
import { createFrames } from '#renderer/features/grid/ag/frames.ts'
import { printSheet } from '#renderer/features/grid/actions/print-sheet.ts'
import { showFillOptions } from '#renderer/features/grid/menus/fill-options.ts'
import { showNewRow } from '#renderer/features/grid/ag/new-row.ts'
import { showLook } from '#renderer/features/grid/ag/sheet-look.ts'
import { useSheetLook } from '#renderer/stores/sheet/sheet-look.ts'
import { createPainter } from '#renderer/features/grid/ag/painter.ts'
import { watchWidth } from '#renderer/features/grid/ag/narrow-grid.ts'
import { listenToPointer } from '#renderer/features/grid/input/pointer.ts'
import { createSelection } from '#renderer/features/grid/ag/selection.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { createSortKeys } from '#renderer/features/grid/logic/sort-keys.ts'
import { sortBy, sortOf } from '#renderer/features/grid/actions/sorting.ts'
import { columnIdOf, createView, shownRows } from '#renderer/features/grid/ag/view.ts'
import type { ColumnFilter, ViewFilter } from '#renderer/features/grid/logic/view-filter.ts'
import { tellWhyNotEdited } from '#renderer/features/grid/ag/why-not-edited.ts'

/**
 * Joins the sheet to a grid that has just been made, and keeps the two together until `destroy`. `host` is the element
 * around the grid, `filter` the one its options ask.
 */
export function mountGrid(api: GridApi<SheetRow>, host: HTMLElement, filter: ViewFilter): MountedGrid {
  const columns = (): readonly Column[] => sheetStore.getState().columns
  const sortKeys = createSortKeys(columns)
  const held = createHeldEdits()
  function writeCell(row: SheetRow, column: Column, text: string): void {
    const patch: SheetPatch = { kind: 'setCells', column: column.id, rows: [row.id], values: [text] }
    const { locked } = edit('Edit cell', [patch])
    if (locked > 0) held.hold(row.id, column.id, text)
  }

  api.setGridAriaProperty('label', 'Leads')
  const view = createView(api)
  const painter = createPainter(view)
  const selection = createSelection(view, painter, host)
  const sync = startModelSync({
    view,
    painter,
    root: host,
    selection,
    takeColumns,
    forgetWidths: () => deps.widths.clear(),
  })
  const frames = createFrames(view, host)
  const copied = createCopiedCells(view, frames)
  const context: SheetContext = {
    view,
    selection,
    copied,
    frames,
    sync,
    sortKeys,
    exempt: (rows) => rows.forEach((id) => filter.exempt.add(id)),
  }

  const commands = createCommands(context, host)
  const width = watchWidth(() => sync.whenIdle(takeColumns))
  const deps: ColumnDeps = {
    widths: new Map(),
    selection,
    narrow: width.narrow,
    writeCell,
    endEdit() {
      api.stopEditing()
      if (selection.range) selection.set(selection.range)
    },
    actions: {
      chooseAttribute: (id, from) => commands.chooseAttribute(id, from),
      openMenu: (id, from) => commands.openColumnMenu(id, from),
      showHidden: (ids, from) => commands.openHidden(ids, from),
      hasFilter: (id) => filter.byColumn.has(id),
    },
  }

  function takeColumns(): void {
    forgetGoneColumns()
    api.setGridOption('columnDefs', columnDefs(columns(), deps))
  }

  /** A column that was deleted takes its filter and its sort with it: there is nothing left to take them off by. */
  function forgetGoneColumns(): void {
    const there = new Set(columns().map((column) => column.id))
    const gone = [...filter.byColumn.keys()].filter((id) => !there.has(id))
    for (const id of gone) filter.byColumn.delete(id)
    if (gone.length > 0) filtersChanged()
    const sorted = sortKeys.by === null ? null : columnIdOf(sortKeys.by)
    if (sorted !== null && !there.has(sorted)) sortKeys.drop()
  }

  function takeColumnsAnew(): void {
    takeColumns()
    view.columnsChanged()
    selection.restore()
    painter.rows(undefined)
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
    filtersChanged()
  }

  function filtersChanged(): void {
    useView.setState({ clearColumnFilters: filter.byColumn.size > 0 ? clearColumnFilters : null })
    refilter()
  }

  function clearColumnFilters(): void {
    filter.byColumn.clear()
    useView.setState({ clearColumnFilters: null })
    refilter()
  }

  api.setGridOption('postSortRows', ({ nodes }) => sortKeys.arrange(nodes, (node) => node.data!.id))
  // A click on the heading of Status, which is AG Grid's own.
  api.addEventListener('sortChanged', ({ source, columns: sorted }) => {
    const column = source === 'uiColumnSorted' ? sorted?.at(-1) : undefined
    if (column)
      sortBy(
        context,
        column.getColId(),
        sortOf(context, column.getColId()),
        headingOf(column.getColDef().headerName ?? ''),
      )
  })
  api.addEventListener('cellEditingStopped', () => sync.editingStopped())
  useView.setState({ shownRows: shownRows(api) })
  api.addEventListener('modelUpdated', () => {
    // A grid that was taken away still delivers the events it had queued.
    if (!api.isDestroyed()) useView.setState({ shown: api.getDisplayedRowCount() })
  })
  api.addEventListener('virtualColumnsChanged', () => selection.paintHeaders())
  api.addEventListener('columnMoved', ({ finished, source, column: moved }) => {
    if (!finished || source !== 'uiColumnMoved') return
    takeOrder(
      api.getAllGridColumns().flatMap((column) => {
        const id = column.isVisible() ? columnIdOf(column.getColId()) : null
        return id === null ? [] : [id]
      }),
      moved ? columnIdOf(moved.getColId()) : null,
      selection.meaning === 'columns' ? selection.columns().map(({ id }) => id) : [],
    )
    // Where nothing has changed in the sheet the grid still has the order of the drag.
    takeColumnsAnew()
  })
  api.addEventListener('columnResized', ({ finished, column, source }) => {
    // By dragging a heading's edge, or a double click on it, which fits the column to what is in it.
    const byHand = source === 'uiColumnResized' || source === 'autosizeColumns'
    const id = finished && column && byHand ? columnIdOf(column.getColId()) : null
    if (id !== null)
      takeWidth(id, Math.round((column!.getActualWidth() * 100) / useSheetLook.getState().zoom))
  })
  api.addEventListener('cellFocused', ({ rowIndex, column }) => {
    // Told later than it happened: by now the focus may be elsewhere.
    const focused = api.getFocusedCell()
    if (!column || typeof column === 'string' || focused?.rowIndex !== rowIndex || focused.column !== column)
      return
    const id = columnIdOf(column.getColId())
    const col = id === null ? -1 : view.colIndex(id)
    if (col !== -1) selection.follow(rowIndex, col)
  })
  // Rows first: the grid shows nothing without columns, and given both at once it goes through the rows twice.
  api.setGridOption('rowData', rowStore.rows as SheetRow[])
  takeColumns()

  for (const [id, kept] of useSheetLook.getState().filter?.columns ?? []) {
    if (columns().some((column) => column.id === id)) filter.byColumn.set(id, columnFilterOf(kept))
  }
  if (filter.byColumn.size > 0) useView.setState({ clearColumnFilters })

  function followsProblems(): boolean {
    return (
      useView.getState().filter.problem !== null ||
      [...filter.byColumn.values()].some(({ kind }) => kind === 'marked')
    )
  }

  /** A filter by problem follows the problems, but never while a push runs or somebody types. */
  let follow: ReturnType<typeof setTimeout> | undefined
  const stops = [
    useView.subscribe((next, before) => {
      if (next.filter !== before.filter) refilter()
    }),
    useProblems.subscribe((next, before) => {
      if (next.sheet !== before.sheet) api.refreshHeader()
      if (next.revision === before.revision || !followsProblems()) return
      clearTimeout(follow)
      follow = setTimeout(() => {
        if (!isUnderWay(usePush.getState().push)) refilter()
      }, 800)
    }),
    useCompare.subscribe((next, before) => {
      const marks = next.known !== before.known || next.linked > 0 !== before.linked > 0
      if (marks) sync.whenIdle(takeColumnsAnew)
      else if (next.revision !== before.revision) painter.rows(undefined)
    }),
    width.stop,
    showLook({ api, sync, root: host, takeColumns: () => takeColumnsAnew() }),
    () => copied.stop(),
    showNewRow(selection, frames, host),
    () => frames.stop(),
    listenToPointer(context, host),
    listenToKeyboard(context, host, commands),
    listenToClipboard(context, host),
    followCellWishes(context),
    tellProblemsOfActiveCell(context),
    showTooltips(context, host),
    tellWhyNotEdited(context, host),
    held.start((many) =>
      notify(
        'info',
        many === 1
          ? 'A change kept while its row was being sent is in now.'
          : `${many} changes kept while their rows were being sent are in now.`,
      ),
    ),
    commands.listenToContextMenu(host),
    printSheet(context),
    showFillOptions(context, host, () => commands.focusGrid()),
    keepLook({ context, filter, root: host, refilter }),
  ]
  held.onHold((row) =>
    announce(`Row ${rowStore.positionOf(row)} is being sent. What you typed goes in when it is through.`),
  )
  if (useView.getState().filter !== NO_FILTER || filter.byColumn.size > 0) refilter()

  return {
    context,
    commands,
    filterOf: (column) => filter.byColumn.get(column),
    setColumnFilter,
    writeCell(rowId, columnId, text) {
      const row = rowStore.byId(rowId)
      const column = columns().find(({ id }) => id === columnId)
      if (row && column) writeCell(row, column, text)
    },
    destroy() {
      clearTimeout(follow)
      useView.setState({ shownRows: null, clearColumnFilters: null })
      for (const stop of stops) stop()
      sync.stop()
      painter.stop()
    },
  }
}
