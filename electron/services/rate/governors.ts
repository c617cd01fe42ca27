import type { CallClass, RateLimit } from '#shared/domain/push/account.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { SharedCalls } from '#electron/services/ports/shared-calls.ts'
import type { CallStore } from '#electron/services/ports/calls.ts'
import { AccountQueue } from './account-queue.ts'
import { RateGovernor } from './governor.ts'
import type { Margin, WindowLimit } from './sliding-window.ts'
import type { Spending } from './spending.ts'

/**
 * A recorded call may have waited this long for its connection before it was on the wire; after a restart its slot is
 * held that much longer.
 */
const RECORD_SLACK_MS = 1000

interface LimitsOfClass {
  limit: RateLimit
  learned: WindowLimit | null
  own?: WindowLimit
}

export interface GovernorsOptions {
  clock: Clock
  workspace: CallStore
  /** What the account is set to, what its server taught calls of this class before, and the class's own limit. */
  limitOf(accountId: string, kind: CallClass): LimitsOfClass
  /** Keep it with the account; it comes back through `limitOf` after a restart. */
  onLearned(accountId: string, limit: WindowLimit, kind: CallClass): void
  /** Counts calls by day, and closes an account whose day is used up. Left out: every day is endless. */
  spending?: Pick<Spending, 'open' | 'closedUntil'>
  /** One line for the person. */
  notice(text: string): void
  margin?: Margin
  /** Where other Leadsheets of this user tell their calls with this account's keys; null while its keys are not known. */
  shared?(accountId: string): SharedCalls | null
}

export interface Governors {
  /**
   * The governor of one class of the account's calls, shared by everything that makes such calls. Classes share the
   * account's limit.
   * @default kind 'bulk'
   */
  of(accountId: string, kind?: CallClass): RateGovernor
  /** After the account's limit was changed or a learned one taken back: reads `limitOf` again. */
  refresh(accountId: string): void
  /** Of this account, in place of what it is set to, until it is told otherwise; null: as it is set. */
  keepTo(accountId: string, limit: RateLimit | null): void
}

interface OfAccount {
  queue: AccountQueue
  governors: Record<CallClass, RateGovernor>
}

const WHAT: Record<CallClass, string> = { bulk: '', ordinary: ' for reading' }

/** One governor per account and class, each knowing the calls that were made shortly before the program was started. */
export function createGovernors(options: GovernorsOptions): Governors {
  const { clock, workspace } = options
  const accounts = new Map<string, OfAccount>()
  const given = new Map<string, RateLimit>()

  function limitOf(accountId: string, kind: CallClass): LimitsOfClass {
    const limits = options.limitOf(accountId, kind)
    return { ...limits, limit: given.get(accountId) ?? limits.limit }
  }

  function refresh(accountId: string): void {
    const account = accounts.get(accountId)
    if (!account) return
    account.queue.configure(forUs(limitOf(accountId, 'bulk').limit))
    for (const kind of ['bulk', 'ordinary'] as const) {
      const { limit, learned, own } = limitOf(accountId, kind)
      account.governors[kind].configure(limit, learned, own ?? null)
    }
  }

  /** Recorded by wall clock, counted by the monotonic one; a wall clock set back makes them as good as just made. */
  function remembered(accountId: string, windowMs: number): number[] {
    const wall = clock.wall()
    const now = clock.monotonic()
    return workspace
      .recentCalls(accountId, wall - 2 * windowMs - RECORD_SLACK_MS)
      .map((at) => now - Math.max(0, wall - at - RECORD_SLACK_MS))
  }

  function createGovernor(accountId: string, kind: CallClass, queue: AccountQueue): RateGovernor {
    const { limit, learned, own } = limitOf(accountId, kind)
    const longest = Math.max(limit.seconds, learned?.seconds ?? 0, own?.seconds ?? 0) * 1000
    const { spending } = options
    return new RateGovernor({
      clock,
      limit,
      learned,
      queue,
      ownLimit: own ?? null,
      // Of which class they were is not kept, so they count for either.
      remembered: remembered(accountId, longest),
      ...(options.margin ? { margin: options.margin } : {}),
      ...(spending
        ? {
            spend: () => spending.open(accountId, kind),
            closedUntil: () => spending.closedUntil(accountId),
          }
        : {}),
      record: () => workspace.recordCall(accountId, clock.wall()),
      onLearned(taught) {
        options.onLearned(accountId, taught, kind)
        options.notice(
          `LeadSquared allows this account ${inDigits.formatLimit(taught)}${WHAT[kind]}. Leadsheet keeps to that from now on.`,
        )
      },
      onShared() {
        options.notice(
          'Other programs are using this account’s call limit too, so Leadsheet sends more slowly for a while. Nothing is lost.',
        )
      },
    })
  }

  function create(accountId: string): OfAccount {
    const { limit } = limitOf(accountId, 'bulk')
    const queue = new AccountQueue({
      clock,
      limit: forUs(limit),
      ...(options.margin ? { margin: options.margin } : {}),
      shared: () => options.shared?.(accountId) ?? null,
    })
    for (const at of remembered(accountId, limit.seconds * 1000)) queue.remember(at)
    const governors = {
      bulk: createGovernor(accountId, 'bulk', queue),
      ordinary: createGovernor(accountId, 'ordinary', queue),
    }
    return { queue, governors }
  }

  return {
    of(accountId, kind = 'bulk') {
      const account = accounts.get(accountId) ?? create(accountId)
      accounts.set(accountId, account)
      return account.governors[kind]
    },
    refresh,
    keepTo(accountId, limit) {
      if (limit) given.set(accountId, limit)
      else given.delete(accountId)
      refresh(accountId)
    },
  }
}

/** The account's limit without what is left to other integrations. */
function forUs({ calls, seconds, share }: RateLimit): WindowLimit {
  // The tiny addend keeps 10 × (1 − 0.9) from flooring to 0.
  return { calls: Math.max(1, Math.floor(calls * (1 - share) + 1e-9)), seconds }
}
