import { create } from 'zustand'
import { isEnded, type PushProgress } from '#shared/domain/push/outcome.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { host } from '#renderer/stores/connection/host.ts'

interface PushState {
  /** The push that goes on, waits to be resumed, or was the last to end while this page is open. */
  push: PushProgress | null
}

export const usePush = create<PushState>(() => ({ push: null }))

export function isUnderWay(push: PushProgress | null): boolean {
  return push !== null && !isEnded(push.phase)
}

/** Rows that are meant to go, or went: those left out from the start are no part of the work. */
export function rowsToSend({ rows, counts }: Pick<PushProgress, 'rows' | 'counts'>): number {
  return rows - counts.skipped
}

/** Of those, the ones whose fate is known. */
export function rowsSettled(push: Pick<PushProgress, 'rows' | 'counts'>): number {
  return rowsToSend(push) - push.counts.queued - push.counts.sending
}

export function takeProgress(push: PushProgress): void {
  usePush.setState({ push })
}

/** A page that opens in the middle of a push finds it here. */
export async function rejoinPush(): Promise<void> {
  const answer = await ask('push.current', {})
  if (answer?.push) takeProgress(answer.push)
}

export function startPushStore(): void {
  host.on('push.progress', takeProgress)
}
