import { hasMarks } from '#renderer/stores/compare/compare-store.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { Box } from '#renderer/features/grid/logic/range.ts'
import { agId, type View } from './view.ts'

/** Gathers what has to be painted anew and paints it once a frame: a paste changes cells, selection and focus in one go. */
export interface Painter {
  /** All cells of these rows; undefined: of every row on screen. */
  rows(ids: readonly RowId[] | undefined): void
  /** The cells of a part of the view, whose marks changed. */
  box(box: Box | null): void
  /** Calls back once all that was asked for is painted. */
  onPainted(listener: () => void): void
  stop(): void
}

/** More rows than are on screen: telling which of those are among them takes longer than painting all. */
const MANY = 500

export function createPainter(view: View): Painter {
  const { api } = view
  let rows = new Set<RowId>()
  let everything = false
  let boxes: Box[] = []
  let frame = 0
  let painted: () => void = () => undefined

  function paint(): void {
    frame = 0
    paintGathered()
    painted()
  }

  function paintGathered(): void {
    const [ids, areas, all] = [rows, boxes, everything]
    rows = new Set()
    boxes = []
    everything = false
    const wholeRows = all || ids.size > 0
    const rowNodes = api
      .getRenderedNodes()
      .filter(
        (node) =>
          all ||
          (node.data !== undefined && ids.has(node.data.id)) ||
          areas.some((area) => node.rowIndex! >= area.top && node.rowIndex! <= area.bottom),
      )
    if (rowNodes.length === 0) return
    const marked = view
      .columns()
      .filter((_, col) => areas.some((area) => col >= area.left && col <= area.right))
      .map((column) => agId(column.id))
    api.refreshCells({
      rowNodes,
      ...(wholeRows ? {} : { columns: ['row-number', ...marked] }),
      // A cell's value is all it shows, and its classes are asked for in any case; only what a comparison says stands beside it.
      force: hasMarks(),
      suppressFlash: true,
    })
  }

  function soon(): void {
    if (frame === 0) frame = requestAnimationFrame(paint)
  }

  return {
    rows(ids) {
      if (!ids || ids.length > MANY) everything = true
      else for (const id of ids) rows.add(id)
      soon()
    },
    box(box) {
      if (!box) return
      boxes.push(box)
      soon()
    },
    onPainted(listener) {
      painted = listener
    },
    stop: () => cancelAnimationFrame(frame),
  }
}
