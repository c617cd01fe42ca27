import { moveBox } from '#renderer/features/grid/actions/move-cells.ts'
import { moveRows } from '#renderer/features/grid/actions/move-rows.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import {
  at,
  coversRows,
  sizeOf,
  wholeRows,
  type Box,
  type Place,
} from '#renderer/features/grid/logic/range.ts'
import type { Hit } from './hits.ts'

/** How near an outer edge of the selection the pointer takes its border, in pixels. */
const BORDER = 4

/** Cells or rows in the hand of the mouse. */
export interface Moving {
  kind: 'cells' | 'rows'
  over(place: Place): void
  /** Lets go: with Ctrl held cells are copied. Where nothing was moved it was a click. */
  drop(event: PointerEvent | undefined): void
  leave(): void
}

/** Moving cells by the border of the selection, and whole rows by their numbers. */
export function createMoving(context: SheetContext, root: HTMLElement) {
  const { view, selection, frames } = context
  const outline = frames.make('move-target')
  const lineAbove = frames.make('move-line')
  const lineBelow = frames.make('move-line move-line-below')

  function hideLines(): void {
    lineAbove.hide()
    lineBelow.hide()
  }

  /** Near an edge of the selection that is its own, not the neighbour cell's. */
  function onBorder(event: PointerEvent, { kind, row, col, element }: Hit): boolean {
    const { box, range } = selection
    if (kind !== 'cell' || !box || selection.others.length > 0 || range?.past !== undefined) return false
    if (row < box.top || row > box.bottom || col < box.left || col > box.right) return false
    if (event.shiftKey || element.classList.contains('ag-cell-inline-editing')) return false
    const edges = element.getBoundingClientRect()
    return (
      (row === box.top && event.clientY - edges.top < BORDER) ||
      (row === box.bottom && edges.bottom - event.clientY <= BORDER) ||
      (col === box.left && event.clientX - edges.left < BORDER) ||
      (col === box.right && edges.right - event.clientX <= BORDER)
    )
  }

  function onRows(event: PointerEvent, { kind, row }: Hit): boolean {
    const { box, range, meaning } = selection
    if (kind !== 'row-number' || !box || !range || meaning !== 'rows' || range.whole !== 'rows') return false
    if (event.shiftKey || event.ctrlKey || event.metaKey || selection.others.length > 0) return false
    return row >= box.top && row <= box.bottom && coversRows(range, view.extent())
  }

  function moveOf(source: Box, from: Place): Moving {
    const { rows, cols } = sizeOf(source)
    let target: Box | null = null
    return {
      kind: 'cells',
      over(place) {
        const extent = view.extent()
        const top = Math.max(0, Math.min(extent.rows - rows, source.top + place.row - from.row))
        const left = Math.max(0, Math.min(extent.cols - cols, source.left + place.col - from.col))
        target = { top, left, bottom: top + rows - 1, right: left + cols - 1 }
        outline.show([target])
      },
      drop(event) {
        outline.hide()
        if (!target) selection.set(at(from.row, from.col), { show: 'none' })
        else if (target.top !== source.top || target.left !== source.left) {
          moveBox(context, source, target, event !== undefined && (event.ctrlKey || event.metaKey))
        }
      },
      leave: () => outline.hide(),
    }
  }

  function rowMoveOf({ top, bottom }: Box, from: Place): Moving {
    /** Before which row they go; null until the pointer has left where it was. */
    let before: number | null = null
    return {
      kind: 'rows',
      over({ row }) {
        if (row === from.row && before === null) return
        before = row > from.row ? row + 1 : row
        const { rows, cols } = view.extent()
        const last = before === rows
        const beside = last ? rows - 1 : before
        hideLines()
        const line = last ? lineBelow : lineAbove
        line.show([{ top: beside, bottom: beside, left: 0, right: cols - 1 }])
      },
      drop() {
        hideLines()
        if (before === null) selection.set(wholeRows(from.row, from.row, view.extent()), { show: 'none' })
        else if (before < top || before > bottom + 1) moveRows(context, before)
      },
      leave: hideLines,
    }
  }

  return {
    /** What a press at a border or on the number of a selected row takes hold of. */
    begin(event: PointerEvent, hit: Hit): Moving | null {
      const { box } = selection
      const place = { row: hit.row, col: hit.col }
      if (box && onBorder(event, hit)) return moveOf(box, place)
      return box && onRows(event, hit) ? rowMoveOf(box, place) : null
    },
    /** Shows by the pointer's shape where there is something to take hold of. */
    hover(event: PointerEvent, hitOf: (target: EventTarget | null) => Hit | null): void {
      const over = event.target
      const marked = over instanceof Element && over.closest('.cell-selected, .row-touched') !== null
      const hit = marked ? hitOf(over) : null
      const takes = hit !== null && (onBorder(event, hit) || onRows(event, hit))
      root.classList.toggle('takes-hold', takes)
    },
  }
}
