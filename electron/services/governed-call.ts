import type { CallHooks } from './ports.ts'
import type { CallEnd, RateGovernor } from './rate-governor.ts'

/**
 * The one way a call gets to LeadSquared, the runner's and the side calls' alike: wait for a slot, send, tell the
 * governor how it ended. A throttled answer comes back like any other; the governor has learned from it, so calling
 * again simply waits as long as it must.
 *
 * `send` runs once the slot is held, so what to send may be chosen (and journalled) there, in its synchronous part. It
 * passes the hooks on to the API; where it ends without having called the API, the slot is free again at once.
 *
 * `waiting` ends only the wait for the slot: rejects with its reason. Aborting a call under way is `send`'s own matter.
 */
export async function callThroughGovernor<Answer extends CallEnd | { kind: 'not-sent' }>(
  governor: RateGovernor,
  send: (hooks: CallHooks) => Promise<Answer>,
  waiting?: AbortSignal,
): Promise<Answer> {
  const slot = await governor.acquire(waiting)
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
 * A side call, with patience: sent again while it is throttled, until `signal` is aborted or `patienceMs` of waiting have
 * gone by. Then the last throttled answer is the answer.
 */
export async function sideCall<Answer extends CallEnd>(
  governor: RateGovernor,
  send: (hooks: CallHooks) => Promise<Answer>,
  options: { monotonic: () => number; patienceMs: number; signal?: AbortSignal },
): Promise<Answer> {
  const start = options.monotonic()
  for (;;) {
    const answer = await callThroughGovernor(
      governor,
      (hooks) => send(options.signal ? { ...hooks, signal: options.signal } : hooks),
      options.signal,
    )
    if (answer.kind !== 'throttled') return answer
    if (options.monotonic() + governor.heldForMs() - start > options.patienceMs) return answer
  }
}
