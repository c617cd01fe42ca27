import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { explainMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import type { WorkbookSheet } from '#shared/domain/sheet/workbook.ts'

/** Columns whose heading or values say where they go. */
function knownColumns({ preview, headerRow }: WorkbookSheet, attributes: readonly Attribute[]): number {
  const headers = headerRow === null ? [] : (preview[headerRow] ?? [])
  const samples = preview.slice((headerRow ?? -1) + 1)
  const suggestions = explainMapping({ headers, samples, attributes, remembered: [] })
  return suggestions.filter(({ attribute }) => attribute !== null).length
}

/**
 * The sheet of a workbook that most likely holds the leads: with the most headings that are known, and of those with as many
 * the one with the most rows. One that is hidden only where no other has any.
 */
export function bestSheet(
  sheets: readonly WorkbookSheet[],
  attributes: readonly Attribute[],
): WorkbookSheet | undefined {
  const known = new Map(sheets.map((sheet) => [sheet, knownColumns(sheet, attributes)]))
  return sheets.toSorted(
    (one, other) =>
      Number(one.hidden) - Number(other.hidden) ||
      known.get(other)! - known.get(one)! ||
      other.rows - one.rows,
  )[0]
}
