import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { countedColumns } from '#shared/domain/sheet/column-counts.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { unpackHeld } from '#shared/domain/sheet/held.ts'
import { unpackCells } from '#shared/domain/sheet/packed-row.ts'
import type { SheetHead } from '#shared/domain/sheet/sheet.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import { packedPages, unhurried } from '#electron/services/paging.ts'

/** Rows looked at before others get a turn. */
const PAGE = 1000

/**
 * How the sheet's columns of dates and numbers are read, told by all of its rows and not only by those that are to go: a
 * column has one order of day and month, whichever rows are chosen. Costs nothing where there are no such columns.
 */
export async function readColumns(
  workspace: Pick<SheetStore, 'packedRows'>,
  { id, columns, settings }: SheetHead,
  attributes: readonly Attribute[],
): Promise<ColumnReading[]> {
  const counted = countedColumns(columns, settings, attributes)
  const ofCells = counted.filter(({ column }) => column.constant === null)
  const pages = ofCells.length > 0 ? packedPages(workspace, id, PAGE) : []
  for await (const page of unhurried(pages)) {
    for (const { packed, held } of page.rows) {
      const row = { cells: unpackCells(packed), held: unpackHeld(held) }
      for (const counts of ofCells) counts.count(counts.evidenceIn(row), 1)
    }
  }
  return counted.map((counts) => counts.reading())
}
