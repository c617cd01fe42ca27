import { byLeadId, leadOf, type Lead } from '#shared/domain/sheet/lead.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { PushRecord, PushRow, PushStore } from '#electron/services/ports/pushes.ts'
import { pushPages, unhurried } from '#electron/services/paging.ts'
import { SendQueue } from './send-queue.ts'
import type { RetryPolicy } from './retry-policy.ts'

const PAGE = 1000

export interface LoadDeps {
  workspace: Pick<PushStore, 'pushRows' | 'callsAtWork' | 'rowsOfCalls' | 'imagesOfCalls' | 'push'>
  clock: Clock
  policy: Pick<RetryPolicy, 'quietMs' | 'atWorkMs'>
}

/**
 * What is still to be sent of a push. Rows under way when an earlier run ended, and rows of any push to the same host with
 * one of their keys, wait until LeadSquared is done with the calls they were in.
 *
 * It reads back what was just written when a push is started: one way in for starting and for resuming is worth the pass.
 * `take` sees each page of them: of a resumed push only the rows that are still queued.
 */
export async function loadQueue(
  { workspace, clock, policy }: LoadDeps,
  record: PushRecord,
  rows: 'all' | 'queued',
  take: (rows: readonly PushRow[]) => void = () => undefined,
): Promise<SendQueue> {
  const { pushId, host } = record.summary
  const queue = new SendQueue(record)
  const now = clock.monotonic()
  const wall = clock.wall()
  /**
   * The journal's moments are by wall clock. One set back since must not make anybody wait for longer than a call can take,
   * twice that where it was late.
   */
  const atWorkFor = (until: number): number => Math.min(Math.max(0, until - wall), 2 * policy.atWorkMs)
  const own = new Map<number, number>()
  const others: { lead: Lead; until: number }[] = []
  for (const [id, calls] of Map.groupBy(workspace.callsAtWork(host, wall), (each) => each.pushId)) {
    const { columns, settings } = workspace.push(id) ?? record
    const leadIds = new Map<number, string>()
    // Which leads another push is at work on, whatever it found them by.
    if (record.write?.way === 'update' && id !== pushId) {
      for (const { seq, leadId } of workspace.imagesOfCalls(
        id,
        calls.map(({ call }) => call),
      ))
        leadIds.set(seq, leadId)
    }
    const untilOf = new Map(calls.map(({ call, until }) => [call, now + atWorkFor(until)]))
    if (id === pushId) for (const [call, until] of untilOf) own.set(call, until)
    for (const row of workspace.rowsOfCalls(id, [...untilOf.keys()])) {
      // Rows of this push that are sent again wait by themselves.
      if (id === pushId && row.state === 'queued') continue
      const known = leadIds.get(row.seq)
      const lead = row.lead ?? leadOf(row, columns, settings)
      others.push({
        lead: known === undefined ? lead : byLeadId(known, lead),
        until: untilOf.get(row.call!)!,
      })
    }
  }
  // Of several with one key, rows wait for the one that was added last: that must be the last to be done.
  others.sort((one, other) => one.until - other.until)
  for (const { lead, until } of others) queue.blockUntil(lead, until)
  const pages = pushPages(workspace, pushId, { size: PAGE, state: rows === 'all' ? undefined : 'queued' })
  for await (const page of unhurried(pages)) {
    for (const row of page) {
      if (row.state !== 'queued') continue
      const until = own.get(row.call ?? 0) ?? 0
      queue.add(row, Math.max(now + policy.quietMs, until), until > now)
    }
    take(page)
  }
  return queue
}
