import { activityTextOf, readActivityText } from '#shared/domain/push/after.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { NewAfterItem, StoredAfterTask } from '#electron/services/ports/after-store.ts'
import type { PushRecord, PushRow, PushStore } from '#electron/services/ports/pushes.ts'
import { pushPages, unhurried } from '#electron/services/paging.ts'
import { NO_LEAD_ID, NO_TEXT } from './after-words.ts'

/** Leads of rows that failed, as far as they are known; by row. */
export type FailedLeads = (record: PushRecord) => Promise<ReadonlyMap<RowId, string>>

export interface AfterPlan {
  items: NewAfterItem[]
  /** Rows whose lead nobody knows. */
  leadless: number
}

/** The leads of a task: each once, whatever number of its rows went into it. */
export async function planTask(
  workspace: Pick<PushStore, 'pushRows'>,
  record: PushRecord,
  task: StoredAfterTask,
  failedLeads: FailedLeads,
): Promise<AfterPlan> {
  const { pushId } = record.summary
  const groups = new Leads()
  const wentIn = task.kind === 'list-created' ? (['created'] as const) : (['created', 'updated'] as const)
  for (const state of wentIn) {
    for await (const page of unhurried(pushPages(workspace, pushId, { state })))
      for (const row of page) groups.add(row, row.leadId)
  }
  if (task.kind === 'activity') return { items: activities(groups.all(), record, task), leadless: 0 }
  if (task.kind === 'list-created') return { items: listed(groups.all()), leadless: 0 }
  if (task.kind === 'list-updated')
    // A lead that one row made and another updated was created.
    return { items: listed(groups.all().filter(({ created }) => !created)), leadless: 0 }
  const known = await failedLeads(record)
  const failed = new Leads()
  let leadless = 0
  for await (const page of unhurried(pushPages(workspace, pushId, { state: 'failed' })))
    for (const row of page) {
      const leadId = row.leadId ?? known.get(row.rowId) ?? null
      if (leadId === null) leadless++
      // Another row of it went in.
      else if (!groups.has(leadId)) failed.add(row, leadId)
    }
  return { items: listed(failed.all()), leadless }
}

interface OfLead {
  leadId: string
  /** The last of its rows, whose values stand. */
  row: PushRow
  created: boolean
}

class Leads {
  readonly #leads = new Map<string, OfLead>()

  add(row: PushRow, leadId: string | null): void {
    const key = leadId ?? `row ${row.rowId}`
    const before = this.#leads.get(key)
    this.#leads.set(key, {
      leadId: leadId ?? '',
      row: before && before.row.seq > row.seq ? before.row : row,
      created: before?.created === true || row.state === 'created',
    })
  }

  has(leadId: string): boolean {
    return this.#leads.has(leadId)
  }

  /** In the order of the push. */
  all(): OfLead[] {
    return [...this.#leads.values()].sort((one, other) => one.row.seq - other.row.seq)
  }
}

function listed(leads: readonly OfLead[]): NewAfterItem[] {
  return leads.map(({ leadId, row }, seq) => ({
    ...{ seq, rowId: row.rowId, leadId, text: '' },
    ...(leadId === '' ? { failed: NO_LEAD_ID } : {}),
  }))
}

function activities(
  leads: readonly OfLead[],
  { columns }: PushRecord,
  { text: template }: StoredAfterTask,
): NewAfterItem[] {
  const read = readActivityText(template, columns)
  return leads.map(({ leadId, row }, seq) => {
    const text = read.ok ? activityTextOf(read, row) : ''
    const failed = leadId === '' ? NO_LEAD_ID : text !== '' ? undefined : read.ok ? NO_TEXT : read.problem
    return { seq, rowId: row.rowId, leadId, text, failed }
  })
}
