import type { RateLimit } from '#shared/domain/push/account.ts'
import type { CallAnswer } from '#electron/services/ports/lead-api.ts'
import { implies, type WindowLimit } from './sliding-window.ts'

/** Windows after a refusal during which calls are counted from their answers, and nothing given up is taken back. */
const CAUTIOUS_WINDOWS = 20
/** Refused again soon after a caution was over, the next one lasts twice as long, up to 4 times. */
const MOST_DOUBLINGS = 2
/** Longest wait we choose ourselves between two refused calls. */
const LONGEST_BACKOFF_MS = 60_000
/** A Retry-After beyond this is asked again earlier: servers have been seen to name days. */
const LONGEST_RETRY_AFTER_MS = 15 * 60_000
/** A longer window is a quota, not a pace: it is waited for, not learned. */
const LONGEST_WINDOW_SECONDS = 3600

export type ThrottledAnswer = Extract<CallAnswer, { kind: 'throttled' }>

export interface AdaptiveLimitOptions {
  limit: RateLimit
  /** A lower limit the server taught us earlier. */
  learned: WindowLimit | null
  /** 0 to 1; spreads retries so that two programs on one account do not keep step. */
  random?: () => number
  /** The server named a limit stricter than the ones we keep. */
  onLearned?(limit: WindowLimit): void
  /** Refused although our own calls certainly kept to the limit: somebody else uses the account. Once per caution. */
  onShared?(): void
}

/**
 * What refusals teach: limits that are stricter than the setting, slots given up to others, how long to be cautious, and
 * until when nothing is sent at all.
 */
export class AdaptiveLimit {
  readonly #options: AdaptiveLimitOptions
  #limit: RateLimit
  #learned: WindowLimit | null
  #blockedUntil = -Infinity
  #cautiousUntil = -Infinity
  #relapses = 0
  #surrendered = 0
  #strikes = 0
  #epoch = 0
  #toldShared = false

  constructor(options: AdaptiveLimitOptions) {
    this.#options = options
    this.#limit = options.limit
    this.#learned = options.learned
  }

  /** The account's setting changed, or what was learned was taken back (null). */
  configure(limit: RateLimit, learned: WindowLimit | null): void {
    this.#limit = limit
    this.#learned = learned
  }

  /** Counts what refusals have taught; a call granted before the last epoch has nothing to add to it. */
  get epoch(): number {
    return this.#epoch
  }

  /** Nothing is sent before this moment, because the server said so. */
  get blockedUntil(): number {
    return this.#blockedUntil
  }

  /** Until this moment calls are counted from their answers. */
  get cautiousUntil(): number {
    return this.#cautiousUntil
  }

  #kept(): WindowLimit[] {
    return this.#learned ? [this.#limit, this.#learned] : [this.#limit]
  }

  #longestWindowMs(): number {
    return Math.max(...this.#kept().map((limit) => limit.seconds)) * 1000
  }

  /** Slots given up to others that have not come back yet: one comes back per window once the caution is over. */
  #surrenderedAt(now: number): number {
    if (this.#surrendered === 0) return 0
    const windowsSince = Math.floor((now - this.#cautiousUntil) / this.#longestWindowMs())
    return Math.max(0, this.#surrendered - Math.max(0, windowsSince))
  }

  /** All that have to be kept to at this moment. */
  limits(now: number): WindowLimit[] {
    const surrendered = this.#surrenderedAt(now)
    return this.#kept().map(({ calls, seconds }) => ({
      // The tiny addend keeps 10 × (1 − 0.9) from flooring to 0.
      calls: Math.max(1, Math.floor(calls * (1 - this.#limit.share) + 1e-9) - surrendered),
      seconds,
    }))
  }

  /** A call that was granted then was not refused. */
  passed(grantedAt: number): void {
    if (grantedAt >= this.#blockedUntil) this.#strikes = 0
  }

  /** A call was refused; `epoch` is what had been learned when it was granted. */
  refused(answer: ThrottledAnswer, epoch: number, grantedAt: number, now: number): void {
    const wasCautious = now < this.#cautiousUntil
    const named =
      answer.calls !== null && answer.seconds !== null && answer.seconds <= LONGEST_WINDOW_SECONDS
        ? { calls: answer.calls, seconds: answer.seconds }
        : null
    this.#surrendered = this.#surrenderedAt(now)
    if (named && !this.#kept().some((limit) => implies(limit, named))) {
      this.#learned = named
      this.#surrendered = 0
      this.#epoch++
      this.#options.onLearned?.(named)
    } else if (!wasCautious) {
      // The network may have bunched our own calls. Counted from their answers they cannot be bunched again, so what
      // calls granted from here on meet is no doing of ours.
      this.#epoch++
      this.#toldShared = false
    } else if (epoch === this.#epoch) {
      this.#surrendered = Math.min(this.#surrendered + 1, this.#limit.calls - 1)
      if (!this.#toldShared) this.#options.onShared?.()
      this.#toldShared = true
    }
    const cautionMs = CAUTIOUS_WINDOWS * this.#longestWindowMs()
    if (!wasCautious) {
      const soon = now - this.#cautiousUntil < cautionMs
      this.#relapses = soon ? Math.min(this.#relapses + 1, MOST_DOUBLINGS) : 0
    }
    this.#cautiousUntil = now + cautionMs * 2 ** this.#relapses
    this.#hold(answer.retryAfterMs, grantedAt, now)
  }

  /** Refusals of calls that were under way together are one strike. */
  #hold(retryAfterMs: number | null, grantedAt: number, now: number): void {
    if (retryAfterMs !== null) {
      this.#blockedUntil = Math.max(this.#blockedUntil, now + Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS))
      return
    }
    if (grantedAt < this.#blockedUntil) return
    this.#strikes++
    const random = this.#options.random ?? Math.random
    const backoff = Math.min((this.#longestWindowMs() / 4) * 2 ** (this.#strikes - 1), LONGEST_BACKOFF_MS)
    this.#blockedUntil = now + backoff * (0.8 + 0.4 * random())
  }
}
