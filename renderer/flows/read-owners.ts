import { attributeNamed, readPeople, recallValues } from '#renderer/stores/accounts/attribute-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'

/** Columns whose field holds users of the account, each with its field. */
function fieldsOfPeople(): string[] {
  const named = sheetStore
    .getState()
    .columns.flatMap(({ attribute }) => (attribute === null ? [] : [attribute]))
  return named.filter((name) => attributeNamed(name)?.dataType === 'User')
}

/** The account's users are read because somebody asked for it: one call. `refresh`: although they were read before. */
export async function readOwners(refresh = false): Promise<void> {
  const [field] = fieldsOfPeople()
  if (field === undefined) return
  const problem = await readPeople(field, refresh)
  if (problem !== '') notify('error', `The account’s users could not be read. ${problem}`)
}

/** A review or a comparison reads them where the sheet has people: takes what came, without a call. */
export function takeOwnersRead(): void {
  const unread = fieldsOfPeople().some((name) => attributeNamed(name)?.people === undefined)
  if (unread) void recallValues()
}
