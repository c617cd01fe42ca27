import { announce } from '#renderer/stores/view/ui-store.ts'
import { canChoose } from '#renderer/features/grid/actions/choose-value.ts'
import { pasteMarked } from '#renderer/features/grid/actions/clipboard.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { chordOf, GRID_SHORTCUTS } from '#renderer/stores/view/shortcuts.ts'
import { CellEditor, CHOOSING, COMPOSING } from '#renderer/features/grid/ag/cell-editor.ts'
import {
  activeOf,
  at,
  boxOf,
  clampPlace,
  everything,
  isSingle,
  rangeOf,
  stepFrom,
  wholeColumns,
  wholeRows,
  type Direction,
  type Extent,
  type Place,
  type Range,
} from '#renderer/features/grid/logic/range.ts'
import { regionAround, sameBox } from '#renderer/features/grid/logic/region.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { createStepping } from './stepping.ts'
import { revealColumn } from '#renderer/features/grid/ag/reveal-column.ts'
import { agId, columnIdOf } from '#renderer/features/grid/ag/view.ts'

export type CommandId = (typeof GRID_SHORTCUTS)[number]['id']

/** What the keyboard sets off besides moving about. */
export interface KeyCommands {
  run(id: CommandId): void
  /** An empty row at the end, and into it, at a place in its columns. */
  addRow(col: number): void
  /** One text into every selected cell. */
  fillSelection(text: string): void
  chooseAttribute(columnId: number, from: Element): void
  openColumnMenu(columnId: number, from: Element): void
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Browsers give every key an input method swallows this code. */
const COMPOSING_CODE = 229

/** These are the moves below; the rest of the list is commands. */
const MOVES = new Set<string>(['move', 'jump', 'page', 'next', 'below', 'extend', 'row-start', 'row-end'])

const COMMANDS = new Map<string, CommandId>(
  GRID_SHORTCUTS.filter((shortcut) => !MOVES.has(shortcut.id)).flatMap((shortcut) =>
    shortcut.keys.map((keys) => [keys, shortcut.id] as const),
  ),
)

/** The keyboard of a spreadsheet. Hears keys before AG Grid does; what it does not know goes on to it. */
export function listenToKeyboard(
  context: SheetContext,
  root: HTMLElement,
  commands: KeyCommands,
): () => void {
  const { view, selection } = context
  const { stepByTab, stepByEnter, wentPast } = createStepping(context)
  // Taking a step back ends a row of Tabs, from wherever it is done.
  const stop = sheetStore.subscribe((now, before) => {
    if (now.stepsTaken !== before.stepsTaken) selection.settle()
  })

  function taken(event: KeyboardEvent): void {
    event.preventDefault()
    event.stopPropagation()
  }

  function filled(row: number, col: number): boolean {
    return view.text(row, col) !== ''
  }

  function pageSize(): number {
    return Math.max(1, view.api.getLastDisplayedRowIndex() - view.api.getFirstDisplayedRowIndex() - 1)
  }

  function destination(event: KeyboardEvent, from: Place): Place | null {
    const extent = view.extent()
    const far = event.ctrlKey || event.metaKey
    const direction = ARROWS[event.key]
    if (direction && !event.altKey) return stepFrom(from, direction, extent, far ? filled : null)
    switch (event.key) {
      case 'Home':
        return { row: far ? 0 : from.row, col: 0 }
      case 'End':
        return { row: far ? extent.rows - 1 : from.row, col: extent.cols - 1 }
      case 'PageUp':
        return clampPlace({ row: from.row - pageSize(), col: from.col }, extent)
      case 'PageDown':
        return clampPlace({ row: from.row + pageSize(), col: from.col }, extent)
      default:
        return null
    }
  }

  function move(event: KeyboardEvent): boolean {
    const { range } = selection
    if (!range) return false
    if (event.key === 'Enter' && !event.ctrlKey && !event.altKey) {
      if (!event.shiftKey && pasteMarked(context)) return true
      stepByEnter(event.shiftKey ? -1 : 1)
      return true
    }
    if (range.past !== undefined && event.key in ARROWS && !event.ctrlKey && !event.metaKey) {
      moveOutOfPast(event, range, range.past)
      return true
    }
    const from = event.shiftKey ? range.head : activeOf(range)
    const next = destination(event, from)
    if (!next) return false
    const atTop = event.key === 'ArrowUp' && from.row === 0 && !event.shiftKey
    if (atTop) {
      const column = view.columns()[from.col]
      if (column) view.api.setFocusedHeader(agId(column.id))
      return true
    }
    if (event.shiftKey) selection.set({ anchor: range.anchor, head: next }, { keep: true })
    else selection.set(at(next.row, next.col))
    return true
  }

  /** From the row that is not there yet: up into the last one, sideways along it. */
  function moveOutOfPast(event: KeyboardEvent, { anchor }: Range, past: number): void {
    if (event.key === 'ArrowUp') selection.set(at(anchor.row, past))
    const across = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (across === 0) return
    const { col } = clampPlace({ row: anchor.row, col: past + across }, view.extent())
    selection.set({ ...at(anchor.row, col), past: col })
  }

  function whileEditing(event: KeyboardEvent): void {
    const [editor] = view.api.getCellEditorInstances()
    if (!(editor instanceof CellEditor)) return
    const { range } = selection
    if (!range) return
    if (editor.choosesBy(event)) {
      taken(event)
      return
    }
    const wrote = !editor.isCancelAfterEnd()
    const leave = (move: () => unknown) => {
      taken(event)
      view.api.stopEditing()
      move()
    }
    if (event.key === 'Enter') {
      if (event.altKey) {
        taken(event)
        editor.insertLineBreak()
      } else if (event.ctrlKey || event.metaKey) {
        taken(event)
        const text = editor.getValue()
        const single = isSingle(range) && selection.others.length === 0
        // With a range the edit is one of many cells, and one step of undo with them.
        view.api.stopEditing(!single)
        if (single) selection.set(range)
        else commands.fillSelection(text)
      } else leave(() => stepByEnter(event.shiftKey ? -1 : 1))
    } else if (event.key === 'Tab') {
      leave(() => stepByTab(event.shiftKey ? -1 : 1, wrote) || selection.set(range))
    } else if (event.key in ARROWS && editor.arrowsLeave && !event.shiftKey) {
      const next = stepFrom(activeOf(range), ARROWS[event.key]!, view.extent(), null)
      leave(() => selection.set(at(next.row, next.col)))
    } else if (event.key === 'Escape') {
      taken(event)
      view.api.stopEditing(true)
      selection.set(range, { show: 'none' })
    } else {
      // The text area's own: AG Grid would take Home, End and the page keys for moves.
      event.stopPropagation()
    }
  }

  function inHeader(event: KeyboardEvent, header: HTMLElement): void {
    const id = columnIdOf(header.getAttribute('col-id') ?? '')
    if (id === null) return
    const chord = chordOf(event)
    if (chord === 'Enter') commands.chooseAttribute(id, header)
    else if (chord === 'Alt+ArrowDown' || chord === 'Shift+F10' || chord === 'ContextMenu') {
      commands.openColumnMenu(id, header)
    } else if (chord === 'Space' || chord === 'Mod+Space') {
      const col = view.colIndex(id)
      if (view.extent().rows > 0)
        selection.set(wholeColumns(col, col, view.extent()), { show: 'none', focus: false })
    } else return
    taken(event)
  }

  /** What stands together around the active cell; pressed again, or where that is all there is, the whole sheet. */
  function selectAll(extent: Extent): void {
    const { range } = selection
    const region = range && regionAround(activeOf(range), extent, filled)
    const again = region && selection.others.length === 0 && sameBox(boxOf(range), region)
    const all = region && sameBox(region, boxOf(everything(extent)))
    if (!region || again || all) selection.set(everything(extent), { show: 'none' })
    else selection.set({ ...rangeOf(region), active: activeOf(range) }, { show: 'none' })
  }

  /** In the active cell, wherever it has been scrolled to. */
  function startEdit(key: string): void {
    const past = wentPast()
    if (past !== null) commands.addRow(past)
    const place = selection.range && activeOf(selection.range)
    const column = place && view.columns()[place.col]
    if (!column) return
    view.api.ensureIndexVisible(place.row)
    revealColumn(view.api, agId(column.id))
    view.api.startEditingCell({ rowIndex: place.row, colKey: agId(column.id), key })
  }

  function inCells(event: KeyboardEvent): void {
    if (event.key === 'Tab') {
      // Where there is nowhere to go Tab leaves the grid: nobody is caught in it.
      if (stepByTab(event.shiftKey ? -1 : 1)) taken(event)
      return
    }
    if (move(event)) {
      taken(event)
      return
    }
    const id = COMMANDS.get(chordOf(event))
    const { range } = selection
    const extent = view.extent()
    if (id === 'leave-cell' && context.copied.now) {
      announce(
        context.copied.now.kind === 'cut' ? 'Nothing was moved' : 'Nothing is marked for pasting any more',
      )
      context.copied.end()
    } else if (id === 'leave-cell' && wentPast() !== null) selection.settle()
    else if (id === 'select-all') selectAll(extent)
    else if (id === 'first-cell') selection.set(at(0, 0))
    else if (id === 'last-cell') selection.set(at(extent.rows - 1, extent.cols - 1))
    else if (id === 'select-row' && range) {
      const box = boxOf(range)
      selection.set(wholeRows(box.top, box.bottom, extent), { show: 'none' })
    } else if (id === 'select-column' && range) {
      const box = boxOf(range)
      selection.set(wholeColumns(box.left, box.right, extent), { show: 'none' })
    } else if (id === 'copy' || id === 'cut' || id === 'paste') {
      // The browser turns these into clipboard events; AG Grid must not hear them as typing.
      event.stopPropagation()
      return
    } else if (id === 'edit-cell' && range) {
      startEdit('F2')
    } else if (id === 'column-menu' && canChoose(context)) {
      startEdit(CHOOSING)
    } else if (id !== undefined && id !== 'leave-cell' && id !== 'new-line') commands.run(id)
    else {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey
      // On a Mac the code alone tells that an input method has the key.
      // oxlint-disable-next-line typescript/no-deprecated
      const composes = event.key === 'Dead' || event.key === 'Process' || event.keyCode === COMPOSING_CODE
      if (plain && composes) {
        // Not prevented: what is composed goes into the area that has the focus by now.
        event.stopPropagation()
        startEdit(COMPOSING)
      } else if (plain && event.key.length === 1) {
        taken(event)
        startEdit(event.key)
      }
      return
    }
    taken(event)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement)) return
    const { target } = event
    if (event.isComposing) {
      // Enter and the arrows choose among what the input method offers; AG Grid would end the edit.
      event.stopPropagation()
      return
    }
    if (view.api.getEditingCells().length > 0) {
      const editor = root.querySelector<HTMLElement>('.cell-editor')
      if (!editor || !target.contains(editor)) return
      // AG Grid focuses a cell that it has just drawn a moment later, also where its editor is open by then.
      if (target !== editor) editor.focus()
      whileEditing(event)
      return
    }
    const header = target.closest<HTMLElement>('.ag-header-cell')
    if (header) inHeader(event, header)
    else if (!(target instanceof HTMLInputElement)) inCells(event)
  }

  root.addEventListener('keydown', onKeyDown, true)
  return () => {
    stop()
    root.removeEventListener('keydown', onKeyDown, true)
  }
}
