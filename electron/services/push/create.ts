import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { RateLimit } from '#shared/domain/push/account.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import type { Plan, PlannedRow } from '#shared/domain/push/plan.ts'
import { tidiedAfter } from '#shared/domain/sheet/after-push.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { NewAfterTask } from '#electron/services/ports/after-store.ts'
import type { NewPushRow, PushWriting, PushStore } from '#electron/services/ports/pushes.ts'
import { breathe } from '#electron/services/timers.ts'
import { freshPush } from './fresh-push.ts'
import { prepareScan, scanRows, type PlannerDeps } from './scan.ts'
import type { RowWrite } from './write-plan.ts'
import { changedSince } from './review-digest.ts'

type Amendment = Parameters<PushWriting['amendPushRows']>[1][number]

const AMENDED_AT_ONCE = 500

const SHEET_CHANGED =
  'The sheet or a choice changed since this review, so nothing was sent. Look at it again, then push.'

function accountChanged(label: string): string {
  return `The account “${label}” changed since this review, so nothing was sent. Look at its host and its limit again, then push.`
}

export interface NewPush {
  /** The digest of the review somebody said yes to; null where there is nobody to review it. */
  reviewed: string | null
  /** ISO 8601, UTC. */
  startedAt: string
  /** Given for this push alone, in place of what its account is set to. */
  ownLimit: RateLimit | null
}

/**
 * Writes the push with all its rows into the journal, as they are now, and answers its id. Nothing is sent by this; until
 * it is whole, nobody sees it. Where it is not what was `reviewed`, it is dropped: rows may change, and accounts too, up
 * to the moment they are written here, so it is what was written that is compared.
 */
export async function writePush(
  deps: PlannerDeps & { workspace: PushWriting },
  request: PushRequest,
  { reviewed, startedAt, ownLimit }: NewPush,
): Promise<Result<number>> {
  const prepared = await prepareScan(deps, request)
  if (!prepared.ok) return prepared
  const { sheet, account, plan, mark, write } = prepared.value
  const { workspace } = deps
  const { searchBy, blanks, duplicates, accountId } = request
  const after = await afterOf(deps, request, sheet.columns)
  if (!after.ok) return after
  const pushId = workspace.createPush(
    freshPush({
      ...{ account, sheet, write, ownLimit, startedAt, after: after.value },
      columns: [...plan.columns],
      settings: { ...sheet.settings, searchBy, blanks, duplicates, accountId },
      limits: [inDigits.formatLimit(deps.pace(accountId))],
    }),
  )
  let seq = 0
  await scanRows(deps, request, prepared.value, (rows) => {
    workspace.appendPushRows(
      pushId,
      rows.map(({ row, planned, write: decided }): NewPushRow => ({
        seq: seq++,
        rowId: row.id,
        cells: row.cells,
        held: row.held,
        lead: planned.state === 'queued' && decided?.kind === 'part' ? decided.lead : null,
        carrierId: null,
        repeatable: planned.state === 'queued' && planned.repeatable,
        unclear: false,
        state: planned.state,
        leadId: null,
        message: planned.state === 'skipped' ? planned.message : '',
        details: null,
        attempts: 0,
        call: null,
        sentAt: null,
        image: imageOf(planned, decided, write !== null),
      })),
    )
  })
  const decisions = plan.decideDuplicates()
  const changed = reviewed === null ? null : changedSince(reviewed, mark.finish(decisions))
  if (changed !== null) {
    workspace.dropPush(pushId)
    return fail('changed', changed === 'account' ? accountChanged(account.label) : SHEET_CHANGED)
  }
  let amendments: Amendment[] = []
  for (const decision of decisions) {
    amendments.push(...amend(workspace, pushId, plan, decision))
    if (amendments.length < AMENDED_AT_ONCE) continue
    workspace.amendPushRows(pushId, amendments)
    amendments = []
    await breathe()
  }
  workspace.amendPushRows(pushId, amendments)
  workspace.openPush(pushId)
  return ok(pushId)
}

/** In the order they are done: leads are on their lists before the activity, which may start what goes by lists. */
async function afterOf(
  { after: resolve }: PlannerDeps,
  { accountId, after }: PushRequest,
  columns: readonly Column[],
): Promise<Result<NewAfterTask[]>> {
  const wanted = after && tidiedAfter(after)
  if (!wanted || !resolve) return ok([])
  const { lists, activity, problem } = await resolve(accountId, wanted, { columns, leads: 0 })
  if (problem !== '') return fail('invalid', `${problem} Nothing was sent.`)
  return ok([
    ...lists.map(({ of, name, id }): NewAfterTask => ({ kind: `list-${of}`, name, target: id, text: '' })),
    ...(activity
      ? [
          {
            kind: 'activity' as const,
            name: activity.type,
            target: String(activity.event),
            text: activity.text,
          },
        ]
      : []),
  ])
}

/** A row of which nothing is known to change has one too: its lead is looked at again before it is written. */
function imageOf(planned: PlannedRow, write: RowWrite | null, looks: boolean): NewPushRow['image'] {
  if (!looks || planned.state !== 'queued' || !write || write.kind === 'out') return null
  return write.image
}

function amend(
  workspace: PushWriting & Pick<PushStore, 'pushRowsById'>,
  pushId: number,
  plan: Plan,
  decision: ReturnType<Plan['decideDuplicates']>[number],
): Amendment[] {
  switch (decision.kind) {
    case 'left-out': {
      const { rowId, message } = decision
      return [{ rowId, state: 'skipped', message, lead: null, carrierId: null, repeatable: false }]
    }
    case 'in-order': {
      const [row] = workspace.pushRowsById(pushId, [decision.rowId])
      return row ? [{ ...row, message: decision.message }] : []
    }
    case 'merged': {
      const rows = workspace.pushRowsById(pushId, decision.rowIds)
      const { lead, repeatable } = plan.merge(rows)
      return rows.map(({ rowId }, index) => {
        const carries = index === 0
        return {
          rowId,
          state: 'queued',
          message: carries ? decision.carrierMessage : decision.memberMessage,
          lead: carries ? lead : null,
          carrierId: carries ? null : rows[0]!.rowId,
          repeatable,
        }
      })
    }
  }
}
