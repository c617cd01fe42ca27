/** How often and how soon a row is sent again. Times in milliseconds. */
export interface RetryPolicy {
  /** First wait after a call that failed in passing; doubles with each further one. */
  backoffMs: number
  longestBackoffMs: number
  /** Least wait before rows are sent again whose call ended unclear. Doubles likewise. @default 2000 */
  quietMs: number
  /**
   * How long after a call was begun LeadSquared may be at work on it: as long as we would have waited for a connection and
   * for its answer. Rows whose call ended unclear before that, however it did, are not sent again earlier: of two tries at
   * the same time each finds no lead and creates one. @default 70,000: the gateway's 10 s to connect and 60 s to answer
   */
  atWorkMs: number
  /** Calls that failed in passing before a row is given up as failed. */
  passingTries: number
  /** Calls that ended unclear before a row is left unknown. */
  unclearTries: number
  /** Failing calls in a row, nothing accepted in between, before the push pauses. */
  failingCalls: number
  /** Rows refused one by one, nothing accepted before or in between, before the push pauses. */
  refusedRows: number
}

export const RETRY_POLICY: RetryPolicy = {
  backoffMs: 500,
  longestBackoffMs: 30_000,
  quietMs: 2000,
  atWorkMs: 70_000,
  passingTries: 6,
  unclearTries: 4,
  failingCalls: 5,
  refusedRows: 25,
}

/** The wait before try `tries + 1`: never less than the base, spread so that calls that failed together part ways. */
export function waitMs(baseMs: number, tries: number, longestMs: number, random: () => number): number {
  const doubled = Math.min(baseMs * 2 ** Math.max(0, tries - 1), longestMs)
  return doubled * (1 + random() / 2)
}

/**
 * Failing calls in a row. Calls that were under way together fail together, whatever their number: only a call that began
 * after the last failure was known counts as one more.
 */
export class FailureStreak {
  #length = 0
  #knownAt = -Infinity

  get length(): number {
    return this.#length
  }

  failed(beganAt: number, now: number): void {
    if (beganAt < this.#knownAt) return
    this.#length++
    this.#knownAt = now
  }

  reset(): void {
    this.#length = 0
    this.#knownAt = -Infinity
  }
}
