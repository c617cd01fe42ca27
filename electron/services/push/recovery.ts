import { UNCLEAR_NOT_REPEATABLE } from '#shared/domain/push/outcome-messages.ts'
import { CANCELLED, DELETED, UNCLEAR_CANCELLED, messageOf } from '#shared/domain/push/outcome-messages.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { PushRecord, PushRow, PushStore } from '#electron/services/ports/pushes.ts'
import { pushRowsOf } from '#electron/services/paging.ts'
import { RESTARTED } from './pause-messages.ts'
import type { RetryPolicy } from './retry-policy.ts'

const CLOSED_IN_CALL = 'Leadsheet was closed while the call was under way.'

/**
 * What an earlier run left unfinished: rows under way when it ended may or may not have been taken, so they are as after
 * an unclear answer. The push is paused, or, where it was being cancelled, cancelled. Answers the push that can be resumed.
 */
export function recoverPush(
  workspace: PushStore,
  endedAt: string,
  { atWorkMs }: Pick<RetryPolicy, 'atWorkMs'>,
): PushRecord | null {
  const record = workspace.unfinishedPush()
  if (!record) return null
  const { pushId, phase } = record.summary
  // At most 25 calls of 25 leads were under way, but merged rows travel along, any number of them.
  const underWay = [...pushRowsOf(workspace, pushId, 'sending')]
  // An earlier Leadsheet did not write down for how long its calls may be at work.
  const calls = record.atWorkUntil === null ? callsOf(underWay, atWorkMs) : []
  workspace.settle(pushId, underWay.map(afterUnclear), calls)
  if (phase === 'cancelling') {
    workspace.cancelQueued(pushId, { cancelled: CANCELLED, unknown: UNCLEAR_CANCELLED })
    workspace.updatePush(pushId, { endedAt })
    workspace.setPushPhase(pushId, 'cancelled', null, '')
    return null
  }
  // What has to be mended first is still to be mended; any other pause ended with the program that could end it.
  const reason = record.pauseReason
  const keeps =
    phase === 'paused' && reason !== null && reason !== 'offline' && reason !== 'asleep' && reason !== 'day'
  if (!keeps) workspace.setPushPhase(pushId, 'paused', 'restarted', RESTARTED)
  return workspace.push(pushId)
}

/** As a running push withdraws rows, for one that waits to be resumed. Answers it as it is then. */
export function withdrawFromJournal(
  workspace: PushStore,
  { summary: { pushId }, settings: { duplicates } }: PushRecord,
  ids: readonly RowId[],
): PushRecord | null {
  const rows = workspace
    .pushRowsById(pushId, ids)
    .filter(({ state, attempts, unclear }) => state === 'queued' && attempts === 0 && !unclear)
    // Rows that were merged depend on each other.
    .filter(({ lead, carrierId }) => duplicates !== 'merge' || (lead === null && carrierId === null))
  workspace.settle(
    pushId,
    rows.map((row) => ({
      ...row,
      state: 'cancelled',
      message: messageOf('cancelled', DELETED, row.message),
    })),
  )
  return workspace.push(pushId)
}

function callsOf(rows: readonly PushRow[], atWorkMs: number): { call: number; atWorkUntil: number | null }[] {
  const sentAt = new Map<number, string>()
  for (const { call, sentAt: at } of rows) if (call !== null && at !== null) sentAt.set(call, at)
  return [...sentAt].map(([call, at]) => ({ call, atWorkUntil: Date.parse(at) + atWorkMs }))
}

function afterUnclear(row: PushRow): Parameters<PushStore['settle']>[1][number] {
  const seen = { ...row, unclear: true, attempts: row.attempts + 1, details: CLOSED_IN_CALL }
  return row.repeatable
    ? { ...seen, state: 'queued' }
    : { ...seen, state: 'unknown', message: messageOf('unknown', UNCLEAR_NOT_REPEATABLE, row.message) }
}
