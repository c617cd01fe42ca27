import type { RowState } from '#shared/domain/push/outcome.ts'
import type { LinkedRow } from '#shared/domain/reading/comparison.ts'
import type { PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { Row, RowId, SheetId } from '#shared/domain/sheet/sheet.ts'
import type { PushRow, PushStore } from './ports/pushes.ts'
import type { LinkStore } from './ports/reading-store.ts'
import type { RowsPage, SheetStore } from './ports/sheets.ts'
import { breathe } from './timers.ts'

/** Few enough that reading them does not hold up the program, many enough that asking costs nothing beside it. */
const PAGE_ROWS = 2000

/** A sheet in its order, page by page, without all of its rows being at hand at once. An empty sheet is one empty page. */
export function* sheetPages(
  workspace: Pick<SheetStore, 'rows'>,
  sheetId: SheetId,
  size = PAGE_ROWS,
): Generator<RowsPage, void> {
  for (let after: number | null = null; ;) {
    const page = workspace.rows(sheetId, after, size)
    yield page
    const last = page.rows.at(-1)
    if (page.done || !last) return
    after = last.rank
  }
}

/** The same without what became of the rows, their cells still packed. */
export function* packedPages(
  workspace: Pick<SheetStore, 'packedRows'>,
  sheetId: SheetId,
  size = PAGE_ROWS,
): Generator<{ rows: PackedRow[] }, void> {
  for (let after: number | null = null; ;) {
    const page = workspace.packedRows(sheetId, after, size)
    yield page
    const last = page.rows.at(-1)
    if (page.done || !last) return
    after = last.rank
  }
}

export function* rowsOf(workspace: Pick<SheetStore, 'rows'>, sheetId: SheetId): Generator<Row, void> {
  for (const page of sheetPages(workspace, sheetId)) yield* page.rows
}

/** Rows somebody named, page by page in the order of `ids`. */
export function* chosenPages(
  workspace: Pick<SheetStore, 'rowsById'>,
  sheetId: SheetId,
  ids: readonly RowId[],
  size = PAGE_ROWS,
): Generator<Pick<RowsPage, 'rows'>, void> {
  for (let from = 0; from < ids.length; from += size)
    yield { rows: workspace.rowsById(sheetId, ids.slice(from, from + size)) }
}

/** Rows whose lead in this account is known, page by page in the order of their ids. */
export function* linkedPages(
  workspace: Pick<LinkStore, 'linkedRows'>,
  sheetId: SheetId,
  accountId: string,
  size = PAGE_ROWS,
): Generator<LinkedRow[], void> {
  for (let afterRow: RowId | null = null; ;) {
    const { rows, done } = workspace.linkedRows(sheetId, accountId, { afterRow, limit: size })
    yield rows
    const last = rows.at(-1)
    if (done || !last) return
    afterRow = last.rowId
  }
}

/** A push in its order, page by page; `state` keeps only the rows in it. Pages are never empty. */
export function* pushPages(
  workspace: Pick<PushStore, 'pushRows'>,
  pushId: number,
  { size = PAGE_ROWS, state }: { size?: number; state?: RowState | undefined } = {},
): Generator<PushRow[], void> {
  for (let after: number | null = null; ;) {
    const rows = workspace.pushRows(pushId, after, size, state)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    if (rows.length < size) return
    after = last.seq
  }
}

export function* pushRowsOf(
  workspace: Pick<PushStore, 'pushRows'>,
  pushId: number,
  state?: RowState,
): Generator<PushRow, void> {
  for (const page of pushPages(workspace, pushId, { state })) yield* page
}

/** The same pages, with a pause between two of them in which events, edits and calls under way have their turn. */
export async function* unhurried<Page>(pages: Iterable<Page>): AsyncGenerator<Page, void> {
  let isFirst = true
  for (const page of pages) {
    if (!isFirst) await breathe()
    isFirst = false
    yield page
  }
}
