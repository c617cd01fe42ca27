import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { LEAD_ID, leadOf } from '#shared/domain/sheet/lead.ts'
import { sameValue, shownValue } from '#shared/domain/reading/values.ts'
import type { PushStore } from '#electron/services/ports/pushes.ts'
import { MOST_IDS, type LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { Reader } from '#electron/services/reading/reader.ts'

export interface LookedAtRow {
  rowId: number
  leadId: string
  cells: { attribute: string; meant: string; held: string; same: boolean }[]
}

export type LookBack = (pushId: number) => Promise<Result<{ rows: LookedAtRow[] }>>

export interface LookBackDeps {
  workspace: Pick<PushStore, 'push' | 'pushRows'>
  api: Pick<LeadReads, 'byIds'>
  reader: Reader
  attributes: (accountId: string) => Promise<readonly Attribute[]>
}

/** Of the rows that went in so far, at most one page of leads: what LeadSquared made of them, beside what was meant. */
export function createLookBack({ workspace, api, reader, attributes }: LookBackDeps): LookBack {
  return async (pushId) => {
    const record = workspace.push(pushId)
    if (!record) return fail('not-found', 'This push is no longer in the history.')
    const rows = (['created', 'updated'] as const)
      .flatMap((state) => workspace.pushRows(pushId, null, MOST_IDS, state))
      .filter(({ leadId }) => leadId !== null)
      .slice(0, MOST_IDS)
    if (rows.length === 0) return ok({ rows: [] })
    const { accountId, columns, settings } = record
    const known = new Map((await attributes(accountId)).map((each) => [each.schemaName, each]))
    const sent = rows.map((row) =>
      (row.lead ?? leadOf(row, columns, settings)).filter(
        ({ Attribute: name }) => name !== 'SearchBy' && name !== LEAD_ID,
      ),
    )
    const names = [...new Set(sent.flatMap((lead) => lead.map(({ Attribute: name }) => name)))]
    const ids = [...new Set(rows.map(({ leadId }) => leadId!))]
    const job = { accountId, signal: new AbortController().signal, onCall: () => undefined }
    const read = await reader.ask(job, (keys, hooks) => api.byIds(keys, ids, names, hooks))
    if (!read.ok) return read
    const leads = new Map(read.value.leads.map((lead) => [lead.id, lead.values]))
    return ok({
      rows: rows.map(({ rowId, leadId }, index): LookedAtRow => {
        const values = leads.get(leadId!)
        const cells = sent[index]!.map(({ Attribute: attribute, Value: meant }) => {
          const field = known.get(attribute)
          const raw = values?.get(attribute)
          const held = shownValue(field?.dataType, raw)
          return { attribute, meant, held, same: sameValue(field, meant, raw) }
        })
        return { rowId, leadId: leadId!, cells }
      }),
    })
  }
}
