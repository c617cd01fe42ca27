import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { focusCell } from './focus-cell.ts'
import type { Painter } from './painter.ts'
import {
  activeOf,
  at,
  boxOf,
  clampRange,
  coversColumns,
  contains,
  sizeOf,
  type Box,
  type Range,
} from '#renderer/features/grid/logic/range.ts'
import { agId, type View } from './view.ts'

/** What a selection is of, so that it can be found again after the view changed. */
interface Remembered {
  row: RowId
  column: ColumnId
}

export interface SetOptions {
  /** Which corner to bring into view. */
  show?: 'anchor' | 'head' | 'active' | 'none'
  /** False while the focus has to stay where it is, as in a panel. */
  focus?: boolean
}

/** Which edges of a box a cell lies on; read by the class rules at every paint. */
export interface Marks {
  selected: boolean
  top: boolean
  bottom: boolean
  left: boolean
  right: boolean
  handle: boolean
  fill: boolean
}

/** The one selected range, its painting and its focus. */
export function createSelection(view: View, painter: Painter, root: HTMLElement) {
  const { api } = view
  let range: Range | null = null
  let box: Box | null = null
  let fillBox: Box | null = null
  let remembered: Remembered | null = null
  const listeners = new Set<() => void>()

  function repaint(boxes: readonly (Box | null)[]): void {
    for (const each of boxes) painter.box(each)
  }

  function paintHeaders(): void {
    const whole = range !== null && coversColumns(range, view.extent())
    for (const cell of root.querySelectorAll<HTMLElement>('.ag-header-cell')) {
      const match = /^c(\d+)$/.exec(cell.getAttribute('col-id') ?? '')
      const col = match ? view.colIndex(Number(match[1])) : -1
      const inside = box !== null && col >= box.left && col <= box.right && col >= 0
      cell.classList.toggle('head-touched', inside)
      cell.classList.toggle('head-selected', inside && whole)
    }
  }

  function publish(): void {
    const current = box
    sheetStore.setState({
      selection: current && {
        rowCount: sizeOf(current).rows,
        cellCount: sizeOf(current).cells,
        columns: view
          .columns()
          .slice(current.left, current.right + 1)
          .map((column) => column.id),
        firstRow: () => view.rowAt(current.top)?.id,
        rows: () => rowsIn(current),
      },
    })
    for (const listener of listeners) listener()
  }

  function rowsIn(area: Box): RowId[] {
    const rows: RowId[] = []
    for (let index = area.top; index <= area.bottom; index++) {
      const row = view.rowAt(index)
      if (row) rows.push(row.id)
    }
    return rows
  }

  function set(next: Range | null, { show = 'head', focus = true }: SetOptions = {}): void {
    const old = box
    range = next && clampRange(next, view.extent())
    box = range && boxOf(range)
    const start = range && view.rowAt(range.anchor.row)
    const startColumn = range && view.columns()[range.anchor.col]
    remembered = start && startColumn ? { row: start.id, column: startColumn.id } : null
    const active = range && activeOf(range)
    const column = active && view.columns()[active.col]
    if (range && show !== 'none') {
      const place = show === 'active' ? activeOf(range) : range[show]
      api.ensureIndexVisible(place.row)
      const shownColumn = view.columns()[place.col]
      if (shownColumn) api.ensureColumnVisible(agId(shownColumn.id))
    }
    if (active && column && focus) {
      const focused = api.getFocusedCell()
      const agColumn = agId(column.id)
      const here = focused?.rowIndex === active.row && focused.column.getColId() === agColumn
      if (!here || !root.querySelector('.ag-cell-focus')?.contains(document.activeElement)) {
        focusCell(api, root, active.row, agColumn)
      }
    }
    // The focus is elsewhere, as in a panel: two cells must not both look like the active one.
    if (active && !focus) {
      const focused = api.getFocusedCell()
      const here = focused?.rowIndex === active.row && column && focused.column.getColId() === agId(column.id)
      if (focused && !here) api.clearFocusedCell()
    }
    repaint([old, box])
    paintHeaders()
    publish()
  }

  return {
    get range(): Range | null {
      return range
    },
    get box(): Box | null {
      return box
    },
    set,
    /** Selects the cell where focus came by other ways, such as from a header. */
    follow(row: number, col: number): void {
      if (range && activeOf(range).row === row && activeOf(range).col === col) return
      set(at(row, col), { show: 'none', focus: false })
    },
    /** After rows or columns came, went or moved: the same cell stays the active one, where it is still there. */
    restore(): void {
      if (!range || !remembered) return
      const rowIndex = api.getRowNode(String(remembered.row))?.rowIndex ?? null
      const col = view.colIndex(remembered.column)
      const down = range.head.row - range.anchor.row
      const across = range.head.col - range.anchor.col
      const anchor = { row: rowIndex ?? range.anchor.row, col: col === -1 ? range.anchor.col : col }
      const { activeElement } = document
      const inGrid =
        activeElement === document.body ||
        (root.contains(activeElement) && activeElement?.closest('.ag-header') === null)
      set(
        { anchor, head: { row: anchor.row + down, col: anchor.col + across } },
        { show: 'none', focus: inGrid },
      )
    },
    /** The rows of a box in the order seen. */
    rowsIn,
    /** The part the fill handle is being drawn over. */
    setFill(next: Box | null): void {
      const old = fillBox
      fillBox = next
      repaint([old, next])
    },
    paintHeaders,
    marks(row: number, column: ColumnId): Marks {
      const col = view.colIndex(column)
      const selected = box !== null && contains(box, row, col)
      return {
        selected,
        top: selected && row === box!.top,
        bottom: selected && row === box!.bottom,
        left: selected && col === box!.left,
        right: selected && col === box!.right,
        handle: selected && row === box!.bottom && col === box!.right,
        fill: fillBox !== null && contains(fillBox, row, col),
      }
    },
    touchesRow: (row: number): boolean => box !== null && row >= box.top && row <= box.bottom,
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Rows are as many as the store has, unless filtered. */
    get filtered(): boolean {
      return api.getDisplayedRowCount() !== rowStore.rows.length
    },
  }
}

export type Selection = ReturnType<typeof createSelection>
