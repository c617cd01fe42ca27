import type { Column, ColumnId } from '#shared/domain/sheet/sheet.ts'
import { displayNameOf } from '#renderer/stores/accounts/attribute-store.ts'

/** What a person knows the column by: its heading, else the field it goes to. */
export function headerOf(columns: readonly Column[], columnId: ColumnId): string {
  const column = columns.find(({ id }) => id === columnId)
  if (!column) return 'A column that is gone'
  if (column.header.trim() !== '') return column.header
  return column.attribute === null ? 'A column without a heading' : displayNameOf(column.attribute)
}
