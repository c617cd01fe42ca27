import type { CellClassRules } from 'ag-grid-community'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'

type Rules = CellClassRules<SheetRow>

/** AG Grid copies what is a plain object, with the names it has at that moment; this one it keeps. */
class Kept {
  constructor(rules: Rules) {
    Object.assign(this, rules)
  }
}

/**
 * Rules of which some are asked now and then only: `marks` while `mayMark` says so. AG Grid takes every class of every rule off
 * each cell it makes, one call of the browser for each, and a wheel step makes 160 cells. `mayMark` must stay true for as
 * long as a cell may show one of the marks.
 */
export function classRules(mayMark: () => boolean, marks: Rules, always: Rules): Rules {
  const all = [...Object.keys(marks), ...Object.keys(always)]
  const few = Object.keys(always)
  return new Proxy(new Kept({ ...marks, ...always }) as Rules, {
    ownKeys: () => (mayMark() ? all : few),
  })
}
