import { isEnded, type PushProgress } from '#shared/domain/push/outcome.ts'
import { rowsSettled, rowsToSend, usePush } from '#renderer/stores/push/push-store.ts'
import { stateOf } from '#renderer/stores/push/push-words.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'

const NAME = 'Leadsheet'

/** Whether the platform may be asked to tell of something: 'no' where it has no such thing, or was told not to. */
export function canNotify(): 'granted' | 'default' | 'no' {
  if (!('Notification' in window)) return 'no'
  return Notification.permission === 'denied' ? 'no' : Notification.permission
}

/** Asked by a click of the person, as browsers want it. */
export async function wantNotifications(): Promise<'granted' | 'default' | 'no'> {
  await Notification.requestPermission()
  return canNotify()
}

/** "Pushing 42 %", or what it came to. */
function stateInWords(push: PushProgress): string {
  const toSend = rowsToSend(push)
  const share = toSend > 0 ? Math.floor((100 * rowsSettled(push)) / toSend) : 0
  return isEnded(push.phase) ? stateOf(push.phase) : `${stateOf(push.phase)} ${share} %`
}

function outcomeInWords({ counts, accountLabel }: PushProgress): string {
  const parts = (['created', 'updated', 'failed', 'unknown', 'cancelled'] as const).flatMap((state) =>
    counts[state] > 0 ? [`${counts[state].toLocaleString()} ${state}`] : [],
  )
  return `${accountLabel}: ${parts.join(', ') || 'nothing was sent'}`
}

/** What the window is called: what a push is doing, then the sheet. */
function showTitle(): void {
  const { push } = usePush.getState()
  const sheet = sheetStore.getState().sheet?.name
  const state = push && !isEnded(push.phase) ? stateInWords(push) : null
  document.title = [state, sheet, NAME].filter(Boolean).join(' – ')
}

/** Somebody who looks at the window sees it there. */
function tell(push: PushProgress): void {
  if (canNotify() !== 'granted' || document.visibilityState === 'visible') return
  const title = isEnded(push.phase) ? `Push ${stateOf(push.phase).toLowerCase()}` : 'The push stopped'
  const body = isEnded(push.phase) ? outcomeInWords(push) : push.note || outcomeInWords(push)
  const told = new Notification(title, { body, tag: `push ${push.pushId}` })
  told.onclick = () => window.focus()
}

/** Keeps the title true, and tells of a push that ended or stopped by itself while nobody looks. */
export function startTellingOfPushes(): void {
  showTitle()
  sheetStore.subscribe((now, before) => {
    if (now.sheet !== before.sheet) showTitle()
  })
  usePush.subscribe(({ push }, { push: before }) => {
    showTitle()
    if (!push || !before || push.pushId !== before.pushId || push.phase === before.phase) return
    const stopped = push.phase === 'paused' && push.pauseReason !== 'asked'
    if (isEnded(push.phase) || stopped) tell(push)
  })
}
