import type { Held } from '#shared/domain/sheet/held.ts'
import { MAX_REPORT_CELL } from '#electron/workbook/bounds.ts'

/**
 * What a row's cells hold, in a cell of its own behind a report's columns, so that it travels with the row wherever somebody sorts it to.
 * By place of the column in the report: what the cell showed, and what it holds. '' where nothing is held, or it is too much for a cell.
 */
export function heldCell(cells: readonly string[], held: Held | undefined): string {
  if (held === undefined) return ''
  const pairs = Object.entries(held).map(([place, value]) => [place, [cells[Number(place)] ?? '', value]])
  if (pairs.length === 0) return ''
  const text = JSON.stringify(Object.fromEntries(pairs))
  return text.length > MAX_REPORT_CELL ? '' : text
}

/**
 * The inverse of {@link heldCell}: of the cells that still show what they showed, for one that was edited holds what was typed into it.
 * `placeOf`: where a column of the report stands in the table that was read.
 */
export function readHeldCell(
  text: string,
  cells: readonly string[],
  placeOf: (reportColumn: number) => number | undefined,
): Held | undefined {
  if (!text.startsWith('{')) return undefined
  const held: Held = {}
  let any = false
  for (const [column, pair] of Object.entries(parsed(text))) {
    const place = placeOf(Number(column))
    if (place === undefined || !Array.isArray(pair)) continue
    const [shown, value] = pair as unknown[]
    if (typeof shown !== 'string' || typeof value !== 'string' || (cells[place] ?? '') !== shown) continue
    held[place] = value
    any = true
  }
  return any ? held : undefined
}

function parsed(text: string): object {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
