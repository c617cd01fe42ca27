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

type RowsToRead = Pick<SheetStore, 'packedRows' | 'rowsVersion'>

interface Known {
  version: number
  /** The columns and what was said of them. */
  of: string
  readings: ColumnReading[]
}

/** Of each sheet the latest: a review follows a comparison, and that the telling of its cost, over rows that nobody changed. */
const known = new WeakMap<RowsToRead, Map<number, Known>>()

/**
 * How the sheet's columns of dates and numbers are read, told by all of its rows and not only by those that are to go: a
 * column has one order of day and month, whichever rows are chosen. Costs nothing where there are no such columns, nor where they
 * were read before and are as they were.
 */
export async function readColumns(
  workspace: RowsToRead,
  { id, columns, settings }: SheetHead,
  attributes: readonly Attribute[],
): Promise<ColumnReading[]> {
  const counted = countedColumns(columns, settings, attributes)
  const ofCells = counted.filter(({ column }) => column.constant === null)
  if (ofCells.length === 0) return counted.map((counts) => counts.reading())
  const version = workspace.rowsVersion(id)
  const of = JSON.stringify([counted.map(({ column, kind }) => [column, kind]), settings])
  const sheets = known.get(workspace) ?? new Map<number, Known>()
  known.set(workspace, sheets)
  const before = sheets.get(id)
  if (before?.version === version && before.of === of) return before.readings
  for await (const page of unhurried(packedPages(workspace, id, PAGE))) {
    for (const { packed, held } of page.rows) {
      const row = { cells: unpackCells(packed), held: unpackHeld(held) }
      for (const counts of ofCells) counts.count(counts.evidenceIn(row), 1)
    }
  }
  const readings = counted.map((counts) => counts.reading())
  // Rows that were written meanwhile may have been read as they were.
  if (workspace.rowsVersion(id) === version) sheets.set(id, { version, of, readings })
  return readings
}
