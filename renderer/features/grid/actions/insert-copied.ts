import { edit } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore, takeColumnId } from '#renderer/stores/sheet/sheet-store.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import type { Column, ColumnId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { asHere } from '#shared/wording/numbers.ts'
import type { Copied } from '#renderer/features/grid/ag/copied-cells.ts'
import { refusedForRanges, show, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { at, rangeOf, wholeColumns, wholeRows } from '#renderer/features/grid/logic/range.ts'
import { planPaste } from '#renderer/features/grid/logic/paste-plan.ts'
import { placeColumns } from './column-actions.ts'
import { refusedAsSent } from './move-cells.ts'
import { moveRowsTo } from './move-rows.ts'
import { ranksBeside } from './row-actions.ts'

/** What is inserted, as a menu names it; null where nothing is marked. */
export function insertCopiedLabel({ copied }: SheetContext): string | null {
  const { now } = copied
  if (!now) return null
  const what = now.whole === 'columns' ? 'columns' : now.whole === 'rows' ? 'rows' : 'cells as rows'
  return `Insert ${now.kind === 'cut' ? 'cut' : 'copied'} ${what} ${now.whole === 'columns' ? 'left' : 'above'}`
}

/**
 * Puts what is marked between what is there, so that nothing is written over: rows above the selection, columns to its left. Cells
 * come in rows of their own: moved down beside other leads' cells they would mix two leads.
 */
export function insertCopied(context: SheetContext): void {
  const { selection, copied } = context
  const { now } = copied
  const { box } = selection
  if (!now || !box || refusedForRanges(context, 'What was copied is inserted at one place')) return
  context.view.api.stopEditing()
  if (now.whole === 'columns') insertColumns(context, now, box.left)
  else insertRows(context, now, box.top, box.left)
}

function insertColumns(context: SheetContext, now: Copied, left: number): void {
  const { view, selection, copied } = context
  const before = view.columns()[left]?.id ?? null
  copied.end()
  if (now.kind === 'cut') {
    const moved = now.columns.map(({ id }) => id)
    placeColumns(context, moved, staying(view.columns(), left, new Set(moved)))
  } else {
    const fresh = now.columns.map((column): Column => ({
      ...column,
      id: takeColumnId(),
      attribute: null,
      hidden: false,
    }))
    const columns = sheetStore.getState().columns.slice()
    const index = columns.findIndex(({ id }) => id === before)
    columns.splice(index === -1 ? columns.length : index, 0, ...fresh)
    const rows = rowStore.rows.map(({ id }) => id)
    const cells = fresh.flatMap((column, i): SheetPatch[] => {
      const source = now.columns[i]!
      if (column.constant !== null) return []
      const values = rowStore.rows.map((row) => row.cells[source.id] ?? '')
      const held = rowStore.rows.map((row) => row.held?.[source.id] ?? null)
      return [{ kind: 'setCells', column: column.id, rows, values, held }]
    })
    if (refusedAsSent(rows, 'inserted')) return
    edit('Insert copied columns', [{ kind: 'setColumns', columns }, ...cells])
    const size = asHere.countOf(fresh.length, 'column')
    show(`${size} inserted. A copy goes to no attribute until one is chosen, so that no field is sent twice.`)
  }
  const to =
    view.colIndex(now.kind === 'cut' ? now.columns[0]!.id : before!) -
    (now.kind === 'cut' ? 0 : now.columns.length)
  if (to >= 0) selection.set(wholeColumns(to, to + now.columns.length - 1, view.extent()), { show: 'none' })
}

/** The first column from a place on that is not among those moved; null: the end. */
function staying(columns: readonly Column[], from: number, moved: ReadonlySet<ColumnId>): ColumnId | null {
  return columns.slice(from).find(({ id }) => !moved.has(id))?.id ?? null
}

function insertRows(context: SheetContext, now: Copied, top: number, left: number): void {
  const { view, selection, copied } = context
  if (now.whole === 'rows' && now.kind === 'cut') {
    if (moveRowsTo(context, now.rows, top)) copied.end()
    return
  }
  if (now.kind === 'cut' && refusedAsSent(now.rows, 'moved')) return
  const fixed = now.whole === 'rows' ? [] : view.columns().slice(left, left + now.columns.length)
  if (
    fixed.some(({ constant }) => constant !== null) ||
    (now.kind === 'cut' && now.columns.some(({ constant }) => constant !== null))
  ) {
    notify(
      'warning',
      'One of these columns has one value for every row, so nothing was inserted. Give it its own values first, in its menu.',
    )
    return
  }
  const beside = view.rowAt(top)?.id
  const { ranks, renumber } = ranksBeside(beside, 'before', now.rows.length)
  const ids = rowStore.takeIds(now.rows.length)
  const kept = now.kind === 'cut' ? 'Insert cut cells' : 'Insert copied cells'
  const patches: SheetPatch[] = [...renumber]
  if (now.whole === 'rows') {
    const rows = now.rows.map((id, i) => {
      const { cells, held } = rowStore.byId(id)!
      return { id: ids[i]!, rank: ranks[i]!, cells: cells.slice(), ...(held && { held }) }
    })
    patches.push({ kind: 'putRows', rows })
  } else {
    const target = {
      extent: { rows: 0, cols: view.extent().cols },
      columns: view.columns(),
      allColumns: sheetStore.getState().columns,
      rowAt: () => undefined,
      takeRows: () => ({ ids, ranks }),
      takeColumn: takeColumnId,
    }
    const plan = planPaste(now.table, at(0, left), target, now.held)
    patches.push(...plan.patches)
    if (now.kind === 'cut') {
      for (const { id } of now.columns) {
        patches.push({ kind: 'setCells', column: id, rows: [...now.rows], values: now.rows.map(() => '') })
      }
    }
  }
  context.sortKeys.inherit(ids, beside)
  context.exempt(ids)
  copied.end()
  edit(now.whole === 'rows' ? 'Insert copied rows' : kept, patches)
  announce(`${asHere.countOf(ids.length, 'row')} inserted`)
  const index = view.api.getRowNode(String(ids[0]))?.rowIndex ?? null
  if (index === null) return
  const bottom = index + ids.length - 1
  const right = left + now.columns.length - 1
  if (now.whole === 'rows') selection.set(wholeRows(index, bottom, view.extent()), { show: 'anchor' })
  else selection.set(rangeOf({ top: index, bottom, left, right }), { show: 'anchor' })
}
