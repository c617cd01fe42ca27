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
export interface CallMark {
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
  #marks: CallMark[] = []

  constructor(margin: Margin) {
    this.#margin = margin
  }

  /** Takes a slot now; it stays taken without an end in sight until the call is on the wire or has ended. */
  open(): CallMark {
    const mark: CallMark = { wireAt: null, endedAt: null, uncertain: false }
    this.#marks.push(mark)
    return mark
  }

  /** A call of an earlier run, counted from `at`. */
  remember(at: number): void {
    this.#marks.push({ wireAt: at, endedAt: at, uncertain: false })
  }

  /** The call never left this machine. */
  drop(mark: CallMark): void {
    this.#marks = this.#marks.filter((other) => other !== mark)
  }

  /** Forgets the calls that left the longest window before `now`. */
  prune(now: number, longestSeconds: number): void {
    if (this.#marks.length === 0) return
    this.#marks = this.#marks.filter((mark) => this.#freeAt(mark, longestSeconds, true) > now)
  }

  /** Slots of the limit that are taken at `now`. */
  used(limit: WindowLimit, now: number, fromAnswer: boolean): number {
    let used = 0
    for (const mark of this.#marks) if (this.#freeAt(mark, limit.seconds, fromAnswer) > now) used++
    return used
  }

  /**
   * The first moment, not before `now`, with a slot to spare; Infinity while that hangs on a call under way.
   * `fromAnswer` counts every call from its answer, which no network can make too early.
   */
  roomAt(limit: WindowLimit, now: number, fromAnswer: boolean): number {
    const taken: number[] = []
    for (const mark of this.#marks) {
      const freeAt = this.#freeAt(mark, limit.seconds, fromAnswer)
      if (freeAt > now) taken.push(freeAt)
    }
    if (taken.length < limit.calls) return now
    taken.sort((one, other) => one - other)
    return taken[taken.length - limit.calls] ?? now
  }

  #freeAt(mark: CallMark, seconds: number, fromAnswer: boolean): number {
    const from = fromAnswer || mark.uncertain ? mark.endedAt : mark.wireAt
    if (from === null) return Infinity
    const window = seconds * 1000
    return from + window + Math.max(this.#margin.minMs, this.#margin.share * window)
  }
}
