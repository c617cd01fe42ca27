import { cellOf, type Column, type ColumnId, type RowId } from '#shared/domain/sheet/sheet.ts'
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
  coversRows,
  contains,
  rangeOf,
  sizeOf,
  type Box,
  type Range,
} from '#renderer/features/grid/logic/range.ts'
import { apart, boxWithout, lineUp } from '#renderer/features/grid/logic/boxes.ts'
import { revealColumn } from './reveal-column.ts'
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
  /** The other ranges stay selected; without it there is this one alone. */
  keep?: boolean
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

/** A range without what belongs to the way it was come by. */
function standing({ anchor, head, whole }: Range): Range {
  return { anchor, head, ...(whole ? { whole } : null) }
}

/**
 * The selected ranges, their painting and their focus. Mostly there is one, `range`; with Ctrl held more are chosen, and then it
 * is the one chosen last, which has the active cell. Whoever acts on the selection acts on all of them (`boxes`, `rows`,
 * `columns`), or says that it cannot.
 */
export function createSelection(view: View, painter: Painter, root: HTMLElement) {
  const { api } = view
  let range: Range | null = null
  let box: Box | null = null
  let others: Range[] = []
  let otherBoxes: Box[] = []
  /** Counts changes of what the marks show. */
  let version = 0
  let known: { version: number; row: number; column: ColumnId; marks: Marks } | null = null
  let fillBox: Box | null = null
  let remembered: Remembered | null = null
  /** Columns whose cells may still show marks they have no more. */
  const unpainted = new Set<ColumnId>()
  painter.onPainted(() => unpainted.clear())
  const listeners = new Set<() => void>()

  function repaint(boxes: readonly (Box | null)[]): void {
    for (const each of boxes) {
      if (each) for (const { id } of view.columns().slice(each.left, each.right + 1)) unpainted.add(id)
      painter.box(each)
    }
  }

  function paintHeaders(): void {
    const extent = view.extent()
    for (const cell of root.querySelectorAll<HTMLElement>('.ag-header-cell')) {
      const match = /^c(\d+)$/.exec(cell.getAttribute('col-id') ?? '')
      const col = match ? view.colIndex(Number(match[1])) : -1
      const over = col < 0 ? [] : boxes().filter((each) => col >= each.left && col <= each.right)
      cell.classList.toggle('head-touched', over.length > 0)
      cell.classList.toggle(
        'head-selected',
        over.some((each) => coversColumns(rangeOf(each), extent)),
      )
    }
  }

  function boxes(): readonly Box[] {
    return box ? [...otherBoxes, box] : []
  }

  function publish(): void {
    const all = boxes()
    const parts = apart(all)
    sheetStore.setState({
      selection: box && {
        rowCount: all.length === 1 ? sizeOf(box).rows : new Set(rowIndexes(all)).size,
        cellCount: parts.reduce((sum, part) => sum + sizeOf(part).cells, 0),
        columns: columnsOf(all).map((column) => column.id),
        ranges: all.length,
        isTable: all.length === 1 || lineUp(all) !== null,
        firstRow: () => (box ? view.rowAt(box.top)?.id : undefined),
        rows: () => rowsOf(all),
        cells: () => cellsOf(parts),
      },
    })
    for (const listener of listeners) listener()
  }

  function rowIndexes(areas: readonly Box[]): number[] {
    const indexes = new Set<number>()
    for (const area of areas) for (let index = area.top; index <= area.bottom; index++) indexes.add(index)
    return [...indexes].sort((one, other) => one - other)
  }

  function columnsOf(areas: readonly Box[]): readonly Column[] {
    return view.columns().filter((_, col) => areas.some((area) => col >= area.left && col <= area.right))
  }

  function rowsOf(areas: readonly Box[]): RowId[] {
    const [only] = areas
    if (areas.length === 1 && only) return rowsIn(only)
    return rowIndexes(areas).flatMap((index) => view.rowAt(index)?.id ?? [])
  }

  /** Every text once. */
  function* cellsOf(parts: readonly Box[]): Generator<string> {
    for (const part of parts) {
      const columns = view.columns().slice(part.left, part.right + 1)
      for (let index = part.top; index <= part.bottom; index++) {
        const row = view.rowAt(index)
        if (row) for (const column of columns) yield cellOf(row, column)
      }
    }
  }

  function rowsIn(area: Box): RowId[] {
    const rows: RowId[] = []
    for (let index = area.top; index <= area.bottom; index++) {
      const row = view.rowAt(index)
      if (row) rows.push(row.id)
    }
    return rows
  }

  function set(next: Range | null, { show = 'head', focus = true, keep = false }: SetOptions = {}): void {
    const old = boxes()
    if (!keep || !next) others = []
    const extent = view.extent()
    others = others.flatMap((each) => clampRange(each, extent) ?? [])
    otherBoxes = others.map(boxOf)
    range = next && clampRange(next, extent)
    box = range && boxOf(range)
    version++
    const start = range && view.rowAt(range.anchor.row)
    const startColumn = range && view.columns()[range.anchor.col]
    remembered = start && startColumn ? { row: start.id, column: startColumn.id } : null
    const active = range && activeOf(range)
    const column = active && view.columns()[active.col]
    if (range && show !== 'none') {
      const place = show === 'active' ? activeOf(range) : range[show]
      api.ensureIndexVisible(place.row)
      const shownColumn = view.columns()[place.col]
      if (shownColumn) revealColumn(api, agId(shownColumn.id))
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
    repaint(box ? [...old, ...otherBoxes, box] : old)
    paintHeaders()
    publish()
  }

  /** Takes cells out of what is selected; false where there would be nothing left. */
  function without(hole: Box): boolean {
    const left = boxes().flatMap((each) => boxWithout(each, hole))
    const last = left.at(-1)
    if (!last) return false
    others = left.slice(0, -1).map(rangeOf)
    set(rangeOf(last), { show: 'none', keep: true })
    return true
  }

  return {
    get range(): Range | null {
      return range
    },
    get box(): Box | null {
      return box
    },
    /** The ranges besides it, in the order they were chosen. */
    get others(): readonly Range[] {
      return others
    },
    /** All ranges, as they were chosen: they may overlap. */
    get boxes(): readonly Box[] {
      return boxes()
    },
    set,
    /** Begins another range, the ones there are staying. */
    add(next: Range, options: Omit<SetOptions, 'keep'> = {}): void {
      if (range) others.push(standing(range))
      set(next, { ...options, keep: true })
    },
    without,
    /** Whether one of the ranges holds all of a box. */
    holds: ({ top, bottom, left, right }: Box): boolean =>
      boxes().some((each) => contains(each, top, left) && contains(each, bottom, right)),
    /** What insert and delete mean: rows or columns that were taken whole, else cells; 'both' where they are mixed. */
    get meaning(): 'rows' | 'columns' | 'cells' | 'both' {
      if (!range) return 'cells'
      const kinds = new Set(
        [...others, range].map(({ whole }) => (whole === 'all' ? 'rows' : (whole ?? 'cells'))),
      )
      const [kind] = kinds
      return kinds.size === 1 ? kind! : 'both'
    },
    /** Inside the range, and from its end on into the next. */
    cycle(step: 1 | -1, move: (range: Range) => Range): void {
      if (!range) return
      const next = move(range)
      const { row, col } = activeOf(next)
      const { top, bottom, left, right } = boxOf(range)
      const round = step === 1 ? row === top && col === left : row === bottom && col === right
      const goesTo = step === 1 ? others[0] : others.at(-1)
      if (!round || !goesTo) {
        set(next, { show: 'active', keep: true })
        return
      }
      const here = standing(range)
      others = step === 1 ? [...others.slice(1), here] : [here, ...others.slice(0, -1)]
      const { anchor, head } = rangeOf(boxOf(goesTo))
      set(
        { ...standing(goesTo), anchor, head, active: step === 1 ? anchor : head },
        { show: 'active', keep: true },
      )
    },
    /** Ends a row of Tabs, and having gone past the last row, where the selection itself stays. */
    settle(): void {
      if (range?.tabsFrom !== undefined || range?.past !== undefined) {
        set(standing(range), { show: 'none', focus: false, keep: true })
      }
    },
    /** The rows of all ranges in the order seen, each once. */
    rows: (): RowId[] => rowsOf(boxes()),
    /** The columns of all ranges from left to right, each once. */
    columns: (): readonly Column[] => columnsOf(boxes()),
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
      const next: Range = { anchor, head: { row: anchor.row + down, col: anchor.col + across } }
      const { whole } = range
      const still =
        whole === 'rows'
          ? coversRows(next, view.extent())
          : whole !== undefined && coversColumns(next, view.extent())
      // A cell that moved out of sight is not scrolled to, nor are the keys lost to the sheet with it.
      const inSight =
        anchor.row >= api.getFirstDisplayedRowIndex() && anchor.row <= api.getLastDisplayedRowIndex()
      const focus = inGrid && inSight
      set({ ...next, ...(whole && still ? { whole } : null) }, { show: 'none', focus })
      if (inGrid && !inSight) root.focus({ preventScroll: true })
    },
    /** The rows of a box in the order seen. */
    rowsIn,
    /** The part the fill handle is being drawn over. */
    setFill(next: Box | null): void {
      const old = fillBox
      fillBox = next
      version++
      repaint([old, next])
    },
    paintHeaders,
    /** Whether a cell of the column has a mark, or shows one still. */
    mayMark(column: ColumnId): boolean {
      if (unpainted.has(column)) return true
      const col = view.colIndex(column)
      const isOver = (each: Box | null) => each !== null && col >= each.left && col <= each.right
      return isOver(box) || isOver(fillBox) || otherBoxes.some(isOver)
    },
    /** Asked for each mark of a cell by itself, so the last answer is kept. */
    marks(row: number, column: ColumnId): Marks {
      if (known?.version === version && known.row === row && known.column === column) return known.marks
      const col = view.colIndex(column)
      const own = box !== null && contains(box, row, col)
      const marks: Marks = {
        selected: own,
        top: own && row === box!.top,
        bottom: own && row === box!.bottom,
        left: own && col === box!.left,
        right: own && col === box!.right,
        handle: own && otherBoxes.length === 0 && row === box!.bottom && col === box!.right,
        fill: fillBox !== null && contains(fillBox, row, col),
      }
      for (const each of otherBoxes) {
        if (!contains(each, row, col)) continue
        marks.selected = true
        marks.top ||= row === each.top
        marks.bottom ||= row === each.bottom
        marks.left ||= col === each.left
        marks.right ||= col === each.right
      }
      known = { version, row, column, marks }
      return marks
    },
    touchesRow: (row: number): boolean =>
      box !== null && [box, ...otherBoxes].some((each) => row >= each.top && row <= each.bottom),
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
