import { isUserId, userInWords } from '#shared/domain/sheet/people.ts'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { attributeNamed } from '#renderer/stores/accounts/attribute-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'

/** A value of LeadSquared as people know it: a user by name and email rather than by number, where the account's users were read. */
export function valueInWords(columnId: ColumnId, value: string): string {
  if (!isUserId(value.trim())) return value
  const column = sheetStore.getState().columns.find(({ id }) => id === columnId)
  const field = attributeNamed(column?.attribute ?? '')
  if (field?.dataType !== 'User' || !field.people || !('users' in field.people)) return value
  const id = value.trim().toLowerCase()
  const user = field.people.users.find((each) => each.id.toLowerCase() === id)
  return user ? userInWords(user) : value
}
