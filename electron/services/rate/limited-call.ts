import type { CallHooks } from '#electron/services/ports/lead-api.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { CallEnd, RateGovernor } from './governor.ts'
import type { ThrottledAnswer } from './adaptive-limit.ts'

/**
 * One call by itself: wait for a slot, send, tell the governor how it ended. A throttled answer comes back like any other;
 * the governor has learned from it, so calling again simply waits as long as it must.
 *
 * `waiting` ends only the wait for the slot: rejects with its reason. Aborting a call under way is `send`'s own matter.
 * `ahead` of the calls in the queue goes what a person is waiting for.
 */
export async function limitedCall<Answer extends CallEnd>(
  governor: RateGovernor,
  send: (hooks: CallHooks) => Promise<Answer>,
  waiting?: AbortSignal,
  place: 'in turn' | 'ahead' = 'in turn',
): Promise<Answer> {
  const slot = await governor.acquire(waiting, place)
  let answer: Answer | null = null
  try {
    answer = await send({ onWire: () => slot.onWire() })
    return answer
  } finally {
    // A surprise may have happened at any moment of the call: count it as one whose arrival is unknown.
    slot.done(answer ?? { kind: 'unclear' })
  }
}

/**
 * A call a person waits for, with patience: ahead of the push's calls, and sent again while it is throttled. After `patienceMs`, or where
 * there was no slot for so long, the answer is a throttled one. `signal` ends it at any moment.
 */
export async function priorityCall<Answer extends CallEnd>(
  governor: RateGovernor,
  send: (hooks: CallHooks) => Promise<Answer>,
  options: { clock: Clock; patienceMs: number; signal?: AbortSignal },
): Promise<Answer | ThrottledAnswer> {
  const { signal } = options
  let last: Answer | ThrottledAnswer = { kind: 'throttled', calls: null, seconds: null, retryAfterMs: null }
  // Until the next day nobody's patience lasts.
  if (governor.closedForMs() > options.patienceMs) return last
  const patience = new AbortController()
  const answered = new AbortController()
  options.clock.sleep(options.patienceMs, answered.signal).then(
    () => patience.abort(),
    () => undefined,
  )
  const waiting = signal ? AbortSignal.any([signal, patience.signal]) : patience.signal
  try {
    do {
      const once = (hooks: CallHooks): Promise<Answer> => send(signal ? { ...hooks, signal } : hooks)
      last = await limitedCall(governor, once, waiting, 'ahead')
    } while (last.kind === 'throttled')
  } catch (error) {
    if (!patience.signal.aborted || signal?.aborted) throw error
  } finally {
    answered.abort()
  }
  return last
}
