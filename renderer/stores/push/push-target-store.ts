import { create } from 'zustand'
import type { PushSummary } from '#shared/domain/push/outcome.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { usePush } from './push-store.ts'
import { sheetStore, useSheet } from '#renderer/stores/sheet/sheet-store.ts'

/** The account a push went to, as it was called then. */
export type PushTarget = Pick<PushSummary, 'accountId' | 'accountLabel'> & { live: boolean }

/** Where pushes went, by their id: a status is one of an account, and the sheet may be for another by now. */
export const usePushTargets = create<{ targets: ReadonlyMap<number, PushTarget> }>(() => ({
  targets: new Map(),
}))

function isLive(accountId: string): boolean {
  return useAccounts.getState().accounts?.find(({ id }) => id === accountId)?.live ?? false
}

/** A report tells the account's name, not its id, and sometimes not even that. */
function targetOf({ accountId, accountLabel, host, imported }: PushSummary): PushTarget | null {
  if (!imported) return { accountId, accountLabel, live: isLive(accountId) }
  if (host === '') return null
  const known = useAccounts.getState().accounts?.find(({ label }) => label === accountLabel)
  return { accountId: known?.id ?? '', accountLabel, live: known?.live ?? false }
}

let asking = false
/** Pushes the history does not know are not asked for again and again. */
const asked = new Set<number>()

async function learn(): Promise<void> {
  if (asking) return
  const { targets } = usePushTargets.getState()
  const unknown = [...sheetStore.getState().pushes.keys()].filter(
    (pushId) => !targets.has(pushId) && !asked.has(pushId),
  )
  if (unknown.length === 0) return
  asking = true
  const answer = await attempt('history.list', {})
  asking = false
  if (!('value' in answer)) return
  for (const pushId of unknown) asked.add(pushId)
  const learned = new Map(usePushTargets.getState().targets)
  for (const push of answer.value.pushes) {
    const target = targetOf(push)
    if (target) learned.set(push.pushId, target)
  }
  usePushTargets.setState({ targets: learned })
}

/** Learns of each push that the open sheet's rows have their status of. */
export function startPushTargets(): void {
  usePush.subscribe(({ push }) => {
    if (!push || usePushTargets.getState().targets.has(push.pushId)) return
    const { pushId, accountId, accountLabel } = push
    const target = { accountId, accountLabel, live: isLive(accountId) }
    usePushTargets.setState(({ targets }) => ({ targets: new Map(targets).set(pushId, target) }))
  })
  sheetStore.subscribe((now, before) => {
    if (now.pushes !== before.pushes) void learn()
  })
}

/** The accounts the open sheet's statuses are of; `elsewhere` names those that are not the one it is for now. */
export function useStatusAccounts(): { all: readonly PushTarget[]; elsewhere: readonly PushTarget[] } {
  const pushes = useSheet((state) => state.pushes)
  const accountId = useSheet((state) => state.settings.accountId)
  const targets = usePushTargets((state) => state.targets)
  const byLabel = new Map<string, PushTarget>()
  for (const pushId of pushes.keys()) {
    const target = targets.get(pushId)
    if (target) byLabel.set(target.accountLabel, target)
  }
  const all = [...byLabel.values()]
  return { all, elsewhere: all.filter((target) => target.accountId !== accountId) }
}
