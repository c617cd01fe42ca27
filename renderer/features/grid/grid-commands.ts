import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { openPanel } from '#renderer/stores/view/ui-store.ts'
import { redoStep, undoStep } from '#renderer/flows/take-step.ts'
import { copyByCommand, pasteFromClipboard } from '#renderer/features/grid/actions/clipboard.ts'
import { deleteColumns, insertColumn } from '#renderer/features/grid/actions/column-actions.ts'
import { columnMenu, ourColumnMenu } from '#renderer/features/grid/menus/column-menu.ts'
import { fillFromEdge } from '#renderer/features/grid/actions/fill-actions.ts'
import { useFind } from '#renderer/features/grid/logic/find-store.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import type { GridVerbs } from '#renderer/features/grid/input/grid-verbs.ts'
import type { CommandId } from '#renderer/features/grid/input/keyboard.ts'
import { closePopup, openPopup, spotOf, type Spot } from '#renderer/features/grid/logic/popup-store.ts'
import { activeOf, at, coversColumns, coversRows, isSingle } from '#renderer/features/grid/logic/range.ts'
import { addRow, deleteRows, duplicateRows, insertRows } from '#renderer/features/grid/actions/row-actions.ts'
import { clearCells, dayOf, writeEverywhere, writeInto } from '#renderer/features/grid/actions/write-cells.ts'
import { selectionMenu } from '#renderer/features/grid/menus/selection-menu.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { agId, columnIdOf } from '#renderer/features/grid/ag/view.ts'

const HEADER_FRAMES = 10

/** What keys, menus and buttons set off, by name. */
export function createCommands(context: SheetContext, root: HTMLElement): GridVerbs {
  const { view, selection } = context

  function focusGrid(): void {
    const range = selection.range ?? (view.extent().rows > 0 && view.extent().cols > 0 ? at(0, 0) : null)
    if (range) selection.set(range, { show: 'none' })
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

  /** Whether the selection is whole columns and not whole rows: then insert and delete mean columns. */
  function meansColumns(): boolean {
    const { range } = selection
    return range !== null && coversColumns(range, view.extent()) && !coversRows(range, view.extent())
  }

  function atHeader(column: ColumnId, open: (spot: Spot, back: () => void) => void, from?: Element): void {
    view.api.ensureColumnVisible(agId(column))
    const element = from ?? headerOf(column)
    if (!element) return
    const header = element.closest('.ag-header-cell')
    const back = () => {
      if (header?.contains(document.activeElement) || !header) focusGrid()
      else focusHeader(column)
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
      if (range && !isSingle(range)) writeEverywhere(context, 'Fill the selection', text, 'Selection filled')
      focusGrid()
    },
    run(id: CommandId) {
      switch (id) {
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
        case 'find':
        case 'replace':
          useFind.setState({ wantsFocus: id })
          openPanel('find')
          return
        case 'row-details':
          openPanel('row')
          return
        case 'insert-rows': {
          const first = selection.box && view.columns()[selection.box.left]
          if (meansColumns() && first) insertColumn(context, first.id, 'left')
          else insertRows(context, 'above')
          return
        }
        case 'delete-rows':
          if (meansColumns()) deleteColumns(context)
          else deleteRows(context)
          return
        case 'duplicate-rows':
          duplicateRows(context)
          return
        case 'column-menu': {
          const column = selection.range && view.columns()[activeOf(selection.range).col]
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
        } else if (header && (agColumn === 'status' || agColumn === 'message')) {
          const name = agColumn === 'status' ? 'Status' : 'Message'
          openPopup(
            { kind: 'menu', label: `Column ${name}`, spot, entries: ourColumnMenu(context, agColumn, name) },
            focusGrid,
          )
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
