import { fail, ok, type Result } from '#shared/api/faults.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { CallHooks, Credentials, SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { PushStore } from '#electron/services/ports/pushes.ts'
import type { ImageStore } from '#electron/services/ports/image-store.ts'
import type { LeadLists } from '#electron/services/ports/lead-lists.ts'
import { faultOf } from '#electron/services/rate/call-faults.ts'
import type { Governors } from '#electron/services/rate/governors.ts'
import { limitedCall } from '#electron/services/rate/limited-call.ts'
import { staticListFor } from '#electron/services/after/static-list.ts'
import type { ListService } from '#electron/services/reading/lists.ts'

export interface CreatedListDeps {
  workspace: Pick<PushStore, 'push'> & ImageStore
  api: Pick<LeadLists, 'createList' | 'addToList'>
  lists: ListService
  governors: Pick<Governors, 'of'>
  credentials(accountId: string): Promise<Result<Credentials>>
  clock: Clock
}

const TRIES = 5
const PAUSE_MS = 500

/**
 * Leads a push created, on a static list of their own: this API cannot take them back one by one safely, so a person can. A
 * list of this name that is there is gone on with, which is what an earlier try that broke off left.
 */
export async function listCreated(
  deps: CreatedListDeps,
  pushId: number,
  name: string,
): Promise<Result<{ list: { id: string; name: string }; leads: number }>> {
  const record = deps.workspace.push(pushId)
  if (!record) return fail('not-found', 'This push is no longer in the history.')
  const leadIds = deps.workspace.createdLeads(pushId)
  if (leadIds.length === 0) return fail('invalid', 'This push created no leads.')
  const { accountId } = record
  const held = await deps.credentials(accountId)
  if (!held.ok) return held
  const ask = <Value>(call: (hooks: CallHooks) => Promise<SideAnswer<Value>>, tries = TRIES) =>
    asked(deps, accountId, tries, call)
  const description = `Created by a push of “${record.summary.sheetName}” on ${record.summary.startedAt.slice(0, 10)}.`
  const account = {
    accountId,
    held: held.value,
    ask: <Value>(call: (hooks: CallHooks) => Promise<SideAnswer<Value>>) => ask(call, 1),
  }
  const list = await staticListFor(deps, account, { name, description })
  if (!list.ok) return list
  const id = list.value
  for (let from = 0; from < leadIds.length; from += LEADS_PER_CALL) {
    const members = { listId: id, leadIds: leadIds.slice(from, from + LEADS_PER_CALL) }
    const added = await ask((hooks) => deps.api.addToList(held.value, members, hooks))
    if (added.kind !== 'value') return faultOf(added, held.value.origin)
  }
  deps.lists.forget(accountId)
  return ok({ list: { id, name }, leads: leadIds.length })
}

async function asked<Value>(
  { governors, clock }: CreatedListDeps,
  accountId: string,
  most: number,
  call: (hooks: CallHooks) => Promise<SideAnswer<Value>>,
): Promise<SideAnswer<Value>> {
  for (let tries = 1; ; tries++) {
    const answer = await limitedCall(governors.of(accountId, 'bulk'), call)
    if (answer.kind === 'throttled') continue
    if ((answer.kind !== 'passing' && answer.kind !== 'unclear') || tries >= most) return answer
    await clock.sleep(PAUSE_MS * tries)
  }
}
