import type { RateLimit } from '#shared/domain/push/account.ts'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import type { CallAnswer, Clock } from '#electron/services/ports.ts'
import type { SharedCalls } from '#electron/services/ports/shared-calls.ts'
import { Alarm } from '#electron/services/timers.ts'
import { AdaptiveLimit, type AdaptiveLimitOptions, type ThrottledAnswer } from './adaptive-limit.ts'
import {
  DEFAULT_MARGIN,
  RateWindow,
  type CallRecord,
  type Margin,
  type WindowLimit,
} from './sliding-window.ts'

/** All the governor needs to know of how a call ended. */
export type CallEnd = ThrottledAnswer | { kind: Exclude<CallAnswer['kind'], 'throttled'> | 'value' }

/** The right to make one call. End it with `done` or `release`, always. */
export interface Slot {
  /** The request's head goes to the socket now. */
  onWire(): void
  /** A call that ended without `onWire` never left: its slot is free again. */
  done(end: CallEnd): void
  /** It was not used. */
  release(): void
}

export interface GovernorOptions extends AdaptiveLimitOptions {
  clock: Clock
  /** Monotonic times of calls an earlier run made, which the server may still count. */
  remembered?: readonly number[]
  /** A slot is about to be handed out: to be kept where a restart finds it. What it throws, `acquire` rejects with. */
  record?(): void
  margin?: Margin
  /** Where other programs of this user tell their calls to the same account; null while it is not known which that is. */
  shared?(): SharedCalls | null
}

/** While it waits for what another program does, which tells nobody when. */
const LOOK_AGAIN_MS = 25

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
 * - Other Leadsheets of this user on the same account count as if they were this one; who waits gets its share of the slots.
 */
export class RateGovernor {
  readonly #options: GovernorOptions
  readonly #window: RateWindow
  readonly #adaptive: AdaptiveLimit
  #waiting: Waiter[] = []
  readonly #alarm: Alarm

  constructor(options: GovernorOptions) {
    this.#options = options
    this.#window = new RateWindow(options.margin ?? DEFAULT_MARGIN)
    this.#adaptive = new AdaptiveLimit(options)
    this.#alarm = new Alarm(options.clock, () => this.#grant())
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
    this.#adaptive.configure(limit, learned)
    this.#grant()
  }

  /** For the eye: calls counted now, against the limit that binds. */
  gauge(): PushProgress['gauge'] {
    const now = this.#options.clock.monotonic()
    const cautious = this.#isCautious(now)
    const fullest = this.#adaptive
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
    return this.#adaptive
      .limits(this.#options.clock.monotonic())
      .reduce((slowest, other) => (rate(other) < rate(slowest) ? other : slowest))
  }

  /** Milliseconds for which nothing is sent because the server said so; 0 where calls may go. */
  blockedForMs(): number {
    return Math.max(0, this.#adaptive.blockedUntil - this.#options.clock.monotonic())
  }

  /**
   * Whether calls are counted from their answers: after a refusal, and while another program sends too, as how differently
   * two programs' requests lag behind their stamps has no bound that a margin could cover (measured: docs/decisions.md).
   */
  #isCautious(now: number): boolean {
    return now < this.#adaptive.cautiousUntil || this.#window.hasOthers
  }

  /** Hands out slots while there are any, then sets the alarm for the next one. */
  #grant(): void {
    if (this.#waiting.length === 0) return
    const shared = this.#options.shared?.() ?? null
    if (!shared) {
      this.#grantWhileRoom(null, 0)
      return
    }
    const { clock } = this.#options
    const longest = Math.max(...this.#adaptive.limits(clock.monotonic()).map(({ seconds }) => seconds))
    shared.inTurn(2 * longest * 1000, ({ calls, waiting }) => {
      // Written down by wall clock, counted by the monotonic one.
      const offset = clock.monotonic() - clock.wall()
      this.#window.setOthers(calls.map(({ endedAt: at }) => (at === null ? null : at + offset)))
      const until = this.#grantWhileRoom(shared, waiting)
      shared.waits(until === null ? null : until - offset)
    })
  }

  /** Answers when to look again; null where nobody waits. `rivals`: other programs that wait for slots of this account. */
  #grantWhileRoom(shared: SharedCalls | null, rivals: number): number | null {
    const { clock } = this.#options
    while (this.#waiting.length > 0) {
      const now = clock.monotonic()
      const limits = this.#adaptive.limits(now)
      this.#window.prune(now, Math.max(...limits.map((limit) => limit.seconds)))
      const cautious = this.#isCautious(now)
      const roomAt = Math.max(
        this.#adaptive.blockedUntil,
        ...limits.map((limit) => this.#window.roomAt(limit, now, cautious)),
      )
      const isOthersTurn =
        rivals > 0 &&
        limits.some(
          (limit) => this.#window.ownUsed(limit, now, cautious) >= Math.ceil(limit.calls / (1 + rivals)),
        )
      if (roomAt > now || isOthersTurn)
        return this.#lookAgain(isOthersTurn ? now : roomAt, now, shared !== null)
      const waiter = this.#waiting.shift()
      waiter?.stop()
      try {
        waiter?.resolve(this.#slot(shared))
      } catch (error) {
        waiter?.reject(error)
      }
    }
    return null
  }

  #lookAgain(roomAt: number, now: number, isShared: boolean): number {
    let at = roomAt
    // Infinity: only the end of a call under way can make room. Ours comes back here; another program's tells nobody.
    if (roomAt === Infinity) at = Math.max(now, this.#adaptive.cautiousUntil)
    if (isShared && (roomAt === Infinity || roomAt === now)) at = now + LOOK_AGAIN_MS
    if (at > now) this.#alarm.ringAt(at)
    return at
  }

  #slot(shared: SharedCalls | null): Slot {
    const { clock } = this.#options
    this.#options.record?.()
    const record = this.#window.open()
    const seen = shared?.begin()
    const { epoch } = this.#adaptive
    const grantedAt = clock.monotonic()
    const done = (end: CallEnd): void => {
      if (record.endedAt !== null) return
      this.#end(record, end, epoch, grantedAt)
      if (record.wireAt === null) seen?.dropped()
      else seen?.ended()
      this.#grant()
    }
    return {
      onWire: () => {
        record.wireAt ??= clock.monotonic()
        this.#grant()
      },
      done,
      release: () => done({ kind: 'unclear' }),
    }
  }

  #end(record: CallRecord, end: CallEnd, epoch: number, grantedAt: number): void {
    const now = this.#options.clock.monotonic()
    record.endedAt = now
    if (end.kind === 'throttled') {
      record.wireAt ??= now
      this.#adaptive.refused(end, epoch, grantedAt, now)
      return
    }
    if (record.wireAt === null) this.#window.drop(record)
    record.uncertain = end.kind === 'unclear' || end.kind === 'passing'
    this.#adaptive.passed(grantedAt)
  }
}
