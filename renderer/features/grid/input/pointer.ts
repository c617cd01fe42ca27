import { fillBox, fillTarget } from '#renderer/features/grid/actions/fill-actions.ts'
import {
  at,
  boxOf,
  coversColumns,
  everything,
  wholeColumns,
  wholeRows,
  type Box,
  type Place,
  type Range,
} from '#renderer/features/grid/logic/range.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { createHits, type Hit } from './hits.ts'
import { createMoving, type Moving } from './moving.ts'
import { createRowResizing, type RowResizing } from './row-resizing.ts'

/** How near the lower right corner of the selection the pointer takes the fill handle, in pixels. */
const HANDLE = 9
/** Scrolling distances are meant per frame of a 60 Hz screen. */
const FRAME_MS = 1000 / 60
/** After a long stall the sheet must not leap. */
const MOST_FRAMES_AT_ONCE = 12
/** Pointer within this of the edge scrolls while dragging. */
const EDGE = 28
/** A press that moves less is a click, as AG Grid has it for headings. */
const STILL = 4

type Drag =
  | { kind: 'cells'; anchor: Place }
  | { kind: 'rows'; from: number }
  | { kind: 'columns'; from: number }
  | { kind: 'fill'; source: Box; target: Box | null }
  | { kind: 'move'; moving: Moving }
  | { kind: 'height'; resizing: RowResizing }

/**
 * Selecting by mouse. Listens in the capture phase and keeps the press from AG Grid, whose own focus handling would move the
 * active cell on Shift+click; double clicks and drags of a selected header go through to it.
 */
export function listenToPointer(context: SheetContext, root: HTMLElement): () => void {
  const { view, selection } = context
  const { hitOf, area, placeNear } = createHits(view, root)
  const moves = createMoving(context, root)
  const heights = createRowResizing(context, root)
  let drag: Drag | null = null
  let last = { x: 0, y: 0 }
  /** A heading of the selection that is pressed: dragged it moves, let go where it is it is selected alone. */
  let pressed: { col: number; x: number; y: number } | null = null
  let scroller = 0
  let scrolledAt = 0

  function onHandle(event: PointerEvent, hit: Hit): boolean {
    const { box } = selection
    if (selection.others.length > 0) return false
    if (hit.kind !== 'cell' || !box || hit.row !== box.bottom || hit.col !== box.right) return false
    const { right, bottom } = hit.element.getBoundingClientRect()
    return right - event.clientX <= HANDLE && bottom - event.clientY <= HANDLE
  }

  function extendTo(place: Place): void {
    if (!drag) return
    // What was begun with Ctrl held keeps the other ranges; else there are none.
    const how = { show: 'none', keep: true } as const
    if (drag.kind === 'cells') selection.set({ anchor: drag.anchor, head: place }, how)
    else if (drag.kind === 'rows') selection.set(wholeRows(drag.from, place.row, view.extent()), how)
    else if (drag.kind === 'columns') {
      selection.set(wholeColumns(drag.from, place.col, view.extent()), how)
    } else if (drag.kind === 'move') drag.moving.over(place)
    else if (drag.kind === 'fill') {
      drag.target = fillTarget(drag.source, place.row, place.col)
      selection.setFill(drag.target)
    }
  }

  function begin(event: PointerEvent, next: Drag): void {
    drag = next
    last = { x: event.clientX, y: event.clientY }
    if (scroller !== 0) return
    scrolledAt = performance.now()
    scroller = requestAnimationFrame(autoScroll)
  }

  /**
   * Runs while dragging: near an edge the sheet moves on by itself, faster the farther out the pointer is. The pace is
   * by time, so that a busy machine drops frames and not speed.
   */
  function autoScroll(now: number): void {
    scroller = 0
    const frames = Math.min(MOST_FRAMES_AT_ONCE, (now - scrolledAt) / FRAME_MS)
    scrolledAt = now
    if (!drag || drag.kind === 'height') return
    scroller = requestAnimationFrame(autoScroll)
    const inside = area()
    if (!inside) return
    const beyond = (at: number, low: number, high: number) =>
      at > high - EDGE ? at - high + EDGE : at < low + EDGE / 2 ? at - low - EDGE / 2 : 0
    const sideways = drag.kind === 'rows' || (drag.kind === 'move' && drag.moving.kind === 'rows')
    const down = drag.kind === 'columns' ? 0 : beyond(last.y, inside.top, inside.bottom)
    const right = sideways ? 0 : beyond(last.x, inside.left, inside.right)
    if (down === 0 && right === 0) return
    inside.viewport.scrollTop += Math.sign(down) * Math.min(80, Math.abs(down)) * frames
    inside.viewport.scrollLeft += Math.sign(right) * Math.min(60, Math.abs(right)) * frames
    const place = placeNear(last.x, last.y)
    if (place) extendTo(place)
  }

  function onPointerDown(event: PointerEvent): void {
    const hit = hitOf(event.target)
    if (!hit || (event.target as Element).closest('.cell-editor')) return
    if (event.button === 2) {
      // The menu is about the selection; pressed outside it, about the cell or row under the pointer.
      if (hit.kind === 'header' || hit.kind === 'corner') return
      const inside =
        hit.kind === 'cell' ? selection.holds(boxOf(at(hit.row, hit.col))) : selection.touchesRow(hit.row)
      if (inside) event.stopPropagation()
      else press(event, hit)
      return
    }
    if (event.button !== 0) return
    press(event, hit)
  }

  /**
   * A press selects what is under it; with Shift the range reaches there from where it was begun; with Ctrl another range
   * is begun, or one that is selected already is taken out. False where there is nothing to draw on with.
   */
  function choose(event: PointerEvent, next: Range): boolean {
    if (event.shiftKey) selection.set(next, { show: 'none', keep: true })
    else if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) selection.set(next, { show: 'none' })
    else if (selection.holds(boxOf(next))) {
      selection.without(boxOf(next))
      return false
    } else selection.add(next, { show: 'none' })
    return event.button === 0
  }

  function press(event: PointerEvent, hit: Hit): void {
    const extent = view.extent()
    const { range } = selection
    if (hit.kind === 'header') {
      if ((event.target as Element).closest('button, .ag-header-cell-resize')) return
      const already =
        range !== null &&
        coversColumns(range, extent) &&
        within(hit.col, boxOf(range).left, boxOf(range).right)
      // A header that is selected already is dragged to move it; AG Grid does that.
      if (already && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
        if (event.button === 0) pressed = { col: hit.col, x: event.clientX, y: event.clientY }
        return
      }
      event.stopPropagation()
      if (extent.rows === 0) return
      view.api.stopEditing()
      const from = event.shiftKey && range ? range.anchor.col : hit.col
      if (choose(event, wholeColumns(from, hit.col, extent))) begin(event, { kind: 'columns', from })
      return
    }
    event.stopPropagation()
    view.api.stopEditing()
    const foot = event.button === 0 ? heights.footAt(event.clientY, hit) : null
    const resizing = foot === null ? null : heights.begin(foot, event.clientY)
    if (resizing) {
      begin(event, { kind: 'height', resizing })
      return
    }
    const moving = event.button === 0 && !onHandle(event, hit) ? moves.begin(event, hit) : null
    if (moving) begin(event, { kind: 'move', moving })
    else if (hit.kind === 'corner') selection.set(everything(extent), { show: 'none' })
    else if (hit.kind === 'row-number' || hit.kind === 'ours') {
      const from = event.shiftKey && range ? range.anchor.row : hit.row
      if (choose(event, wholeRows(from, hit.row, extent))) begin(event, { kind: 'rows', from })
    } else if (onHandle(event, hit)) {
      begin(event, { kind: 'fill', source: selection.box!, target: null })
    } else {
      const place = { row: hit.row, col: hit.col }
      const anchor = event.shiftKey && range ? range.anchor : place
      if (choose(event, { anchor, head: place })) begin(event, { kind: 'cells', anchor })
    }
  }

  /** Keeps the browser from moving the focus and from marking text; the selection sets the focus itself. */
  function onMouseDown(event: MouseEvent): void {
    const hit = hitOf(event.target)
    if (!hit || (event.target as Element).closest('.cell-editor, button, .ag-header-cell-resize')) return
    if (hit.kind !== 'header' || drag?.kind === 'columns') event.preventDefault()
  }

  function onPointerMove(event: PointerEvent): void {
    if (!drag) {
      moves.hover(event, hitOf)
      const overNumber = event.target instanceof Element && event.target.closest('.row-number') !== null
      const foot = overNumber ? heights.footAt(event.clientY, hitOf(event.target)) : null
      root.classList.toggle('takes-foot', foot !== null)
      return
    }
    if (event.buttons === 0) {
      onPointerUp()
      return
    }
    last = { x: event.clientX, y: event.clientY }
    if (drag.kind === 'height') {
      drag.resizing.over(event.clientY)
      return
    }
    const hit = hitOf(document.elementFromPoint(event.clientX, event.clientY))
    if (hit && hit.kind !== 'corner' && !(hit.kind === 'header' && drag.kind !== 'columns')) {
      extendTo({ row: hit.row, col: hit.col })
    }
  }

  function onPointerUp(event?: PointerEvent): void {
    const done = drag
    const header = pressed
    drag = null
    pressed = null
    if (header && event && Math.hypot(event.clientX - header.x, event.clientY - header.y) < STILL) {
      selection.set(wholeColumns(header.col, header.col, view.extent()), { show: 'none' })
    }
    if (done?.kind === 'height') done.resizing.drop()
    if (done?.kind === 'move') {
      done.moving.drop(event)
      return
    }
    if (done?.kind !== 'fill') return
    selection.setFill(null)
    const flipped = event !== undefined && (event.ctrlKey || event.metaKey)
    if (done.target) fillBox(context, done.source, done.target, { flipped })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !drag || !['fill', 'move', 'height'].includes(drag.kind)) return
    event.preventDefault()
    event.stopPropagation()
    if (drag.kind === 'move') drag.moving.leave()
    if (drag.kind === 'height') drag.resizing.leave()
    drag = null
    selection.setFill(null)
  }

  /** The fill handle double-clicked: down as far as the neighbouring column is filled. A row's foot: as high as its text. */
  function onDoubleClick(event: MouseEvent): void {
    const hit = hitOf(event.target)
    const foot = heights.footAt(event.clientY, hit)
    if (foot !== null) {
      event.stopPropagation()
      heights.fit(foot)
      return
    }
    const { box } = selection
    if (!hit || !box || !onHandle(event as PointerEvent, hit)) return
    event.stopPropagation()
    const { rows } = view.extent()
    const filledDown = (beside: number) => {
      let last = box.bottom
      while (last + 1 < rows && view.text(last + 1, beside).trim() !== '') last++
      return last
    }
    const left = box.left > 0 ? filledDown(box.left - 1) : box.bottom
    const bottom = left > box.bottom ? left : filledDown(box.right + 1)
    if (bottom > box.bottom) fillBox(context, box, { ...box, top: box.bottom + 1, bottom })
  }

  root.addEventListener('pointerdown', onPointerDown, true)
  root.addEventListener('mousedown', onMouseDown, true)
  root.addEventListener('dblclick', onDoubleClick, true)
  window.addEventListener('pointermove', onPointerMove)
  window.addEventListener('pointerup', onPointerUp)
  window.addEventListener('keydown', onKeyDown, true)
  return () => {
    cancelAnimationFrame(scroller)
    root.removeEventListener('pointerdown', onPointerDown, true)
    root.removeEventListener('mousedown', onMouseDown, true)
    root.removeEventListener('dblclick', onDoubleClick, true)
    window.removeEventListener('pointermove', onPointerMove)
    window.removeEventListener('pointerup', onPointerUp)
    window.removeEventListener('keydown', onKeyDown, true)
  }
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}
