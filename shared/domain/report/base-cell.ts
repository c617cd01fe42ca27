import { z } from 'zod'
import { LEAD_ID } from '#shared/domain/sheet/lead.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'

/**
 * Of a workbook of leads that were got out of LeadSquared: a hidden last column that says, row by row, which lead it is and what
 * LeadSquared had in its fields then. It stands in the row, so that it goes wherever somebody sorts or copies the row to.
 */
export const BASE_HEADING = 'Leadsheet base'

const BaseCell = z.object({ [LEAD_ID]: z.string().min(1) }).catchall(z.string())

/** What a row was when it was got. `values` by schema name, of fields that can be written. */
export interface RowBase {
  leadId: string
  values: ReadonlyMap<string, string>
}

/** `base`: by column id, null for a column that was not read. */
export function baseCell(
  leadId: string,
  base: readonly (string | null)[],
  columns: readonly Pick<Column, 'id' | 'attribute'>[],
): string {
  const cell: Record<string, string> = { [LEAD_ID]: leadId }
  for (const { id, attribute } of columns) {
    const value = base[id] ?? null
    if (attribute !== null && attribute !== LEAD_ID && value !== null) cell[attribute] = value
  }
  return JSON.stringify(cell)
}

/** The inverse of {@link baseCell}; null for anything else. */
export function readBaseCell(text: string): RowBase | null {
  if (!text.startsWith('{')) return null
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const cell = BaseCell.safeParse(json).data
  if (!cell) return null
  const { [LEAD_ID]: leadId, ...values } = cell
  return { leadId, values: new Map(Object.entries(values)) }
}
