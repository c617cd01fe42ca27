import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'

/** Seconds of the past the rate is taken from, at least. A whole window is in it, so that bursts even out. */
const RATE_SECONDS = 10

/** What a call takes before one was answered, in seconds. */
export const USUAL_LATENCY = 0.5
/** Of the latency, how much the newest answer counts. */
const NEWEST_COUNTS = 0.2

/** So many times what the limit says: nearer, the limit is the steadier measure. */
const MOST_APART = 1.2

/** How fast a push goes and how long it will take. Times are monotonic milliseconds. */
export class PushMeter {
  #samples: { at: number; rows: number }[] = []
  #runningSince: number | null = null
  #ranMs: number
  #latency: number | null = null

  /** `seconds`: time spent running before. */
  constructor(seconds: number) {
    this.#ranMs = seconds * 1000
  }

  start(now: number): void {
    this.#runningSince ??= now
    this.#samples = []
  }

  stop(now: number): void {
    this.#ranMs += this.#runningMs(now)
    this.#runningSince = null
    this.#samples = []
  }

  settled(rows: number, now: number): void {
    this.#samples.push({ at: now, rows })
  }

  /** A call was answered `ms` after it was begun. */
  answered(ms: number): void {
    const seconds = ms / 1000
    this.#latency =
      this.#latency === null ? seconds : this.#latency + NEWEST_COUNTS * (seconds - this.#latency)
  }

  /** What a call takes just now, in seconds. */
  get latency(): number {
    return this.#latency ?? USUAL_LATENCY
  }

  /** Pauses left out. */
  seconds(now: number): number {
    return (this.#ranMs + this.#runningMs(now)) / 1000
  }

  #runningMs(now: number): number {
    return this.#runningSince === null ? 0 : now - this.#runningSince
  }

  /**
   * Over the last seconds, at least one whole window of the limit. Calls are counted with the share of a window each costs: a burst
   * that spends a window's calls in a moment is paid for by waiting, and is no faster than the limit.
   */
  rowsPerSecond(limit: { calls: number; seconds: number }, now: number): number {
    if (this.#runningSince === null) return 0
    const span = Math.max(RATE_SECONDS, limit.seconds) * 1000
    this.#samples = this.#samples.filter(({ at }) => at > now - span)
    const rows = this.#samples.reduce((sum, sample) => sum + sample.rows, 0)
    const elapsed = Math.min(span, now - this.#runningSince)
    const calls = this.#samples.reduce((sum, sample) => sum + Math.ceil(sample.rows / LEADS_PER_CALL), 0)
    const paidFor = Math.min(span / 1000, (calls * limit.seconds) / limit.calls)
    return rows / Math.max(elapsed / 1000, paidFor, 1)
  }

  /**
   * By the limit while it is what holds the push back, by what was measured where that is slower: it stands beside the rate,
   * and a person who divides one by the other finds them agree. Null while it cannot
   * be told.
   */
  secondsLeft(
    leads: number,
    pace: { calls: number; seconds: number },
    used: number,
    now: number,
  ): number | null {
    if (this.#runningSince === null) return null
    const calls = Math.ceil(leads / LEADS_PER_CALL)
    const beyondBurst = Math.max(0, calls - Math.max(0, pace.calls - used))
    const byLimit = Math.ceil(beyondBurst / pace.calls) * pace.seconds
    // In its first window a push has not found its pace.
    const measuredFor = now - this.#runningSince
    if (measuredFor < 1000 * pace.seconds) return byLimit
    const rate = this.rowsPerSecond(pace, now)
    const byRate = rate > 0 ? leads / rate : Infinity
    if (byRate === Infinity) return null
    return byRate > byLimit * MOST_APART ? byRate : byLimit
  }
}
