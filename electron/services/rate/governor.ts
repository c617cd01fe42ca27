import type { RateLimit } from '#shared/domain/push/account.ts'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import type { CallAnswer } from '#electron/services/ports/lead-api.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { SharedCalls } from '#electron/services/ports/shared-calls.ts'
import { AccountQueue, type QueueMember } from './account-queue.ts'
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
  /** A slot was handed out; answers what to tell once: whether its call went on the wire. */
  spend?(): (sent: boolean) => void
  margin?: Margin
  /** Where the account's other classes of calls queue too; left out: this governor is the only one. */
  queue?: AccountQueue
  /** A limit of this class alone, beside the account's. */
  ownLimit?: WindowLimit | null
  /** Nothing is handed out before this monotonic moment: the day's calls are used up. */
  closedUntil?(): number
  /** Where other programs of this user tell their calls to the same account; null while it is not known which that is. */
  shared?(): SharedCalls | null
}

interface Waiter {
  ahead: boolean
  order: number
  resolve(slot: Slot): void
  reject(reason: unknown): void
  stop(): void
}

/**
 * Keeps one class of an account's calls inside its limits as the server sees them: sliding windows over calls as they
 * arrive there.
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
  readonly #queue: AccountQueue
  #ownLimit: WindowLimit | null

  constructor(options: GovernorOptions) {
    this.#options = options
    this.#window = new RateWindow(options.margin ?? DEFAULT_MARGIN)
    this.#adaptive = new AdaptiveLimit(options)
    this.#ownLimit = options.ownLimit ?? null
    const alone = { clock: options.clock, limit: null, shared: () => options.shared?.() ?? null }
    this.#queue = options.queue ?? new AccountQueue(alone)
    this.#queue.join(this.#asMember())
    for (const at of options.remembered ?? []) this.#window.remember(at)
  }

  /** First come first served in each place. Rejects with the signal's reason when it is aborted before there is a slot. */
  acquire(signal?: AbortSignal, place: 'in turn' | 'ahead' = 'in turn'): Promise<Slot> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error)
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter)
        reject(signal?.reason as Error)
        this.#queue.grant()
      }
      const ahead = place === 'ahead'
      const waiter: Waiter = {
        ahead,
        order: this.#queue.nextOrder(ahead),
        resolve,
        reject,
        stop: () => signal?.removeEventListener('abort', onAbort),
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      const behind = waiter.ahead ? this.#waiting.findIndex((other) => !other.ahead) : -1
      this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, waiter)
      this.#queue.grant()
    })
  }

  /** The account's setting changed, or what was learned was taken back (null). */
  configure(limit: RateLimit, learned: WindowLimit | null, ownLimit: WindowLimit | null = null): void {
    this.#adaptive.configure(limit, learned)
    this.#ownLimit = ownLimit
    this.#queue.grant()
  }

  /** For the eye: calls counted now, against the limit that binds. */
  gauge(): PushProgress['gauge'] {
    const now = this.#options.clock.monotonic()
    const cautious = this.#isCautious(now)
    const fullest = this.#limits(now)
      .map((limit) => ({ limit, used: this.#window.used(limit, now, cautious) }))
      .concat(this.#queue.gauge(now, cautious) ?? [])
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
    return this.#limits(this.#options.clock.monotonic())
      .concat(this.#queue.limit ?? [])
      .reduce((slowest, other) => (rate(other) < rate(slowest) ? other : slowest))
  }

  /** Milliseconds for which nothing is sent because the server said so; 0 where calls may go. */
  blockedForMs(): number {
    return Math.max(0, this.#adaptive.blockedUntil - this.#options.clock.monotonic())
  }

  /** Milliseconds until the day after one that has no calls left; 0 where calls may go. */
  closedForMs(): number {
    return Math.max(0, (this.#options.closedUntil?.() ?? 0) - this.#options.clock.monotonic())
  }

  /**
   * Whether calls are counted from their answers: after a refusal, and while another program sends too, as how differently
   * two programs' requests lag behind their stamps has no bound that a margin could cover (measured: docs/decisions.md).
   */
  #isCautious(now: number): boolean {
    return now < this.#adaptive.cautiousUntil || this.#window.hasOthers
  }

  /** All of this class's own that have to be kept to at this moment. */
  #limits(now: number): WindowLimit[] {
    const limits = this.#adaptive.limits(now)
    return this.#ownLimit ? [...limits, this.#ownLimit] : limits
  }

  #asMember(): QueueMember {
    const longestWindow = (now: number): number =>
      Math.max(...this.#limits(now).map(({ seconds }) => seconds))
    return {
      headOrder: () => this.#waiting[0]?.order ?? null,
      longestWindow,
      roomAt: (now) => {
        this.#window.prune(now, longestWindow(now))
        const cautious = this.#isCautious(now)
        return Math.max(
          this.#adaptive.blockedUntil,
          this.#options.closedUntil?.() ?? 0,
          ...this.#limits(now).map((limit) => this.#window.roomAt(limit, now, cautious)),
        )
      },
      isOthersTurn: (rivals, now) =>
        rivals > 0 &&
        this.#limits(now).some(
          (limit) =>
            this.#window.ownUsed(limit, now, this.#isCautious(now)) >= Math.ceil(limit.calls / (1 + rivals)),
        ),
      isCautious: (now) => this.#isCautious(now),
      cautiousUntil: () => this.#adaptive.cautiousUntil,
      setOthers: (endedAt) => this.#window.setOthers(endedAt),
      handOut: (shared) => {
        const waiter = this.#waiting.shift()
        waiter?.stop()
        try {
          waiter?.resolve(this.#slot(shared))
        } catch (error) {
          waiter?.reject(error)
        }
      },
    }
  }

  #slot(shared: SharedCalls | null): Slot {
    const { clock } = this.#options
    this.#options.record?.()
    const spent = this.#options.spend?.()
    const record = this.#window.open()
    const common = this.#queue.open()
    const seen = shared?.begin()
    const { epoch } = this.#adaptive
    const grantedAt = clock.monotonic()
    const done = (end: CallEnd): void => {
      if (record.endedAt !== null) return
      if (record.wireAt === null) spent?.(end.kind === 'throttled')
      this.#end(record, end, epoch, grantedAt)
      Object.assign(common, record)
      if (record.wireAt === null) {
        this.#queue.drop(common)
        seen?.dropped()
      } else seen?.ended()
      this.#queue.grant()
    }
    return {
      onWire: () => {
        if (record.wireAt === null) spent?.(true)
        record.wireAt ??= clock.monotonic()
        common.wireAt ??= record.wireAt
        this.#queue.grant()
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
