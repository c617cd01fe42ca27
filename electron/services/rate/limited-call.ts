import type { CallHooks, Clock } from '#electron/services/ports.ts'
import type { CallEnd, RateGovernor } from './governor.ts'
import type { ThrottledAnswer } from './adaptive-limit.ts'

/**
 * The one way a call gets to LeadSquared, the runner's and the side calls' alike: wait for a slot, send, tell the
 * governor how it ended. A throttled answer comes back like any other; the governor has learned from it, so calling
 * again simply waits as long as it must.
 *
 * `send` runs once the slot is held, so what to send may be chosen, and journalled, there. It
 * passes the hooks on to the API; where it ends without having called the API, the slot is free again at once.
 *
 * `waiting` ends only the wait for the slot: rejects with its reason. Aborting a call under way is `send`'s own matter.
 * `ahead` of the calls in the queue goes what a person is waiting for.
 */
export async function callThroughGovernor<Answer extends CallEnd | { kind: 'not-sent' }>(
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
    slot.done(answer === null || answer.kind === 'not-sent' ? { kind: 'unclear' } : answer)
  }
}

/**
 * A side call, with patience: ahead of the push's calls, and sent again while it is throttled. After `patienceMs`, or where
 * there was no slot for so long, the answer is a throttled one. `signal` ends it at any moment.
 */
export async function sideCall<Answer extends CallEnd>(
  governor: RateGovernor,
  send: (hooks: CallHooks) => Promise<Answer>,
  options: { clock: Clock; patienceMs: number; signal?: AbortSignal },
): Promise<Answer | ThrottledAnswer> {
  const patience = new AbortController()
  const answered = new AbortController()
  options.clock.sleep(options.patienceMs, answered.signal).then(
    () => patience.abort(),
    () => undefined,
  )
  const { signal } = options
  const waiting = signal ? AbortSignal.any([signal, patience.signal]) : patience.signal
  let last: Answer | ThrottledAnswer = { kind: 'throttled', calls: null, seconds: null, retryAfterMs: null }
  try {
    do {
      const once = (hooks: CallHooks): Promise<Answer> => send(signal ? { ...hooks, signal } : hooks)
      last = await callThroughGovernor(governor, once, waiting, 'ahead')
    } while (last.kind === 'throttled')
  } catch (error) {
    if (!patience.signal.aborted || signal?.aborted) throw error
  } finally {
    answered.abort()
  }
  return last
}
