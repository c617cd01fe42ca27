import type { PracticeLead } from './seed-leads.ts'

/** Owner of leads that the practice account's user may see but not change. */
const SOMEBODY_ELSE = 'not.yours@leadsheet.example'

export function mayUpdate(lead: Pick<PracticeLead, 'fields'>): boolean {
  return lead.fields['OwnerIdEmailAddress']?.toLowerCase() !== SOMEBODY_ELSE
}
