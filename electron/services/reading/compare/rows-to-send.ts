import { hasValues, type RowComparer } from '#shared/domain/reading/compare-row.ts'
import type { LinkedRow } from '#shared/domain/reading/comparison.ts'
import { unpackHeld } from '#shared/domain/sheet/held.ts'
import { packRow, unpackCells, type PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { Row } from '#shared/domain/sheet/sheet.ts'
import type { ReadingStore } from '#electron/services/ports/reading-store.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import { chosenPages, linkedPages, packedPages, unhurried } from '#electron/services/paging.ts'
import { BATCH, type RowToSend, type Task } from './task.ts'

export type SheetRows = Pick<SheetStore, 'head' | 'packedRows' | 'rowsById' | 'rowsVersion'> & ReadingStore

/** Rows that have something to send, `BATCH` at a time. */
export async function* rowsToSend(workspace: SheetRows, task: Task): AsyncGenerator<RowToSend[]> {
  const { request, sheet, comparer, job } = task
  if (request.cells === 'edited') {
    yield* editedBatches(workspace, task)
    return
  }
  const pages = request.rows
    ? chosenPages(workspace, sheet.id, request.rows, BATCH)
    : packedPages(workspace, sheet.id, BATCH)
  for await (const page of unhurried<{ rows: (Row | PackedRow)[] }>(pages)) {
    if (job.signal.aborted) return
    const links = request.byLink
      ? workspace.linksOf(
          sheet.id,
          request.accountId,
          page.rows.map(({ id }) => id),
        )
      : null
    const rows = page.rows
      .map((each): RowToSend => {
        const row = 'packed' in each ? each : packRow(each)
        const held = unpackHeld(row.held)
        const shown = { cells: unpackCells(row.packed), ...(held ? { held } : {}) }
        return { row, shown, lead: comparer.leadOf(shown), link: links?.get(row.id) }
      })
      .filter(({ lead }) => hasValues(lead))
    // Rows that share a rank come along with their page.
    for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH)
  }
}

/** All rows as they rest. */
export async function* packedRows(workspace: SheetRows, { sheet, job }: Task): AsyncGenerator<PackedRow[]> {
  for await (const { rows } of unhurried(packedPages(workspace, sheet.id, BATCH))) {
    if (job.signal.aborted) return
    // Rows that share a rank come along with their page.
    for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH)
  }
}

/** Linked rows with cells that were edited since their lead was read. */
async function* editedBatches(
  workspace: SheetRows,
  { request, sheet, comparer, job }: Task,
): AsyncGenerator<RowToSend[]> {
  const chosen = request.rows && new Set(request.rows)
  const pages = linkedPages(workspace, sheet.id, request.accountId, BATCH)
  for await (const links of unhurried(pages)) {
    if (job.signal.aborted) return
    const asked = chosen ? links.filter(({ rowId }) => chosen.has(rowId)) : links
    const rows = editedRows(workspace, comparer, sheet.id, asked).map(({ row, link, edited }): RowToSend => {
      const attributes = new Set(edited.map(({ attribute }) => attribute))
      const lead = comparer.leadOf(row).filter(({ Attribute }) => attributes.has(Attribute))
      return { row: packRow(row), shown: row, lead, link }
    })
    if (rows.length > 0) yield rows
  }
}

/** Of linked rows, those with cells that were edited since their lead was read, and these cells. */
export function editedRows(
  workspace: SheetRows,
  comparer: RowComparer,
  sheetId: number,
  links: readonly LinkedRow[],
) {
  const linkOf = new Map(links.map((link) => [link.rowId, link]))
  return workspace.rowsById(sheetId, [...linkOf.keys()]).flatMap((row) => {
    const link = linkOf.get(row.id)
    const edited = link?.base ? comparer.editedOf(row, link.base) : []
    return link && edited.length > 0 ? [{ row, link, edited }] : []
  })
}
