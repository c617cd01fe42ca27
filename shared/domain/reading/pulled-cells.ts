import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { shownValue } from './values.ts'

/** A column of a pulled sheet; `type` undefined: the account's field list does not tell. */
export interface PulledColumn {
  name: string
  type: Attribute['dataType'] | undefined
}

/** A lead as a row of these columns: its cells are one JSON text, empty ones at its end included. `id` and `leadId` are one. */
export function pulledRow(
  { id, values }: { id: string; values: ReadonlyMap<string, string | null> },
  columns: readonly PulledColumn[],
): { id: string; leadId: string; cells: string } {
  const cells = columns.map(({ name, type }) => shownValue(type, values.get(name)))
  return { id, leadId: id, cells: JSON.stringify(cells) }
}
