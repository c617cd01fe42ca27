import type { RateLimit } from '#shared/pipeline/account.ts'
import type { PushProgress } from '#shared/pipeline/outcome.ts'
import type { CallAnswer, Clock } from './ports.ts'
import {
  DEFAULT_MARGIN,
  implies,
  RateWindow,
  type CallMark,
  type Margin,
  type WindowLimit,
} from './rate-window.ts'

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
/** All the governor needs to know of how a call ended. */
export type CallEnd = ThrottledAnswer | { kind: Exclude<CallAnswer['kind'], 'throttled'> | 'value' }

/** The right to make one call. End it with `done`, always. */
export interface Slot {
  /** The request's head goes to the socket now. */
  onWire(): void
  /** A call that ended without `onWire` never left: its slot is free again. */
  done(end: CallEnd): void
}

export interface GovernorOptions {
  clock: Clock
  limit: RateLimit
  /** A lower limit the server taught us earlier. */
  learned: WindowLimit | null
  /** Monotonic times of calls an earlier run made, which the server may still count. */
  remembered?: readonly number[]
  /** A slot is about to be handed out: to be kept where a restart finds it. What it throws, `acquire` rejects with. */
  record?(): void
  margin?: Margin
  /** 0 to 1; spreads retries so that two programs on one account do not keep step. */
  random?: () => number
  /** The server named a limit stricter than the ones we keep. */
  onLearned?(limit: WindowLimit): void
  /** Refused although our own calls certainly kept to the limit: somebody else uses the account. Once per caution. */
  onShared?(): void
}

interface Waiter {
  ahead: boolean
  resolve(slot: Slot): void
  reject(reason: unknown): void
  stop(): void
}

/**
 * Keeps one account inside its limit as the server sees it: a sliding window over calls as they arrive there.
 *
 * - While the window has room, calls go at once, first come first served; then each waits for the slot it needs.
 * - A slot is free one window plus a margin after its request went on the wire. A call that ended unclear holds its slot
 *   from the moment we gave up on it.
 * - After any refusal the governor is cautious for 20 windows or more: slots count from the answer, which needs no assumption
 *   about the network. A refusal that names a stricter limit is learned. A refusal of a call that was granted in caution
 *   means that the budget is shared: each gives up one slot, and after the cautious time one comes back per window.
 */
export class RateGovernor {
  readonly #options: GovernorOptions
  readonly #window: RateWindow
  #limit: RateLimit
  #learned: WindowLimit | null
  #waiting: Waiter[] = []
  #heldUntil = -Infinity
  #cautiousUntil = -Infinity
  #relapses = 0
  #surrendered = 0
  #strikes = 0
  /** Counts what refusals have taught; a call granted before the last lesson has nothing to add to it. */
  #lesson = 0
  #toldShared = false
  #alarm: { at: number; controller: AbortController } | null = null

  constructor(options: GovernorOptions) {
    this.#options = options
    this.#window = new RateWindow(options.margin ?? DEFAULT_MARGIN)
    this.#limit = options.limit
    this.#learned = options.learned
    for (const at of options.remembered ?? []) this.#window.remember(at)
  }

  /** First come first served in each place. Rejects with the signal's reason when it is aborted before there is a slot. */
  acquire(signal?: AbortSignal, place: 'in turn' | 'ahead' = 'in turn'): Promise<Slot> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error)
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter)
        reject(signal?.reason as Error)
      }
      const waiter: Waiter = {
        ahead: place === 'ahead',
        resolve,
        reject,
        stop: () => signal?.removeEventListener('abort', onAbort),
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      const behind = waiter.ahead ? this.#waiting.findIndex((other) => !other.ahead) : -1
      this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, waiter)
      this.#grant()
    })
  }

  /** The account's setting changed, or what was learned was taken back (null). */
  configure(limit: RateLimit, learned: WindowLimit | null): void {
    this.#limit = limit
    this.#learned = learned
    this.#grant()
  }

  /** For the eye: calls counted now, against the limit that binds. */
  gauge(): PushProgress['gauge'] {
    const now = this.#options.clock.monotonic()
    const cautious = now < this.#cautiousUntil
    const fullest = this.#limits(now)
      .map((limit) => ({ limit, used: this.#window.used(limit, now, cautious) }))
      .reduce((most, other) => (other.used / other.limit.calls > most.used / most.limit.calls ? other : most))
    return {
      used: Math.min(fullest.used, fullest.limit.calls),
      calls: fullest.limit.calls,
      seconds: fullest.limit.seconds,
    }
  }

  /** The pace that binds in the long run, for estimates. */
  pace(): WindowLimit {
    const rate = (limit: WindowLimit): number => limit.calls / limit.seconds
    return this.#limits(this.#options.clock.monotonic()).reduce((slowest, other) =>
      rate(other) < rate(slowest) ? other : slowest,
    )
  }

  /** Milliseconds for which nothing is sent because the server said so; 0 where calls may go. */
  heldForMs(): number {
    return Math.max(0, this.#heldUntil - this.#options.clock.monotonic())
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

  #limits(now: number): WindowLimit[] {
    const surrendered = this.#surrenderedAt(now)
    return this.#kept().map(({ calls, seconds }) => ({
      // The tiny addend keeps 10 × (1 − 0.9) from flooring to 0.
      calls: Math.max(1, Math.floor(calls * (1 - this.#limit.share) + 1e-9) - surrendered),
      seconds,
    }))
  }

  /** Hands out slots while there are any, then sets the alarm for the next one. */
  #grant(): void {
    const { clock } = this.#options
    while (this.#waiting.length > 0) {
      const now = clock.monotonic()
      const limits = this.#limits(now)
      this.#window.prune(now, Math.max(...limits.map((limit) => limit.seconds)))
      const cautious = now < this.#cautiousUntil
      const roomAt = Math.max(
        this.#heldUntil,
        ...limits.map((limit) => this.#window.roomAt(limit, now, cautious)),
      )
      if (roomAt > now) {
        // Infinity: only the end of a call under way can make room, and that comes back here.
        if (roomAt !== Infinity) this.#wakeAt(roomAt, now)
        else if (cautious) this.#wakeAt(this.#cautiousUntil, now)
        return
      }
      const waiter = this.#waiting.shift()
      waiter?.stop()
      try {
        waiter?.resolve(this.#slot())
      } catch (error) {
        waiter?.reject(error)
      }
    }
  }

  #wakeAt(at: number, now: number): void {
    if (this.#alarm && this.#alarm.at <= at) return
    this.#alarm?.controller.abort()
    const alarm = { at, controller: new AbortController() }
    this.#alarm = alarm
    this.#options.clock.sleep(at - now, alarm.controller.signal).then(
      () => {
        if (this.#alarm === alarm) this.#alarm = null
        this.#grant()
      },
      () => undefined,
    )
  }

  #slot(): Slot {
    const { clock } = this.#options
    this.#options.record?.()
    const mark = this.#window.open()
    const lesson = this.#lesson
    const grantedAt = clock.monotonic()
    return {
      onWire: () => {
        mark.wireAt ??= clock.monotonic()
        this.#grant()
      },
      done: (end) => {
        if (mark.endedAt !== null) return
        this.#end(mark, end, lesson, grantedAt)
        this.#grant()
      },
    }
  }

  #end(mark: CallMark, end: CallEnd, lesson: number, grantedAt: number): void {
    const now = this.#options.clock.monotonic()
    mark.endedAt = now
    if (end.kind === 'throttled') {
      mark.wireAt ??= now
      this.#refused(end, lesson, grantedAt, now)
      return
    }
    if (mark.wireAt === null) this.#window.drop(mark)
    mark.uncertain = end.kind === 'unclear' || end.kind === 'passing'
    if (grantedAt >= this.#heldUntil) this.#strikes = 0
  }

  #refused(answer: ThrottledAnswer, lesson: number, grantedAt: number, now: number): void {
    const wasCautious = now < this.#cautiousUntil
    const named =
      answer.calls !== null && answer.seconds !== null && answer.seconds <= LONGEST_WINDOW_SECONDS
        ? { calls: answer.calls, seconds: answer.seconds }
        : null
    this.#surrendered = this.#surrenderedAt(now)
    if (named && !this.#kept().some((limit) => implies(limit, named))) {
      this.#learned = named
      this.#surrendered = 0
      this.#lesson++
      this.#options.onLearned?.(named)
    } else if (!wasCautious) {
      // The network may have bunched our own calls. Counted from their answers they cannot be bunched again, so what
      // calls granted from here on meet is no doing of ours.
      this.#lesson++
      this.#toldShared = false
    } else if (lesson === this.#lesson) {
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
      this.#heldUntil = Math.max(this.#heldUntil, now + Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS))
      return
    }
    if (grantedAt < this.#heldUntil) return
    this.#strikes++
    const random = this.#options.random ?? Math.random
    const backoff = Math.min((this.#longestWindowMs() / 4) * 2 ** (this.#strikes - 1), LONGEST_BACKOFF_MS)
    this.#heldUntil = now + backoff * (0.8 + 0.4 * random())
  }
}
