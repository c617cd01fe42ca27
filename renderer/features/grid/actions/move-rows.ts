import { ranksBetween } from '#renderer/stores/sheet/ranks.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'
import type { RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { act, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { wholeRows } from '#renderer/features/grid/logic/range.ts'
import { refusedAsSent } from './move-cells.ts'

/** Ranks that put rows after one that stays (null: to the top), in the order they are given. */
export function ranksAfter(stays: RowId | null, moving: readonly RowId[]): SheetPatch {
  const gone = new Set(moving)
  const others = rowStore.rows.filter(({ id }) => !gone.has(id))
  const before = stays === null ? -1 : others.findIndex(({ id }) => id === stays)
  const ranks = ranksBetween(others[before]?.rank, others[before + 1]?.rank, moving.length)
  if (ranks) return { kind: 'setRanks', rows: moving.slice(), ranks }
  const ids = others.map(({ id }) => id)
  const rows = [...ids.slice(0, before + 1), ...moving, ...ids.slice(before + 1)]
  return { kind: 'setRanks', rows, ranks: rows.map((_, index) => index + 1) }
}

/** True, and said, where rows do not stand in the sheet's own order: moved there, nobody could see where they went. */
export function refusedAsSorted({ sortKeys }: SheetContext): boolean {
  if (sortKeys.by === null) return false
  notify(
    'info',
    'The sheet is shown sorted, so rows have no place to be moved to. Choose “Sheet order” in a column’s menu first.',
  )
  return true
}

/** Puts rows before the row at a place on screen (as many as there are: at the end), as one step. */
export function moveRowsTo(context: SheetContext, rows: readonly RowId[], before: number): boolean {
  const { view, selection } = context
  if (rows.length === 0 || refusedAsSorted(context) || refusedAsSent(rows, 'moved')) return false
  const moving = new Set(rows)
  let above = before - 1
  while (above >= 0 && moving.has(view.rowAt(above)?.id ?? 0)) above--
  // In a filtered view: right after the row that is seen above, or right before the one below.
  const stays = above >= 0 ? view.rowAt(above)!.id : aboveFirst(context, moving)
  const label = rows.length === 1 ? 'Move row' : 'Move rows'
  act(context, label, [ranksAfter(stays, rows)], () => `${asHere.countOf(rows.length, 'row')} moved`)
  const index = view.api.getRowNode(String(rows[0]))?.rowIndex ?? null
  if (index !== null) {
    selection.set(wholeRows(index, index + rows.length - 1, view.extent()), { show: 'none' })
  }
  return true
}

export function moveRows(context: SheetContext, before: number): boolean {
  return moveRowsTo(context, context.selection.rows(), before)
}

/** The row of the sheet before the first one on show that stays: there may be rows between that a filter hides. */
function aboveFirst({ view }: SheetContext, moving: ReadonlySet<RowId>): RowId | null {
  let shown = 0
  while (moving.has(view.rowAt(shown)?.id ?? 0)) shown++
  const first = view.rowAt(shown)
  let position = first ? rowStore.positionOf(first.id) - 2 : -1
  while (moving.has(rowStore.rows[position]?.id ?? 0)) position--
  return rowStore.rows[position]?.id ?? null
}
