import {
  at,
  clampPlace,
  isSingle,
  nextInside,
  tabFrom,
  type Place,
} from '#renderer/features/grid/logic/range.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

/** Where Tab and Enter go: on from a single cell, round and round inside a range. */
export function createStepping({ view, selection }: SheetContext) {
  /** Tab after Tab: Enter goes on under the column where they began, as people who fill in rows expect. */
  let tabbed: { from: number; to: Place } | null = null
  /**
   * The column to go on in once more is typed, after something was typed into the last row and Enter or Tab found none after
   * it. There is no row until then, and what comes next must not replace what was typed just now.
   */
  let past: number | null = null
  const stop = selection.onChange(() => {
    past = null
  })

  /** False past the last and before the first cell: there is nowhere to go. `wrote`: something was typed into this one. */
  function stepByTab(step: 1 | -1, wrote = false): boolean {
    const { range } = selection
    if (!range) return false
    if (!isSingle(range)) {
      selection.set(nextInside(range, step, 'rows'), { show: 'active' })
      return true
    }
    const from = range.anchor
    const next = tabFrom(from, step, view.extent())
    if (!next) {
      if (!wrote || step === -1) return false
      selection.set(range)
      past = 0
      return true
    }
    tabbed = { from: tabbedHere(from) ?? from.col, to: next }
    selection.set(at(next.row, next.col))
    return true
  }

  function tabbedHere(place: Place): number | null {
    return tabbed && tabbed.to.row === place.row && tabbed.to.col === place.col ? tabbed.from : null
  }

  function stepByEnter(step: 1 | -1, wrote = false): void {
    const { range } = selection
    if (!range) return
    if (!isSingle(range)) {
      selection.set(nextInside(range, step, 'columns'), { show: 'active' })
      return
    }
    const col = tabbedHere(range.anchor) ?? range.anchor.col
    const next = clampPlace({ row: range.anchor.row + step, col }, view.extent())
    const last = wrote && range.anchor.row + step === view.extent().rows
    selection.set(last ? range : at(next.row, next.col))
    if (last) past = col
  }

  return { stepByTab, stepByEnter, wentPast: (): number | null => past, stop }
}
