import type { CallClass, CallDay, CallSpending } from '#shared/domain/push/account.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { CallLedger } from '#electron/services/ports/call-ledger.ts'
import { dayOfCalls, type DayOfCalls } from './call-day.ts'

export interface SpendingOptions {
  clock: Clock
  ledger: CallLedger
  callDay(accountId: string): CallDay
  /** The day's calls are used up, told once a day: one sentence for the person. */
  notice(text: string): void
  /** The same, for whoever has calls waiting; after the call that asked. */
  onUsedUp?(accountId: string): void
}

export interface DayOver {
  calls: number
  /** Milliseconds since 1970. */
  endsAt: number
}

/** What each account has spent of its plan's day, and when it may go on where all is spent. */
export class Spending {
  readonly #options: SpendingOptions
  readonly #today = new Map<string, { day: string; calls: number; told: boolean }>()

  /** By account: calls that may go and have not gone yet. */
  readonly #openCalls = new Map<string, number>()

  constructor(options: SpendingOptions) {
    this.#options = options
  }

  /** A call may go now; the answer is told whether it went, and counts it where it did. */
  open(accountId: string, kind: CallClass): (sent: boolean) => void {
    this.#openCalls.set(accountId, this.#openOf(accountId) + 1)
    return (sent) => {
      this.#openCalls.set(accountId, this.#openOf(accountId) - 1)
      if (!sent) return
      const day = this.#day(accountId)
      const today = this.#of(accountId, day)
      today.calls = Math.max(this.#options.ledger.count(accountId, kind, day.name), today.calls + 1)
    }
  }

  /** Monotonic milliseconds before which no call of the account may go; 0 where calls are left. */
  closedUntil(accountId: string): number {
    const { calls } = this.#options.callDay(accountId)
    if (calls === null) return 0
    const day = this.#day(accountId)
    const today = this.#of(accountId, day)
    if (today.calls + this.#openOf(accountId) < calls) return 0
    // Those under way may still turn out never to have left.
    if (today.calls < calls) return Infinity
    if (!today.told) {
      today.told = true
      this.#options.notice(usedUp(calls, day.endsAt))
      queueMicrotask(() => this.#options.onUsedUp?.(accountId))
    }
    const { clock } = this.#options
    return clock.monotonic() + Math.max(0, day.endsAt - clock.wall())
  }

  /** Where the day's calls are used up: how many they were, and when the next day begins (ms since 1970). */
  over(accountId: string): DayOver | null {
    const { calls } = this.#options.callDay(accountId)
    if (calls === null) return null
    const day = this.#day(accountId)
    return this.#of(accountId, day).calls < calls ? null : { calls, endsAt: day.endsAt }
  }

  of(accountId: string): CallSpending {
    const day = this.#day(accountId)
    const used = this.#options.ledger.counted(accountId, day.name)
    const { calls } = this.#options.callDay(accountId)
    return {
      used,
      allowed: calls,
      left: calls === null ? null : Math.max(0, calls - used.bulk - used.ordinary),
      resetsAt: new Date(day.endsAt).toISOString(),
    }
  }

  #openOf(accountId: string): number {
    return this.#openCalls.get(accountId) ?? 0
  }

  #day(accountId: string): DayOfCalls {
    return dayOfCalls(this.#options.clock.wall(), this.#options.callDay(accountId))
  }

  #of(accountId: string, day: DayOfCalls): { day: string; calls: number; told: boolean } {
    const known = this.#today.get(accountId)
    if (known?.day === day.name) return known
    const { bulk, ordinary } = this.#options.ledger.counted(accountId, day.name)
    const today = { day: day.name, calls: bulk + ordinary, told: false }
    this.#today.set(accountId, today)
    return today
  }
}

/** One sentence where this many calls are more than the day has left; '' otherwise. */
export function tooManyCalls(calls: number | null, { left, resetsAt }: CallSpending): string {
  if (calls === null || left === null || calls <= left) return ''
  return `This takes ${calls} calls, but only ${left} are left of this account’s day. It would pause, and go on by itself at ${resetsAt.slice(11, 16)} UTC on ${resetsAt.slice(0, 10)}.`
}

function usedUp(calls: number, endsAt: number): string {
  const at = new Date(endsAt).toISOString()
  return `The ${calls} calls of this account’s day are used up, so nothing is sent or read. Leadsheet goes on by itself when the next day begins: ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC.`
}
