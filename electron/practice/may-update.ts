import type { Looked } from './looked.ts'

/** Owner of leads that the practice account's user may see but not change. */
const SOMEBODY_ELSE = 'not.yours@leadsheet.example'

export function mayUpdate(lead: Pick<Looked, 'value'>): boolean {
  return lead.value('OwnerIdEmailAddress')?.toLowerCase() !== SOMEBODY_ELSE
}
