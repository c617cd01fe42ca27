/** What the server counts: no more than `calls` arrivals in any `seconds`. */
export interface WindowLimit {
  calls: number
  seconds: number
}

/**
 * How much longer than the window a slot stays taken, to cover how differently two requests can lag between our
 * socket and the server's counter: the greater of a time and a share of the window (measured: docs/decisions/sending.md).
 */
export interface Margin {
  minMs: number
  share: number
}

export const DEFAULT_MARGIN: Margin = { minMs: 75, share: 0.015 }

/** One call as the window remembers it. Times are monotonic milliseconds. */
export interface CallRecord {
  /** When its head was handed to the socket; null before. */
  wireAt: number | null
  /** When its answer, or the lack of one, was known; null before. */
  endedAt: number | null
  /** It ended without a usable answer, so when it arrived is anybody's guess up to `endedAt`. */
  uncertain: boolean
}

/** Keeping to `kept` keeps to `other` as well, whatever the moment: `other`'s window is covered by whole ones of `kept`. */
export function implies(kept: WindowLimit, other: WindowLimit): boolean {
  return Math.ceil(other.seconds / kept.seconds) * kept.calls <= other.calls
}

/**
 * The log of a true sliding window: which calls the server may still be counting, seen from our end of the wire.
 * Pure bookkeeping; the caller brings the time.
 */
export class RateWindow {
  readonly #margin: Margin
  #records: CallRecord[] = []
  /** Calls other programs made, which the server counts together with ours. */
  #others: readonly CallRecord[] = []

  constructor(margin: Margin) {
    this.#margin = margin
  }

  /** Takes a slot now; it stays taken without an end in sight until the call is on the wire or has ended. */
  open(): CallRecord {
    const record: CallRecord = { wireAt: null, endedAt: null, uncertain: false }
    this.#records.push(record)
    return record
  }

  /** A call of an earlier run, counted from `at`. */
  remember(at: number): void {
    this.#records.push({ wireAt: at, endedAt: at, uncertain: false })
  }

  /** When each call of other programs ended, null while it is under way; in place of those known before. */
  setOthers(endedAt: readonly (number | null)[]): void {
    this.#others = endedAt.map((at) => ({ wireAt: at, endedAt: at, uncertain: true }))
  }

  get hasOthers(): boolean {
    return this.#others.length > 0
  }

  /** The call never left this machine. */
  drop(record: CallRecord): void {
    this.#records = this.#records.filter((other) => other !== record)
  }

  /** Forgets the calls that left the longest window before `now`. */
  prune(now: number, longestSeconds: number): void {
    if (this.#records.length === 0) return
    this.#records = this.#records.filter((record) => this.#freeAt(record, longestSeconds, true) > now)
  }

  /** Slots of the limit that are taken at `now`. */
  used(limit: WindowLimit, now: number, fromAnswer: boolean): number {
    return this.ownUsed(limit, now, fromAnswer) + this.#taken(this.#others, limit, now, fromAnswer).length
  }

  /** Of those, the slots our own calls take. */
  ownUsed(limit: WindowLimit, now: number, fromAnswer: boolean): number {
    return this.#taken(this.#records, limit, now, fromAnswer).length
  }

  /** When the slots that are taken at `now` are free again. */
  #taken(records: readonly CallRecord[], limit: WindowLimit, now: number, fromAnswer: boolean): number[] {
    const taken: number[] = []
    for (const record of records) {
      const freeAt = this.#freeAt(record, limit.seconds, fromAnswer)
      if (freeAt > now) taken.push(freeAt)
    }
    return taken
  }

  /**
   * The first moment, not before `now`, with a slot to spare; Infinity while that hangs on a call under way.
   * `fromAnswer` counts every call from its answer, which no network can make too early.
   */
  roomAt(limit: WindowLimit, now: number, fromAnswer: boolean): number {
    const taken = [
      ...this.#taken(this.#records, limit, now, fromAnswer),
      ...this.#taken(this.#others, limit, now, fromAnswer),
    ]
    if (taken.length < limit.calls) return now
    taken.sort((one, other) => one - other)
    return taken[taken.length - limit.calls] ?? now
  }

  #freeAt(record: CallRecord, seconds: number, fromAnswer: boolean): number {
    const from = fromAnswer || record.uncertain ? record.endedAt : record.wireAt
    if (from === null) return Infinity
    const window = seconds * 1000
    return from + window + Math.max(this.#margin.minMs, this.#margin.share * window)
  }
}
