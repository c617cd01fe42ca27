import { app, Notification, powerSaveBlocker, type BrowserWindow } from 'electron'
import type { PushProgress } from '#shared/domain/push/outcome.ts'

/** Seconds a push ran for, from which on its end is worth a notification. */
const LONG_S = 30

type Told = Pick<PushProgress, 'pushId' | 'phase' | 'pauseReason' | 'counts' | 'rows' | 'seconds' | 'note'>

/**
 * What the system sees of a push: the machine stays awake while one runs and only then, the taskbar or dock shows how far it
 * is, and the end or a pause is told to whoever looks at something else.
 */
export function pushManners(window: () => BrowserWindow | null): (progress: Told) => void {
  let blocker: number | null = null
  let before: Pick<Told, 'pushId' | 'phase'> | null = null

  function stayAwake(needed: boolean): void {
    if (needed && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    if (!needed && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }

  function tell(title: string, body: string): void {
    const shown = window()
    if (shown?.isFocused()) return
    shown?.flashFrame(true)
    app.dock?.bounce('informational')
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    notification.on('click', () => {
      shown?.show()
      shown?.focus()
    })
    notification.show()
  }

  return (progress) => {
    const { phase, counts, rows } = progress
    const running = phase === 'running' || phase === 'pausing' || phase === 'cancelling'
    stayAwake(running)
    const waiting = counts.queued + counts.sending
    const part = rows === 0 ? 1 : (rows - waiting) / rows
    const shown = window()
    if (running) shown?.setProgressBar(part)
    else if (phase === 'paused') shown?.setProgressBar(part, { mode: 'paused' })
    else shown?.setProgressBar(-1)
    const changed = before?.pushId === progress.pushId && before.phase !== phase
    before = { pushId: progress.pushId, phase }
    if (!changed) return
    if (phase === 'paused' && progress.pauseReason !== 'asked') {
      tell(
        'The push is paused',
        progress.note === '' ? `${countOf(waiting)} still to be sent.` : progress.note,
      )
    }
    if (phase === 'finished' && progress.seconds >= LONG_S) tell('The push is through', summary(counts))
  }
}

function summary(counts: Told['counts']): string {
  const parts = [
    [counts.created, 'created'],
    [counts.updated, 'updated'],
    [counts.failed, 'failed'],
    [counts.unknown, 'unknown'],
    [counts.cancelled, 'cancelled'],
  ] as const
  const told = parts.filter(([rows]) => rows > 0).map(([rows, word]) => `${rows.toLocaleString()} ${word}`)
  return told.length === 0 ? 'Nothing was sent.' : `${told.join(', ')}.`
}

function countOf(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString()} rows`
}
