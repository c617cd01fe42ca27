import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import {
  fillOtherwise,
  lastFillDone,
  seriesOfFill,
  type DoneFill,
} from '#renderer/features/grid/actions/fill-actions.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { openPopup, spotOf, type MenuEntry, type Spot } from '#renderer/features/grid/logic/popup-store.ts'

function entriesOf(context: SheetContext, fill: DoneFill): MenuEntry[] {
  const { now, possible } = seriesOfFill(context, fill)
  const series = { label: 'Fill series', checked: now, disabled: !possible }
  return [
    { label: 'Copy cells', checked: !now, run: () => fillOtherwise(context, fill, 'copy') },
    { ...series, run: () => fillOtherwise(context, fill, 'series') },
  ]
}

/** Copies or a series, for the fill that was done last. */
export function openFillOptions(context: SheetContext, spot: Spot, back: () => void): void {
  const fill = lastFillDone()
  if (!fill) {
    announce('Nothing was filled just now.')
    return
  }
  openPopup({ kind: 'menu', label: 'Fill options', spot, entries: entriesOf(context, fill) }, back)
}

/**
 * The small button at the corner of what was filled by the mouse. It stands until anything else is changed; by keys the same
 * opens from the active cell.
 */
export function showFillOptions(context: SheetContext, root: HTMLElement, back: () => void): () => void {
  const place = context.frames.make('fill-options-place')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'fill-options'
  button.tabIndex = -1
  button.title = 'Fill options: copies or a series (Alt+Shift+F10)'
  button.setAttribute('aria-label', 'Fill options')
  button.setAttribute('aria-haspopup', 'menu')
  button.addEventListener('click', () => openFillOptions(context, spotOf(button), back))
  let shown: DoneFill | null = null

  function hide(): void {
    shown = null
    place.hide()
    button.remove()
  }

  function follow(): void {
    const fill = lastFillDone()
    if (fill === shown) return
    hide()
    const box = fill && {
      top: Math.min(fill.source.top, fill.target.top),
      left: Math.min(fill.source.left, fill.target.left),
      bottom: Math.max(fill.source.bottom, fill.target.bottom),
      right: Math.max(fill.source.right, fill.target.right),
    }
    const corner = box && place.show([box]).at(-1)
    const container = root.querySelector('.ag-grid-scrolling-container')
    if (!corner || !container) return
    shown = fill
    const { left, top, width, height } = corner.style
    button.style.left = `calc(${left} + ${width} + 3px)`
    button.style.top = `calc(${top} + ${height} + 3px)`
    container.append(button)
  }

  const stops = [context.selection.onChange(follow), sheetStore.subscribe(follow)]
  context.view.api.addEventListener('modelUpdated', follow)
  context.view.api.addEventListener('columnResized', hide)
  return () => {
    for (const stop of stops) stop()
    hide()
  }
}
