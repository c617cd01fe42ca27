import type { Box } from '#renderer/features/grid/logic/range.ts'
import { agId, type View } from './view.ts'

/** Something laid over cells that scrolls with them: made once, so that no cell has to be painted for it. */
export interface Frame {
  /** Shows it around boxes of the view. Said again where rows or columns may have moved. */
  show(boxes: readonly Box[]): readonly HTMLElement[]
  hide(): void
}

/**
 * Frames over cells. Those over frozen columns lie in a layer that stands still sideways, as the columns do. `dropped`: by how
 * many rows a frame lies below its box, as for a row that is not there yet.
 */
export function createFrames(view: View, root: HTMLElement) {
  const { api } = view
  let layers: { frozen: HTMLElement; moving: HTMLElement } | null = null

  function layersOf(): { frozen: HTMLElement; moving: HTMLElement } | null {
    if (layers?.moving.isConnected) return layers
    const container = root.querySelector('.ag-grid-scrolling-container')
    if (!container) return null
    const [frozen, moving] = ['frames frames-frozen', 'frames frames-moving'].map((name) => {
      const layer = document.createElement('div')
      layer.className = name
      layer.setAttribute('aria-hidden', 'true')
      container.append(layer)
      return layer
    })
    layers = { frozen: frozen!, moving: moving! }
    return layers
  }

  /**
   * Each row holds its frozen cells itself, so nothing can lie between them and the others: what would lie over them is cut off,
   * as the sheet is scrolled.
   */
  function cutAtFrozen(): void {
    if (!layers?.moving.hasChildNodes()) return
    const scrolled = root.querySelector('.ag-grid-viewport')?.scrollLeft ?? 0
    layers.moving.style.clipPath = `inset(0 0 -100px ${frozenWidth() + scrolled}px)`
  }

  function frozenWidth(): number {
    return api.getDisplayedLeftColumns().reduce((sum, column) => sum + column.getActualWidth(), 0)
  }

  /** The parts of a box left and right of where the frozen columns end, in pixels from the left edge of its layer. */
  function partsOf(box: Box): { layer: 'frozen' | 'moving'; left: number; width: number }[] {
    const parts = new Map<'frozen' | 'moving', { left: number; right: number }>()
    for (const { id } of view.columns().slice(box.left, box.right + 1)) {
      const column = api.getColumn(agId(id))
      if (!column) continue
      const layer = column.isPinnedLeft() ? 'frozen' : 'moving'
      const left = (column.getLeft() ?? 0) + (layer === 'moving' ? frozenWidth() : 0)
      const part = parts.get(layer)
      const right = left + column.getActualWidth()
      parts.set(layer, { left: Math.min(part?.left ?? left, left), right: Math.max(part?.right ?? 0, right) })
    }
    return [...parts].map(([layer, { left, right }]) => ({ layer, left, width: right - left }))
  }

  root.addEventListener('scroll', cutAtFrozen, { capture: true, passive: true })
  return {
    make(className: string, { dropped = 0, text = '' } = {}): Frame {
      let shown: HTMLElement[] = []
      function hide(): void {
        for (const element of shown) element.remove()
        shown = []
      }
      function show(boxes: readonly Box[]): readonly HTMLElement[] {
        hide()
        const into = layersOf()
        if (!into) return shown
        for (const box of boxes) {
          const first = api.getDisplayedRowAtIndex(box.top)
          const last = api.getDisplayedRowAtIndex(box.bottom)
          if (!first || !last) continue
          const top = (first.rowTop ?? 0) + dropped * (first.rowHeight ?? 0)
          const height = (last.rowTop ?? 0) + (last.rowHeight ?? 0) - (first.rowTop ?? 0)
          for (const { layer, left, width } of partsOf(box)) {
            const element = document.createElement('div')
            element.className = className
            element.textContent = text
            Object.assign(element.style, {
              top: `${top}px`,
              left: `${left}px`,
              width: `${width}px`,
              height: `${height}px`,
            })
            into[layer].append(element)
            shown.push(element)
          }
        }
        cutAtFrozen()
        return shown
      }
      return { show, hide }
    },
    stop(): void {
      root.removeEventListener('scroll', cutAtFrozen, true)
      layers?.frozen.remove()
      layers?.moving.remove()
      layers = null
    },
  }
}

export type Frames = ReturnType<typeof createFrames>
