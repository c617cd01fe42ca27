import { tidiedAfter, type AfterGroup, type AfterPush } from '#shared/domain/sheet/after-push.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { takeAfter, useAfter } from '#renderer/stores/push/after-store.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'

export function startFollowingAfter(): void {
  host.on('push.after', takeAfter)
}

/** A page that opens after a push has ended finds here what followed it. */
export async function askAfter(pushId: number): Promise<void> {
  const answer = await attempt('after.of', { pushId })
  if ('value' in answer && answer.value.after) takeAfter(answer.value.after)
}

/** The account's static lists and kinds of activity, to choose from. */
export async function loadAfterChoices(refresh = false): Promise<void> {
  const { accountId } = sheetStore.getState().settings
  const { of, lists, types, asking } = useAfter.getState()
  if (of === accountId && (asking || (!refresh && lists !== null && types !== null))) return
  useAfter.setState({
    of: accountId,
    asking: true,
    problem: '',
    ...(of === accountId ? {} : { lists: null, types: null }),
  })
  const [listed, typed] = await Promise.all([
    attempt('pull.lists', { accountId, refresh }),
    attempt('after.types', { accountId, refresh }),
  ])
  if (useAfter.getState().of !== accountId) return
  useAfter.setState({
    asking: false,
    lists: 'value' in listed ? listed.value.lists.filter(({ kind }) => kind === 'static') : null,
    types: 'value' in typed ? typed.value.types : null,
    problem: 'problem' in listed ? listed.problem : 'problem' in typed ? typed.problem : '',
  })
}

/** Kept with the sheet, and undone like any edit of it. */
function chooseAfter(change: (before: AfterPush) => AfterPush): void {
  const { settings } = sheetStore.getState()
  const { after: before, ...rest } = settings
  const after = tidiedAfter(change(before ?? {}))
  if (JSON.stringify(after ?? null) === JSON.stringify(before ?? null)) return
  edit('After the push', [{ kind: 'setSettings', settings: after ? { ...rest, after } : rest }])
}

export function chooseList(of: AfterGroup, name: string): void {
  chooseAfter(({ lists, ...rest }) => ({ ...rest, lists: { ...lists, [of]: name.trim() } }))
}

/** '': no activity. */
export function chooseActivity(type: string): void {
  chooseAfter(({ activity, ...rest }) =>
    type === '' ? rest : { ...rest, activity: { type, text: activity?.text ?? '' } },
  )
}

export function sayActivity(text: string): void {
  chooseAfter((before) => (before.activity ? { ...before, activity: { ...before.activity, text } } : before))
}

async function move(
  name: 'after.goOn' | 'after.again' | 'after.pause' | 'after.cancel',
  pushId: number,
): Promise<void> {
  const answer = await ask(name, { pushId })
  if (answer) takeAfter(answer)
}

export const goOnAfter = (pushId: number) => move('after.goOn', pushId)
export const againAfter = (pushId: number) => move('after.again', pushId)
export const pauseAfter = (pushId: number) => move('after.pause', pushId)
export const leaveAfter = (pushId: number) => move('after.cancel', pushId)
