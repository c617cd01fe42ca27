import type { Clock, PushRecord, Workspace } from '#electron/services/ports.ts'
import { PushBoard } from './send-queue.ts'
import type { EmitPush } from './journal.ts'
import { breathe } from './breathe.ts'

const PAGE = 1000

export interface LoadingDeps {
  workspace: Pick<Workspace, 'pushRows' | 'keptFromBefore'>
  clock: Clock
  emit: EmitPush
  /** How long rows whose try ended unclear are left alone. */
  quietMs: number
}

/** Puts what is still to be sent of a push on a board; `tellAll` tells where each of its rows stands,
 * page by page, but for those of which more is known from before. */
export async function loadBoard(
  { workspace, clock, emit, quietMs }: LoadingDeps,
  record: PushRecord,
  { tellAll }: { tellAll: boolean },
): Promise<PushBoard> {
  const { pushId, sheetId } = record.summary
  const board = new PushBoard(record)
  const quietUntil = clock.monotonic() + quietMs
  let after: number | null = null
  for (;;) {
    const rows = workspace.pushRows(pushId, after, PAGE, tellAll ? undefined : 'queued')
    for (const row of rows) if (row.state === 'queued') board.add(row, quietUntil)
    if (tellAll && rows.length > 0) {
      const leftOut = rows.filter(({ state }) => state === 'skipped').map(({ rowId }) => rowId)
      const kept = workspace.keptFromBefore(pushId, leftOut)
      const outcomes = rows
        .filter(({ rowId }) => !kept.has(rowId))
        .map(({ rowId, state, leadId, message, details, attempts, call, sentAt }) => ({
          ...{ rowId, pushId, state, leadId, message, details, attempts, call, sentAt },
        }))
      emit('push.outcomes', { pushId, sheetId, outcomes })
    }
    if (rows.length < PAGE) return board
    after = rows.at(-1)!.seq
    await breathe()
  }
}
