import { MOST_LINES } from '#shared/domain/sheet/sheet-look.ts'
import { fitRowsWith, makeRowsHigh } from '#renderer/features/grid/actions/row-heights.ts'
import { linesOf, pixelsOf } from '#renderer/features/grid/ag/row-heights.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import type { Hit } from './hits.ts'

/** How near the foot of a row's number the pointer takes it, in pixels; across it, in the next row, a little less. */
const FOOT = { above: 4, below: 2 }

/** A row's foot in the hand of the mouse. */
export interface RowResizing {
  over(y: number): void
  drop(): void
  leave(): void
}

/** Rows are made higher at the foot of their number; a double click there fits them to their text. */
export function createRowResizing(context: SheetContext, root: HTMLElement) {
  const { view } = context

  /** The row whose foot is there. */
  function footAt(y: number, hit: Hit | null): number | null {
    if (hit?.kind !== 'row-number') return null
    const { top, bottom } = hit.element.getBoundingClientRect()
    if (bottom - y <= FOOT.above) return hit.row
    return y - top < FOOT.below && hit.row > 0 ? hit.row - 1 : null
  }

  function begin(row: number, from: number): RowResizing | null {
    const before = view.api.getDisplayedRowAtIndex(row)?.rowHeight
    const area = root.getBoundingClientRect()
    if (!before) return null
    const line = document.createElement('div')
    line.className = 'row-foot-line'
    line.setAttribute('aria-hidden', 'true')
    let height = before
    return {
      over(y) {
        const most = pixelsOf(MOST_LINES)
        height = Math.round(Math.max(pixelsOf(1), Math.min(most, before + y - from)))
        line.style.top = `${from - area.top + height - before}px`
        if (!line.isConnected) root.append(line)
      },
      drop() {
        line.remove()
        if (height !== before) makeRowsHigh(context, row, linesOf(height))
      },
      leave: () => line.remove(),
    }
  }

  return { footAt, begin, fit: (row: number) => fitRowsWith(context, root, row) }
}
