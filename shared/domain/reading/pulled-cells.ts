import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { shownValue } from './values.ts'

/** A column of a pulled sheet; `type` undefined: the account's field list does not tell. */
export interface PulledColumn {
  name: string
  type: Attribute['dataType'] | undefined
}

/** A lead's values as the cells of these columns: one JSON text, empty cells at its end included. */
export function pulledCells(
  values: ReadonlyMap<string, string | null>,
  columns: readonly PulledColumn[],
): string {
  return JSON.stringify(columns.map(({ name, type }) => shownValue(type, values.get(name))))
}
