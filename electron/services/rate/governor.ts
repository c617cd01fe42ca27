import type { RateLimit } from '#shared/domain/push/account.ts'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import type { CallAnswer, Clock } from '#electron/services/ports.ts'
import { RateLessons, type LessonOptions, type ThrottledAnswer } from './adaptive-limit.ts'
import { DEFAULT_MARGIN, RateWindow, type CallMark, type Margin, type WindowLimit } from './sliding-window.ts'

/** All the governor needs to know of how a call ended. */
export type CallEnd = ThrottledAnswer | { kind: Exclude<CallAnswer['kind'], 'throttled'> | 'value' }

/** The right to make one call. End it with `done`, always. */
export interface Slot {
  /** The request's head goes to the socket now. */
  onWire(): void
  /** A call that ended without `onWire` never left: its slot is free again. */
  done(end: CallEnd): void
}

export interface GovernorOptions extends LessonOptions {
  clock: Clock
  /** Monotonic times of calls an earlier run made, which the server may still count. */
  remembered?: readonly number[]
  /** A slot is about to be handed out: to be kept where a restart finds it. What it throws, `acquire` rejects with. */
  record?(): void
  margin?: Margin
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
  readonly #lessons: RateLessons
  #waiting: Waiter[] = []
  #alarm: { at: number; controller: AbortController } | null = null

  constructor(options: GovernorOptions) {
    this.#options = options
    this.#window = new RateWindow(options.margin ?? DEFAULT_MARGIN)
    this.#lessons = new RateLessons(options)
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
    this.#lessons.configure(limit, learned)
    this.#grant()
  }

  /** For the eye: calls counted now, against the limit that binds. */
  gauge(): PushProgress['gauge'] {
    const now = this.#options.clock.monotonic()
    const cautious = now < this.#lessons.cautiousUntil
    const fullest = this.#lessons
      .limits(now)
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
    return this.#lessons
      .limits(this.#options.clock.monotonic())
      .reduce((slowest, other) => (rate(other) < rate(slowest) ? other : slowest))
  }

  /** Milliseconds for which nothing is sent because the server said so; 0 where calls may go. */
  heldForMs(): number {
    return Math.max(0, this.#lessons.heldUntil - this.#options.clock.monotonic())
  }

  /** Hands out slots while there are any, then sets the alarm for the next one. */
  #grant(): void {
    const { clock } = this.#options
    while (this.#waiting.length > 0) {
      const now = clock.monotonic()
      const limits = this.#lessons.limits(now)
      this.#window.prune(now, Math.max(...limits.map((limit) => limit.seconds)))
      const cautious = now < this.#lessons.cautiousUntil
      const roomAt = Math.max(
        this.#lessons.heldUntil,
        ...limits.map((limit) => this.#window.roomAt(limit, now, cautious)),
      )
      if (roomAt > now) {
        // Infinity: only the end of a call under way can make room, and that comes back here.
        if (roomAt !== Infinity) this.#wakeAt(roomAt, now)
        else if (cautious) this.#wakeAt(this.#lessons.cautiousUntil, now)
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
    const { lesson } = this.#lessons
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
      this.#lessons.refused(end, lesson, grantedAt, now)
      return
    }
    if (mark.wireAt === null) this.#window.drop(mark)
    mark.uncertain = end.kind === 'unclear' || end.kind === 'passing'
    this.#lessons.passed(grantedAt)
  }
}
