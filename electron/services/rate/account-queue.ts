import type { Clock } from '#electron/services/ports/clock.ts'
import type { SharedCalls } from '#electron/services/ports/shared-calls.ts'
import { Alarm } from '#electron/services/timers.ts'
import {
  DEFAULT_MARGIN,
  RateWindow,
  type CallRecord,
  type Margin,
  type WindowLimit,
} from './sliding-window.ts'

/** One class's governor, as the account's queue sees it. */
export interface QueueMember {
  /** The place of whoever of it waits longest; null where nobody does. */
  headOrder(): number | null
  /** Monotonic milliseconds from which its own limits let a call go. */
  roomAt(now: number): number
  /** Its own slots are to be left to `rivals` other programs that wait. */
  isOthersTurn(rivals: number, now: number): boolean
  /** Calls are counted from their answers. */
  isCautious(now: number): boolean
  cautiousUntil(): number
  /** Seconds of its longest limit. */
  longestWindow(now: number): number
  /** What other programs did: monotonic milliseconds at which each of their calls ended, null while it is under way. */
  setOthers(endedAt: readonly (number | null)[]): void
  /** Gives whoever waits longest a slot. */
  handOut(shared: SharedCalls | null): void
}

export interface AccountQueueOptions {
  clock: Clock
  /** What every class of the account's calls counts against together; null: nothing. */
  limit: WindowLimit | null
  margin?: Margin
  /** Where other programs of this user tell their calls to the same account; null while it is not known which that is. */
  shared?(): SharedCalls | null
}

/** While it waits for what another program does, which tells nobody when. */
const LOOK_AGAIN_MS = 25
/** Those ahead come before all others. */
const IN_TURN = 2 ** 40

/**
 * Hands out the slots of one account. Each class of calls keeps to its own limits and draws its own lessons; a call needs a
 * slot there and one of the account's, and of those that could go whoever has waited longest over all classes goes first.
 */
export class AccountQueue {
  readonly #options: AccountQueueOptions
  readonly #window: RateWindow
  readonly #members: QueueMember[] = []
  readonly #alarm: Alarm
  #limit: WindowLimit | null
  #order = 0
  /** How often it was asked to hand out; more often than it had begun to: once more. */
  #asked = 0
  #granting = false

  constructor(options: AccountQueueOptions) {
    this.#options = options
    this.#limit = options.limit
    this.#window = new RateWindow(options.margin ?? DEFAULT_MARGIN)
    this.#alarm = new Alarm(options.clock, () => this.grant())
  }

  join(member: QueueMember): void {
    this.#members.push(member)
  }

  configure(limit: WindowLimit): void {
    this.#limit = limit
  }

  /** A call of an earlier run, at monotonic milliseconds. */
  remember(at: number): void {
    this.#window.remember(at)
  }

  nextOrder(ahead: boolean): number {
    return (ahead ? 0 : IN_TURN) + this.#order++
  }

  open(): CallRecord {
    return this.#window.open()
  }

  drop(record: CallRecord): void {
    this.#window.drop(record)
  }

  /** For the eye; null where there is no common limit. */
  gauge(now: number, cautious: boolean): { limit: WindowLimit; used: number } | null {
    return this.#limit && { limit: this.#limit, used: this.#window.used(this.#limit, now, cautious) }
  }

  get limit(): WindowLimit | null {
    return this.#limit
  }

  get hasOthers(): boolean {
    return this.#window.hasOthers
  }

  /** Hands out slots while there are any, then sets the alarm for the next one. */
  grant(): void {
    this.#asked++
    if (this.#granting) return
    this.#granting = true
    try {
      for (let seen = 0; seen < this.#asked;) {
        seen = this.#asked
        this.#grantOnce()
      }
    } finally {
      this.#asked = 0
      this.#granting = false
    }
  }

  #grantOnce(): void {
    if (this.#members.every((member) => member.headOrder() === null)) {
      // It may be set for the next day, and would keep a program that is done from ending.
      this.#alarm.stop()
      return
    }
    const shared = this.#options.shared?.() ?? null
    if (!shared) {
      this.#grantWhileRoom(null, 0)
      return
    }
    const { clock } = this.#options
    const now = clock.monotonic()
    const longest = Math.max(
      this.#limit?.seconds ?? 0,
      ...this.#members.map((member) => member.longestWindow(now)),
    )
    shared.inTurn(2 * longest * 1000, ({ calls, waiting }) => {
      // Written down by wall clock, counted by the monotonic one.
      const offset = clock.monotonic() - clock.wall()
      const others = calls.map(({ endedAt: at }) => (at === null ? null : at + offset))
      // Of which class they are is not told, so they count for each.
      this.#window.setOthers(others)
      for (const member of this.#members) member.setOthers(others)
      const until = this.#grantWhileRoom(shared, waiting)
      shared.waits(until === null ? null : until - offset)
    })
  }

  /** Answers when to look again; null where nobody waits. `rivals`: other programs that wait for slots of this account. */
  #grantWhileRoom(shared: SharedCalls | null, rivals: number): number | null {
    for (;;) {
      const now = this.#options.clock.monotonic()
      let next: { member: QueueMember; order: number } | null = null
      let lookAt: number | null = null
      for (const member of this.#members) {
        const order = member.headOrder()
        if (order === null) continue
        const cautious = member.isCautious(now)
        const roomAt = Math.max(member.roomAt(now), this.#roomAt(now, cautious))
        const isOthersTurn = member.isOthersTurn(rivals, now) || this.#isOthersTurn(rivals, now, cautious)
        if (roomAt <= now && !isOthersTurn) {
          if (next === null || order < next.order) next = { member, order }
          continue
        }
        const at = lookAgainAt(isOthersTurn ? now : roomAt, now, member.cautiousUntil(), shared !== null)
        lookAt = Math.min(lookAt ?? Infinity, at)
      }
      if (next === null) {
        if (lookAt !== null && lookAt > now) this.#alarm.ringAt(lookAt)
        return lookAt
      }
      next.member.handOut(shared)
    }
  }

  #roomAt(now: number, cautious: boolean): number {
    const limit = this.#limit
    if (!limit) return now
    this.#window.prune(now, limit.seconds)
    return this.#window.roomAt(limit, now, cautious)
  }

  #isOthersTurn(rivals: number, now: number, cautious: boolean): boolean {
    const limit = this.#limit
    if (rivals === 0 || !limit) return false
    return this.#window.ownUsed(limit, now, cautious) >= Math.ceil(limit.calls / (1 + rivals))
  }
}

/** Infinity: only the end of a call under way can make room. Ours comes back here; another program's tells nobody. */
function lookAgainAt(roomAt: number, now: number, cautiousUntil: number, isShared: boolean): number {
  if (isShared && (roomAt === Infinity || roomAt === now)) return now + LOOK_AGAIN_MS
  return roomAt === Infinity ? Math.max(now, cautiousUntil) : roomAt
}
