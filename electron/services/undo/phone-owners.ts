import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { PhoneOwner } from '#shared/domain/push/write.ts'
import { leadOf, normaliseKey, valueOf } from '#shared/domain/sheet/lead.ts'
import { samePhone } from '#shared/domain/reading/phones.ts'
import { pushRowsOf } from '#electron/services/paging.ts'
import type { LeadReads, ReadLead } from '#electron/services/ports/lead-reads.ts'
import type { PushStore } from '#electron/services/ports/pushes.ts'
import type { Reader } from '#electron/services/reading/reader.ts'

export interface PhoneOwnersDeps {
  workspace: Pick<PushStore, 'push' | 'pushRows'>
  api: Pick<LeadReads, 'lookUp'>
  reader: Reader
}

/** Each is a call. */
const MOST_PHONES = 500
const TAKEN = 'MXDuplicateEntryException'

/** `most`: phones that are looked up at most. Of rows that were refused because another lead has their phone: which lead that is. */
export async function phoneOwners(
  { workspace, api, reader }: PhoneOwnersDeps,
  pushId: number,
  most = MOST_PHONES,
): Promise<Result<{ rows: PhoneOwner[]; more: boolean }>> {
  const record = workspace.push(pushId)
  if (!record) return fail('not-found', 'This push is no longer in the history.')
  // A row that was to update a lead it names, or no more than its blanks, is not sent whole to another.
  if (record.write?.way === 'update') return ok({ rows: [], more: false })
  const { accountId, columns, settings } = record
  const { signal } = new AbortController()
  const known = new Map<string, ReadLead[]>()
  const rows: PhoneOwner[] = []
  for (const row of pushRowsOf(workspace, pushId, 'failed')) {
    const lead = row.lead ?? leadOf(row, columns, settings)
    const phone = valueOf(lead, 'Phone')
    if (!row.details?.startsWith(TAKEN) || phone === '') continue
    const key = normaliseKey('Phone', phone)
    let found = known.get(key)
    if (!found) {
      if (known.size >= most) return ok({ rows, more: true })
      const sought = { by: 'phone', value: key } as const
      const answer = await reader.ask({ accountId, signal, onCall: () => undefined }, (keys, hooks) =>
        api.lookUp(keys, sought, hooks),
      )
      if (!answer.ok) return answer
      found = answer.value
      known.set(key, found)
    }
    // The look-up answers with other numbers of a lead too, which a push does not search by.
    const other = found.find(({ values }) => samePhone(normaliseKey('Phone', values.get('Phone') ?? ''), key))
    if (other) rows.push(ownerOf(row.rowId, phone, other))
  }
  return ok({ rows, more: false })
}

function ownerOf(rowId: number, phone: string, { id, values }: ReadLead): PhoneOwner {
  const value = (name: string): string => values.get(name) ?? ''
  const name = [value('FirstName'), value('LastName')].filter((part) => part !== '').join(' ')
  return { rowId, phone, leadId: id, name, email: value('EmailAddress'), owner: value('OwnerIdEmailAddress') }
}
