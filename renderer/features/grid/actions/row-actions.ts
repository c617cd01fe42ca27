import { ranksBetween } from '#renderer/stores/sheet/ranks.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import type { Row, RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { at, sizeOf } from '#renderer/features/grid/logic/range.ts'
import { act, refusedForRanges, show, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

/** Ranks for `many` rows after (or before) one; renumbers the sheet where the numbers between two rows have run out. */
export function ranksBeside(
  beside: RowId | undefined,
  where: 'before' | 'after',
  many: number,
): { ranks: number[]; renumber: SheetPatch[] } {
  const rows = rowStore.rows
  const position = beside === undefined ? 0 : rowStore.positionOf(beside)
  const after =
    beside === undefined || position === 0 ? rows.length : where === 'after' ? position : position - 1
  const ranks = ranksBetween(rows[after - 1]?.rank, rows[after]?.rank, many)
  if (ranks) return { ranks, renumber: [] }
  const renumber: SheetPatch = {
    kind: 'setRanks',
    rows: rows.map((row) => row.id),
    ranks: rows.map((_, i) => (i < after ? i + 1 : i + 1 + many)),
  }
  return { ranks: Array.from({ length: many }, (_, i) => after + 1 + i), renumber: [renumber] }
}

function put(
  context: SheetContext,
  label: string,
  rows: Row[],
  renumber: SheetPatch[],
  beside?: RowId,
): void {
  const ids = rows.map((row) => row.id)
  context.sortKeys.inherit(ids, beside)
  context.exempt(ids)
  const patches: SheetPatch[] = [...renumber, { kind: 'putRows', rows }]
  act(context, label, patches, () => `${asHere.countOf(rows.length, 'row')} added`)
  const index = context.view.api.getRowNode(String(ids[0]))?.rowIndex
  if (index === null || index === undefined) return
  const last = Math.min(index + rows.length - 1, context.view.extent().rows - 1)
  const cols = context.view.extent().cols
  if (rows.length === 1)
    context.selection.set(at(index, Math.max(0, context.selection.range?.anchor.col ?? 0)))
  else
    context.selection.set(
      { anchor: { row: index, col: 0 }, head: { row: last, col: cols - 1 } },
      { show: 'anchor' },
    )
}

/** As many empty rows as are selected, above or below them. */
export function insertRows(context: SheetContext, where: 'above' | 'below'): void {
  const { box } = context.selection
  if (!box) {
    addRow(context)
    return
  }
  if (refusedForRanges(context, 'Rows are inserted beside one range')) return
  const many = sizeOf(box).rows
  const beside = context.view.rowAt(where === 'above' ? box.top : box.bottom)?.id
  const { ranks, renumber } = ranksBeside(beside, where === 'above' ? 'before' : 'after', many)
  const ids = rowStore.takeIds(many)
  put(
    context,
    'Insert rows',
    ids.map((id, i) => ({ id, rank: ranks[i]!, cells: [] })),
    renumber,
    beside,
  )
}

/** An empty row at the end, with the focus in it: in the column that was active, or the one at a place. */
export function addRow(context: SheetContext, col?: number): void {
  const { ranks, renumber } = ranksBeside(undefined, 'after', 1)
  const [id] = rowStore.takeIds(1)
  put(context, 'Add row', [{ id: id!, rank: ranks[0]!, cells: [] }], renumber)
  const { range } = context.selection
  if (col !== undefined && range) context.selection.set(at(range.anchor.row, col))
}

export function duplicateRows(context: SheetContext): void {
  const originals = context.selection.rows()
  if (originals.length === 0) return
  const beside = originals.reduce((last, id) =>
    rowStore.positionOf(id) > rowStore.positionOf(last) ? id : last,
  )
  const { ranks, renumber } = ranksBeside(beside, 'after', originals.length)
  const ids = rowStore.takeIds(originals.length)
  const rows = ids.map((id, i) => {
    const { cells, held } = rowStore.byId(originals[i]!)!
    return { id, rank: ranks[i]!, cells: cells.slice(), held }
  })
  put(context, originals.length === 1 ? 'Duplicate row' : 'Duplicate rows', rows, renumber, beside)
}

export function deleteRows(context: SheetContext): void {
  const { box, range } = context.selection
  if (!box || !range) return
  const rows = context.selection.rows()
  const top = context.selection.boxes.reduce((least, each) => Math.min(least, each.top), box.top)
  const label = rows.length === 1 ? 'Delete row' : 'Delete rows'
  const result = act(
    context,
    label,
    [{ kind: 'deleteRows', rows }],
    (done) =>
      `${asHere.countOf(done.rows.length, 'row')} deleted. Undo brings ${done.rows.length === 1 ? 'it' : 'them'} back.`,
    show,
  )
  if (result.rows.length > 0) context.selection.set(at(top, range.anchor.col))
}
