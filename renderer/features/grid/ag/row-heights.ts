import type { IRowNode } from 'ag-grid-community'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { useSheetLook } from '#renderer/stores/sheet/sheet-look.ts'
import { useDensity } from '#renderer/stores/view/density-store.ts'
import type { LeadsApi } from './view.ts'

/** Pixels at 100 %: a row of one line, as in grid-theme.ts and ui/theme.css, and each line more. */
const MEASURES = { normal: { row: 26, line: 18 }, compact: { row: 22, line: 16 } } as const

/** How high a row of so many lines is, in pixels. */
export function pixelsOf(lines: number): number {
  const { row, line } = MEASURES[useDensity.getState().density]
  return Math.round(((row + (lines - 1) * line) * useSheetLook.getState().zoom) / 100)
}

/** The same the other way round, in parts of a line. */
export function linesOf(pixels: number): number {
  const { row, line } = MEASURES[useDensity.getState().density]
  const lines = ((pixels * 100) / useSheetLook.getState().zoom - row) / line + 1
  return Math.round(lines * 100) / 100
}

let known: { of: readonly (readonly [RowId, number])[]; lines: ReadonlyMap<RowId, number> } | null = null

/** The lines of a row that has a height of its own. */
export function ownLinesOf(row: RowId): number | undefined {
  const { heights } = useSheetLook.getState()
  if (known?.of !== heights) known = { of: heights, lines: new Map(heights) }
  return known.lines.get(row)
}

/** What the style sheet goes by in such a row. */
export function ownMeasures(row: RowId): Record<string, string> | undefined {
  const lines = ownLinesOf(row)
  if (lines === undefined) return undefined
  return { '--row-height': `${pixelsOf(lines)}px`, '--lines': String(Math.floor(lines)) }
}

function heightOf(node: IRowNode<SheetRow>, usual: number): number {
  const own = node.data && ownLinesOf(node.data.id)
  return own === undefined ? usual : pixelsOf(own)
}

function markRow(root: HTMLElement, { id, data }: IRowNode<SheetRow>): void {
  const measures = data && ownMeasures(data.id)
  for (const element of root.querySelectorAll<HTMLElement>(`.ag-row[row-id="${id!}"]`)) {
    element.classList.toggle('row-own-height', measures !== undefined)
    for (const name of ['--row-height', '--lines']) {
      if (measures) element.style.setProperty(name, measures[name]!)
      else element.style.removeProperty(name)
    }
  }
}

/**
 * Gives every row its height. AG Grid would take those out of sight for as high as they were until they are scrolled to, and
 * the sheet would jump under the hand; its own callback for heights guesses in the same way.
 */
export function layRows(api: LeadsApi, root: HTMLElement): void {
  const usual = pixelsOf(useSheetLook.getState().lines)
  api.forEachNode((node) => node.setRowHeight(heightOf(node, usual)))
  api.onRowHeightChanged()
  for (const node of api.getRenderedNodes()) markRow(root, node)
}

/** Rows that come, as with an undone deletion, have the usual height at first. */
export function keepOwnHeights(api: LeadsApi, root: HTMLElement): () => void {
  function onModelUpdated(): void {
    if (api.isDestroyed()) return
    const { heights, lines } = useSheetLook.getState()
    const usual = pixelsOf(lines)
    const other = heights.flatMap(([row]) => {
      const node = api.getRowNode(String(row))
      return node && node.rowHeight !== heightOf(node, usual) ? [node] : []
    })
    if (other.length === 0) return
    for (const node of other) node.setRowHeight(heightOf(node, usual))
    api.onRowHeightChanged()
    for (const node of other) markRow(root, node)
  }
  api.addEventListener('modelUpdated', onModelUpdated)
  onModelUpdated()
  return () => {
    if (!api.isDestroyed()) api.removeEventListener('modelUpdated', onModelUpdated)
  }
}

/** The row that is seen first, by its place in the view. */
export function firstRowInSight(api: LeadsApi): number {
  const { top } = api.getVerticalPixelRange()
  let [low, high] = [0, api.getDisplayedRowCount() - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    const node = api.getDisplayedRowAtIndex(middle)!
    // One that is more than half out of sight is not what a person looks at.
    if ((node.rowTop ?? 0) + (node.rowHeight ?? 0) / 2 > top) high = middle
    else low = middle + 1
  }
  return Math.max(0, low)
}
