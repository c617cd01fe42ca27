import { edit } from '#renderer/stores/sheet/edit.ts'
import { isLocked, rowStore } from '#renderer/stores/sheet/row-store.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import { cellOf, type RowId, type SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import type { Copied } from '#renderer/features/grid/ag/copied-cells.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { refusedForRanges, show, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { at, rangeOf, type Box, type Range } from '#renderer/features/grid/logic/range.ts'
import { planAt } from './plan-at.ts'

type Cells = Pick<Copied, 'rows' | 'columns' | 'table' | 'held'>

/**
 * Pastes what was cut: it goes from where it was to the selection's first cell, as one step. Either all of it moves or, with a
 * word why, nothing does: a value emptied in one place and refused in the other would be lost.
 */
export function moveCut(context: SheetContext, cut: Copied): void {
  const { selection, view } = context
  const { box, range } = selection
  view.api.stopEditing()
  if (!range || !box) {
    notify('info', 'Choose the cell where the paste begins, then paste again.')
    return
  }
  if (refusedForRanges(context, 'What was cut moves to one place')) return
  moveTo(
    context,
    cut,
    range.past === undefined ? at(box.top, box.left) : at(view.extent().rows, range.past),
    'move',
  )
}

/** Moves (or copies) the cells of a box to another of its size. */
export function moveBox(context: SheetContext, from: Box, to: Box, copy: boolean): void {
  const { view, selection } = context
  const columns = view.columns().slice(from.left, from.right + 1)
  const rows = selection.rowsIn(from)
  const table = rows.map((id) => columns.map((column) => cellOf(rowStore.byId(id)!, column)))
  const held = rows.map((id) => columns.map((column) => rowStore.byId(id)!.held?.[column.id] ?? null))
  moveTo(context, { rows, columns, table, held }, at(to.top, to.left), copy ? 'copy' : 'move')
}

function moveTo(context: SheetContext, cells: Cells, to: Range, way: 'move' | 'copy'): void {
  const { selection, view, copied } = context
  const target = view.columns().slice(to.anchor.col, to.anchor.col + cells.columns.length)
  const touched = way === 'move' ? [...cells.columns, ...target] : target
  const fixed = touched.find((column) => column.constant !== null)
  const done = way === 'move' ? 'moved' : 'copied'
  if (fixed) {
    notify(
      'warning',
      `The column ${headingOf(fixed.header)} has one value for every row, so nothing was ${done}. Give it its own values first, in its menu.`,
    )
    return
  }
  const over: RowId[] = []
  for (let index = to.anchor.row; index < to.anchor.row + cells.rows.length; index++) {
    const row = view.rowAt(index)
    if (row) over.push(row.id)
  }
  if (refusedAsSent(way === 'move' ? [...cells.rows, ...over] : over, done)) return
  const plan = planAt(context, cells.table, to, cells.held)
  const emptied = cells.columns.map((column): SheetPatch => ({
    kind: 'setCells',
    column: column.id,
    rows: [...cells.rows],
    values: cells.rows.map(() => ''),
  }))
  const lost = overwritten(cells, over, target)
  copied.end()
  context.sortKeys.inherit(plan.newRows, undefined)
  context.exempt(plan.newRows)
  edit(way === 'move' ? 'Move cells' : 'Copy cells', [...(way === 'move' ? emptied : []), ...plan.patches])
  selection.set(rangeOf(plan.box), { show: 'anchor' })
  const size = `${asHere.countOf(cells.rows.length, 'row')} by ${asHere.countOf(cells.columns.length, 'column')}`
  const said = `${way === 'move' ? 'Moved' : 'Copied'} ${size}`
  if (lost === 0) announce(said)
  else {
    show(
      `${said}. ${asHere.countOf(lost, 'filled cell')} there ${lost === 1 ? 'was' : 'were'} written over; Undo brings ${lost === 1 ? 'it' : 'them'} back.`,
    )
  }
}

/** True, and said, where rows are being sent: then nothing is done. `done`: what was not, as in "moved". */
export function refusedAsSent(rows: readonly RowId[], done: string): boolean {
  const locked = new Set(rows.filter(isBeingSent)).size
  if (locked === 0) return false
  const one = locked === 1
  notify(
    'warning',
    `${asHere.countOf(locked, 'row')} ${one ? 'is' : 'are'} being sent right now, so nothing was ${done}. Do it again when ${one ? 'it is' : 'they are'} through.`,
  )
  return true
}

/** How many filled cells at the target are not among those that go there. */
function overwritten(cells: Cells, over: readonly RowId[], target: Cells['columns']): number {
  const rows = new Set(cells.rows)
  const columns = new Set(cells.columns.map(({ id }) => id))
  let count = 0
  for (const id of over) {
    const row = rowStore.byId(id)!
    for (const column of target) {
      const own = rows.has(id) && columns.has(column.id)
      if (!own && cellOf(row, column) !== '') count++
    }
  }
  return count
}

function isBeingSent(id: RowId): boolean {
  const row = rowStore.byId(id)
  return row !== undefined && isLocked(row)
}
