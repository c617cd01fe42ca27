import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { zoomBy } from '#renderer/stores/sheet/sheet-look.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { notify, openPanel } from '#renderer/stores/view/ui-store.ts'
import { reviewPush } from '#renderer/flows/push-rows.ts'
import { redoStep, undoStep } from '#renderer/flows/take-step.ts'
import { copyByCommand, pasteFromClipboard } from '#renderer/features/grid/actions/clipboard.ts'
import { deleteColumns, insertColumn } from '#renderer/features/grid/actions/column-actions.ts'
import { columnMenu, hiddenMenu, statusMenu } from '#renderer/features/grid/menus/column-menu.ts'
import { copyFromAbove, fillFromEdge } from '#renderer/features/grid/actions/fill-actions.ts'
import { askToFind } from '#renderer/features/grid/logic/find-store.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import type { GridVerbs } from '#renderer/features/grid/input/grid-verbs.ts'
import type { CommandId } from '#renderer/features/grid/input/keyboard.ts'
import { closePopup, openPopup, spotOf, type Spot } from '#renderer/features/grid/logic/popup-store.ts'
import { activeOf, at, isSingle } from '#renderer/features/grid/logic/range.ts'
import { addRow, deleteRows, duplicateRows, insertRows } from '#renderer/features/grid/actions/row-actions.ts'
import { clearCells, dayOf, writeEverywhere, writeInto } from '#renderer/features/grid/actions/write-cells.ts'
import { insertCopied } from '#renderer/features/grid/actions/insert-copied.ts'
import { openFillOptions } from '#renderer/features/grid/menus/fill-options.ts'
import { pasteSpecialMenu } from '#renderer/features/grid/menus/paste-special-menu.ts'
import { rowHeightMenu } from '#renderer/features/grid/menus/row-height-menu.ts'
import { selectionMenu } from '#renderer/features/grid/menus/selection-menu.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { revealColumn } from '#renderer/features/grid/ag/reveal-column.ts'
import { agId, columnIdOf } from '#renderer/features/grid/ag/view.ts'

const HEADER_FRAMES = 10

/** What F4 does once more, where the selection is by then. */
const REPEATABLE = new Set<CommandId>([
  'clear',
  'today',
  'fill-down',
  'fill-right',
  'copy-above',
  'insert-rows',
  'delete-rows',
  'duplicate-rows',
])

/** What keys, menus and buttons set off, by name. */
export function createCommands(context: SheetContext, root: HTMLElement): GridVerbs {
  const { view, selection } = context
  let done: CommandId | null = null

  function focusGrid(): void {
    const range = selection.range ?? (view.extent().rows > 0 && view.extent().cols > 0 ? at(0, 0) : null)
    if (!range) return
    selection.settle()
    selection.set(selection.range ?? range, { show: 'none', keep: true })
  }

  function headerOf(column: ColumnId): Element | null {
    return root.querySelector(`.ag-header-cell[col-id="${agId(column)}"]`)
  }

  /**
   * Changing a column may make its header anew some frames later, and the focus would be lost with the old one. Holds it
   * until then, unless it goes elsewhere.
   */
  function focusHeader(column: ColumnId): void {
    let frames = 0
    function hold(): void {
      if (view.api.isDestroyed()) return
      const lost = document.activeElement === null || document.activeElement === document.body
      if (view.colIndex(column) === -1) {
        // Deleted or hidden by what was chosen there.
        if (lost) focusGrid()
        return
      }
      if (frames === 0 || lost) view.api.setFocusedHeader(agId(column))
      if (frames++ < HEADER_FRAMES) requestAnimationFrame(hold)
    }
    hold()
  }

  /** Insert and delete mean the rows or the columns that were taken whole; mixed they are refused. */
  function refusedAsMixed(): boolean {
    if (selection.meaning !== 'both') return false
    notify(
      'info',
      'Rows and columns are selected together. Select either whole rows or whole columns and do it again.',
    )
    return true
  }

  /** A few cells do not say whether their rows or their columns are to go. */
  function askWhatToDelete(): void {
    const rows = selection.rows().length
    const columns = selection.columns().length
    openPopup(
      {
        kind: 'menu',
        label: 'Delete',
        spot: activeSpot(),
        entries: [
          {
            label: rows === 1 ? 'Delete row' : `Delete ${rows.toLocaleString()} rows`,
            run: () => deleteRows(context),
          },
          {
            label: columns === 1 ? 'Delete column' : `Delete ${columns} columns`,
            run: () => deleteColumns(context),
          },
          { label: 'Clear cells', keys: 'Delete', run: () => clearCells(context) },
        ],
      },
      focusGrid,
    )
  }

  function atHeader(column: ColumnId, open: (spot: Spot, back: () => void) => void, from?: Element): void {
    revealColumn(view.api, agId(column))
    const element = from ?? headerOf(column)
    if (!element) return
    const header = element.closest('.ag-header-cell')
    // Come from the heading by keys the focus goes back there; by mouse, or from a cell, to the cell.
    const byKeys = header !== null && document.activeElement === header
    const back = () => {
      if (byKeys) focusHeader(column)
      else focusGrid()
    }
    open(spotOf(element), back)
  }

  function activeSpot(): Spot {
    const cell = root.querySelector('.ag-cell-focus')
    return cell ? spotOf(cell) : { left: 200, top: 200, width: 0, height: 0 }
  }

  const commands: GridVerbs = {
    focusGrid,
    addRow: (col) => addRow(context, col),
    fillSelection(text) {
      const { range } = selection
      const several = range && (!isSingle(range) || selection.others.length > 0)
      if (several) writeEverywhere(context, 'Fill the selection', text, 'Selection filled')
      focusGrid()
    },
    run(id: CommandId) {
      const past = selection.range?.past
      // Where there is no row yet there is nothing to clear or copy; what writes makes the row first.
      if (past !== undefined) {
        if (id === 'clear' || id === 'copy' || id === 'cut') return
        if (id === 'today' || id === 'fill-down' || id === 'copy-above') addRow(context, past)
        else if (id !== 'paste') selection.settle()
      }
      if (REPEATABLE.has(id)) done = id
      switch (id) {
        case 'repeat':
          if (done) commands.run(done)
          else
            notify(
              'info',
              'There is nothing to do once more yet: F4 repeats clearing, filling, inserting, deleting and duplicating.',
            )
          return
        // Outside an edit Ctrl+Enter is the window's; AG Grid would begin an edit with it before the window hears.
        case 'fill-selection':
          reviewPush()
          return
        case 'column-filter': {
          const column = selection.range && view.columns()[activeOf(selection.range).col]
          if (column) commands.openFilter(column.id)
          return
        }
        case 'undo':
          undoStep()
          return
        case 'redo':
          redoStep()
          return
        case 'clear':
          clearCells(context)
          return
        case 'copy':
        case 'cut':
          focusGrid()
          void copyByCommand(context, id)
          return
        case 'paste':
          void pasteFromClipboard(context)
          return
        case 'today': {
          const { range } = selection
          if (range) writeInto(context, activeOf(range), 'Today’s date', dayOf(new Date()))
          return
        }
        case 'fill-down':
          fillFromEdge(context, 'down')
          return
        case 'fill-right':
          fillFromEdge(context, 'right')
          return
        case 'copy-above':
          copyFromAbove(context)
          return
        case 'find':
        case 'replace':
          askToFind(id)
          return
        case 'zoom-in':
          zoomBy(1)
          return
        case 'zoom-out':
          zoomBy(-1)
          return
        case 'row-details':
          openPanel('row')
          return
        case 'fill-options':
          openFillOptions(context, activeSpot(), focusGrid)
          return
        case 'row-height':
          openPopup(
            { kind: 'menu', label: 'Row height', spot: activeSpot(), entries: rowHeightMenu(context, root) },
            focusGrid,
          )
          return
        case 'paste-special':
          openPopup(
            { kind: 'menu', label: 'Paste special', spot: activeSpot(), entries: pasteSpecialMenu(context) },
            focusGrid,
          )
          return
        case 'insert-rows': {
          if (context.copied.now) {
            insertCopied(context)
            return
          }
          const first = selection.box && view.columns()[selection.box.left]
          if (refusedAsMixed()) return
          if (selection.meaning === 'columns' && first) insertColumn(context, first.id, 'left')
          else insertRows(context, 'above')
          return
        }
        case 'delete-rows':
          if (refusedAsMixed() || !selection.range) return
          if (selection.meaning === 'columns') deleteColumns(context)
          else if (selection.meaning === 'rows') deleteRows(context)
          else askWhatToDelete()
          return
        case 'duplicate-rows':
          duplicateRows(context)
          return
        case 'column-menu': {
          const column = selection.range && view.columns()[activeOf(selection.range).col]
          if (column) revealColumn(view.api, agId(column.id))
          const header = column && headerOf(column.id)
          if (header) commands.openColumnMenu(column.id, header)
          return
        }
        case 'menu':
          openPopup(
            {
              kind: 'menu',
              label: 'Selection',
              spot: activeSpot(),
              entries: selectionMenu(context, commands),
            },
            focusGrid,
          )
          return
        default:
          return
      }
    },
    chooseAttribute(columnId, from) {
      atHeader(columnId, (spot, back) => openPopup({ kind: 'attribute', spot, columnId }, back), from)
    },
    openAttribute: (columnId) =>
      atHeader(columnId, (spot, back) => openPopup({ kind: 'attribute', spot, columnId }, back)),
    openFilter: (columnId) =>
      atHeader(columnId, (spot, back) => openPopup({ kind: 'filter', spot, columnId }, back)),
    openHidden(ids, from) {
      const spot = from ? spotOf(from) : activeSpot()
      openPopup({ kind: 'menu', label: 'Hidden columns', spot, entries: hiddenMenu(context, ids) }, focusGrid)
    },
    openReading: (columnId) =>
      atHeader(columnId, (spot, back) => openPopup({ kind: 'reading', spot, columnId }, back)),
    openRename: (columnId, field) =>
      atHeader(columnId, (spot, back) => openPopup({ kind: 'rename', spot, columnId, field }, back)),
    openColumnMenu(columnId, from) {
      const column = sheetStore.getState().columns.find((candidate) => candidate.id === columnId)
      if (!column) return
      const entries = columnMenu(context, commands, column)
      atHeader(
        columnId,
        (spot, back) =>
          openPopup({ kind: 'menu', label: `Column ${headingOf(column.header)}`, spot, entries }, back),
        from,
      )
    },
    listenToContextMenu(root) {
      function onContextMenu(event: MouseEvent): void {
        if (!(event.target instanceof Element) || event.target.closest('.cell-editor')) return
        event.preventDefault()
        closePopup(false)
        const spot = { left: event.clientX, top: event.clientY, width: 0, height: 0 }
        const header = event.target.closest('.ag-header-cell')
        const agColumn = header?.getAttribute('col-id') ?? ''
        const id = columnIdOf(agColumn)
        if (header && id !== null) {
          const column = sheetStore.getState().columns.find((candidate) => candidate.id === id)!
          const entries = columnMenu(context, commands, column)
          openPopup({ kind: 'menu', label: `Column ${headingOf(column.header)}`, spot, entries }, focusGrid)
        } else if (header && agColumn === 'status') {
          const under = spotOf(header)
          const entries = statusMenu(context, () =>
            openPopup({ kind: 'status-filter', spot: under }, focusGrid),
          )
          openPopup({ kind: 'menu', label: 'Column Status', spot, entries }, focusGrid)
        } else if (!header) {
          openPopup(
            { kind: 'menu', label: 'Selection', spot, entries: selectionMenu(context, commands) },
            focusGrid,
          )
        }
      }
      root.addEventListener('contextmenu', onContextMenu)
      return () => root.removeEventListener('contextmenu', onContextMenu)
    },
  }
  return commands
}
