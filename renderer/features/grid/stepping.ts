import { at, clampPlace, isSingle, nextInside, tabFrom, type Place } from './range.ts'
import type { SheetContext } from './sheet-context.ts'

/** Where Tab and Enter go: on from a single cell, round and round inside a range. */
export function createStepping({ view, selection }: SheetContext) {
  /** Tab after Tab: Enter goes on under the column where they began, as people who fill in rows expect. */
  let tabbed: { from: number; to: Place } | null = null

  /** False past the last and before the first cell: there is nowhere to go. */
  function stepByTab(step: 1 | -1): boolean {
    const { range } = selection
    if (!range) return false
    if (!isSingle(range)) {
      selection.set(nextInside(range, step, 'rows'), { show: 'active' })
      return true
    }
    const from = range.anchor
    const next = tabFrom(from, step, view.extent())
    if (!next) return false
    tabbed = { from: tabbedHere(from) ?? from.col, to: next }
    selection.set(at(next.row, next.col))
    return true
  }

  function tabbedHere(place: Place): number | null {
    return tabbed && tabbed.to.row === place.row && tabbed.to.col === place.col ? tabbed.from : null
  }

  /** `pastLast` goes on where there is no row any more: what is typed next must not replace what was typed just now. */
  function stepByEnter(step: 1 | -1, pastLast?: (col: number) => void): void {
    const { range } = selection
    if (!range) return
    if (!isSingle(range)) {
      selection.set(nextInside(range, step, 'columns'), { show: 'active' })
      return
    }
    const col = tabbedHere(range.anchor) ?? range.anchor.col
    if (pastLast && range.anchor.row + step === view.extent().rows) {
      pastLast(col)
      return
    }
    const next = clampPlace({ row: range.anchor.row + step, col }, view.extent())
    selection.set(at(next.row, next.col))
  }

  return { stepByTab, stepByEnter }
}
