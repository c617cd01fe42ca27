import { edit } from '#renderer/stores/sheet/edit.ts'
import { isLocked, rowStore } from '#renderer/stores/sheet/row-store.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import type { RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import type { Copied } from '#renderer/features/grid/ag/copied-cells.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { refusedForRanges, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { at, rangeOf } from '#renderer/features/grid/logic/range.ts'
import { planAt } from './plan-at.ts'

/**
 * Pastes what was cut: it goes from where it was to the selection's first cell, as one step. Either all of it moves or, with a
 * word why, nothing does: a value emptied in one place and refused in the other would be lost.
 */
export function moveCut(context: SheetContext, cut: Copied): void {
  const { selection, view, copied } = context
  const { box, range } = selection
  view.api.stopEditing()
  if (!range || !box) {
    notify('info', 'Choose the cell where the paste begins, then paste again.')
    return
  }
  if (refusedForRanges(context, 'What was cut moves to one place')) return
  const to = range.past === undefined ? at(box.top, box.left) : at(view.extent().rows, range.past)
  const target = view.columns().slice(to.anchor.col, to.anchor.col + cut.columns.length)
  const fixed = [...cut.columns, ...target].find((column) => column.constant !== null)
  if (fixed) {
    notify(
      'warning',
      `The column ${headingOf(fixed.header)} has one value for every row, so nothing was moved. Give it its own values first, in its menu.`,
    )
    return
  }
  const over: RowId[] = []
  for (let index = to.anchor.row; index < to.anchor.row + cut.rows.length; index++) {
    const row = view.rowAt(index)
    if (row) over.push(row.id)
  }
  const locked = new Set([...cut.rows, ...over].filter((id) => isBeingSent(id)))
  if (locked.size > 0) {
    const many = locked.size === 1
    notify(
      'warning',
      `${asHere.countOf(locked.size, 'row')} ${many ? 'is' : 'are'} being sent right now, so nothing was moved. Paste again when ${many ? 'it is' : 'they are'} through.`,
    )
    return
  }
  const plan = planAt(context, cut.table, to, cut.held)
  const emptied = cut.columns.map((column): SheetPatch => ({
    kind: 'setCells',
    column: column.id,
    rows: [...cut.rows],
    values: cut.rows.map(() => ''),
  }))
  copied.end()
  context.sortKeys.inherit(plan.newRows, undefined)
  context.exempt(plan.newRows)
  edit('Move cells', [...emptied, ...plan.patches])
  selection.set(rangeOf(plan.box), { show: 'anchor' })
  announce(
    `Moved ${asHere.countOf(cut.rows.length, 'row')} by ${asHere.countOf(cut.columns.length, 'column')}`,
  )
}

function isBeingSent(id: RowId): boolean {
  const row = rowStore.byId(id)
  return row !== undefined && isLocked(row)
}
