import { Standstill } from '#electron/services/after/after-work.ts'
import { pushRowsOf } from '#electron/services/paging.ts'
import type { ImageStore } from '#electron/services/ports/image-store.ts'
import type { PushRecord, PushStore } from '#electron/services/ports/pushes.ts'
import type { LinkStore } from '#electron/services/ports/reading-store.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { phoneOwners, type PhoneOwnersDeps } from './phone-owners.ts'

export interface KnownLeadsDeps {
  workspace: Pick<PushStore, 'pushRows'> & Pick<LinkStore, 'linksOf'> & Pick<ImageStore, 'imageRows'>
  phones: PhoneOwnersDeps
}

const PAGE = 2000

/**
 * Of a push's rows that failed: the leads they were matched with before it, and of those whose phone belongs to another lead
 * that one, which takes a call a phone. Where the keys may not read, what is known without it.
 */
export async function knownLeads(
  { workspace, phones }: KnownLeadsDeps,
  { accountId, summary }: PushRecord,
): Promise<Map<RowId, string>> {
  const { pushId, sheetId } = summary
  const known = new Map<RowId, string>()
  for (let after: number | null = null; ;) {
    const rows = workspace.imageRows(pushId, after, PAGE)
    for (const { rowId, leadId } of rows) if (leadId !== '') known.set(rowId, leadId)
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) break
    after = last.seq
  }
  const failed = [...pushRowsOf(workspace, pushId, 'failed')].map(({ rowId }) => rowId)
  for (const [rowId, { leadId }] of workspace.linksOf(sheetId, accountId, failed))
    if (!known.has(rowId)) known.set(rowId, leadId)
  if (failed.some((rowId) => !known.has(rowId))) {
    const owners = await phoneOwners(phones, pushId)
    // Asked again later it may well be known.
    if (!owners.ok && owners.fault.kind !== 'account-refused')
      throw new Standstill(`${owners.fault.text} Then go on.`)
    if (owners.ok)
      for (const { rowId, leadId } of owners.value.rows) if (!known.has(rowId)) known.set(rowId, leadId)
  }
  return known
}
