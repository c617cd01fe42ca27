import {
  at,
  clampPlace,
  isSingle,
  nextInside,
  tabFrom,
  type Range,
} from '#renderer/features/grid/logic/range.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

/** Where Tab and Enter go: on from a single cell, round and round inside what is selected. */
export function createStepping({ view, selection }: SheetContext) {
  /** Inside a range of several cells, or through several ranges. */
  function inside(range: Range): boolean {
    return !isSingle(range) || selection.others.length > 0
  }

  /** False past the last and before the first cell: there is nowhere to go. `wrote`: something was typed into this one. */
  function stepByTab(step: 1 | -1, wrote = false): boolean {
    const { range } = selection
    if (!range) return false
    if (inside(range)) {
      selection.cycle(step, (now) => nextInside(now, step, 'rows'))
      return true
    }
    const from = range.anchor
    const next = tabFrom(from, step, view.extent())
    if (!next) {
      if (!wrote || step === -1) return false
      selection.set({ ...at(from.row, from.col), past: 0 })
      return true
    }
    const began = range.tabsFrom ?? (step === 1 ? from.col : undefined)
    selection.set({ ...at(next.row, next.col), ...(began === undefined ? null : { tabsFrom: began }) })
    return true
  }

  function stepByEnter(step: 1 | -1): void {
    const { range } = selection
    if (!range) return
    if (inside(range)) {
      selection.cycle(step, (now) => nextInside(now, step, 'columns'))
      return
    }
    const { row } = range.anchor
    const col = range.tabsFrom ?? range.anchor.col
    if (range.past !== undefined) {
      if (step === -1) selection.set(at(row, range.anchor.col))
      return
    }
    if (row + step === view.extent().rows) {
      selection.set({ ...at(row, range.anchor.col), past: col })
      return
    }
    const next = clampPlace({ row: row + step, col }, view.extent())
    selection.set(at(next.row, next.col))
  }

  /** The column of the new row that what is typed now goes into; null: it goes into the active cell. */
  return { stepByTab, stepByEnter, wentPast: (): number | null => selection.range?.past ?? null }
}
