import type { ColumnId } from '#shared/pipeline/sheet.ts'
import { sheetStore } from '#renderer/stores/sheet-store.ts'
import { openPanel } from '#renderer/stores/ui-store.ts'
import { redoStep, undoStep } from '#renderer/flows/take-step.ts'
import { copyByCommand, pasteFromClipboard } from './clipboard.ts'
import { deleteColumns, insertColumn } from './column-actions.ts'
import { columnMenu, ourColumnMenu } from './column-menu.ts'
import { fillFromEdge } from './fill-actions.ts'
import { useFind } from './find-store.ts'
import { headingOf } from './header-cell.ts'
import type { CommandId, KeyCommands } from './keyboard.ts'
import { closePopup, openPopup, spotOf, type Spot } from './popup-store.ts'
import { at, coversColumns, coversRows } from './range.ts'
import { clearCells, deleteRows, duplicateRows, insertRows } from './row-actions.ts'
import { selectionMenu } from './selection-menu.ts'
import type { SheetContext } from './sheet-context.ts'
import { agId, columnIdOf } from './view.ts'

export interface Filters {
  clearFilters(): void
  hasFilters(): boolean
}

export interface GridCommands extends KeyCommands {
  filters: Filters
  openFilter(column: ColumnId): void
  openRename(column: ColumnId, field: 'header' | 'constant'): void
  openAttribute(column: ColumnId): void
  /** Gives the focus back to the active cell. */
  focusGrid(): void
  listenToContextMenu(root: HTMLElement): () => void
}

/** What keys, menus and buttons set off, by name. */
export function createCommands(context: SheetContext, filters: Filters): GridCommands {
  const { view, selection } = context

  function focusGrid(): void {
    const range = selection.range ?? (view.extent().rows > 0 && view.extent().cols > 0 ? at(0, 0) : null)
    if (range) selection.set(range, { show: 'none' })
  }

  function headerOf(column: ColumnId): Element | null {
    return document.querySelector(`.ag-header-cell[col-id="${agId(column)}"]`)
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
      else view.api.setFocusedHeader(agId(column))
    }
    open(spotOf(element), back)
  }

  function activeSpot(): Spot {
    const cell = document.querySelector('.ag-cell-focus')
    return cell ? spotOf(cell) : { left: 200, top: 200, width: 0, height: 0 }
  }

  const commands: GridCommands = {
    filters,
    focusGrid,
    run(id: CommandId) {
      switch (id) {
        case 'undo':
          return undoStep()
        case 'redo':
          return redoStep()
        case 'clear':
          return clearCells(context)
        case 'copy':
        case 'cut':
          focusGrid()
          return copyByCommand(id)
        case 'paste':
          return void pasteFromClipboard(context)
        case 'fill-down':
          return fillFromEdge(context, 'down')
        case 'fill-right':
          return fillFromEdge(context, 'right')
        case 'find':
        case 'replace':
          useFind.setState({ wantsFocus: id })
          return openPanel('find')
        case 'insert-rows': {
          const first = selection.box && view.columns()[selection.box.left]
          if (meansColumns() && first) insertColumn(context, first.id, 'left')
          else insertRows(context, 'above')
          return
        }
        case 'delete-rows':
          return meansColumns() ? deleteColumns(context) : deleteRows(context)
        case 'duplicate-rows':
          return duplicateRows(context)
        case 'column-menu': {
          const column = selection.range && view.columns()[selection.range.anchor.col]
          const header = column && headerOf(column.id)
          if (header) commands.openColumnMenu(column.id, header)
          return
        }
        case 'menu':
          return openPopup(
            { kind: 'menu', label: 'Selection', spot: activeSpot(), entries: selectionMenu(context, commands) },
            focusGrid,
          )
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
        (spot, back) => openPopup({ kind: 'menu', label: `Column ${headingOf(column.header)}`, spot, entries }, back),
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
          openPopup({ kind: 'menu', label: 'Selection', spot, entries: selectionMenu(context, commands) }, focusGrid)
        }
      }
      root.addEventListener('contextmenu', onContextMenu)
      return () => root.removeEventListener('contextmenu', onContextMenu)
    },
  }
  return commands
}
