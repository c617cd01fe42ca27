/** Time, injected so that tests own it. */
export interface Clock {
  /** Milliseconds since some fixed point; never jumps, fractions of a millisecond count. */
  monotonic(): number
  /** Milliseconds since 1970, UTC. May jump. */
  wall(): number
  /** Resolves after `ms`; rejects with `signal.reason` when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
