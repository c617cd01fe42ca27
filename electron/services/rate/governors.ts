import type { RateLimit } from '#shared/domain/push/account.ts'
import type { Clock, Workspace } from '#electron/services/ports.ts'
import type { SharedCalls } from '#electron/services/ports/shared-calls.ts'
import { RateGovernor } from './governor.ts'
import type { Margin, WindowLimit } from './sliding-window.ts'

/**
 * A recorded call may have waited this long for its connection before it was on the wire; after a restart its slot is
 * held that much longer.
 */
const RECORD_SLACK_MS = 1000

export interface GovernorsOptions {
  clock: Clock
  workspace: Pick<Workspace, 'recentCalls' | 'recordCall'>
  /** What the account is set to, and what its server taught before. */
  limitOf(accountId: string): { limit: RateLimit; learned: WindowLimit | null }
  /** Keep it with the account; it comes back through `limitOf` after a restart. */
  onLearned(accountId: string, limit: WindowLimit): void
  /** One line for the person. */
  notice(text: string): void
  margin?: Margin
  /** Where other Leadsheets of this user tell their calls with this account's keys; null while its keys are not known. */
  shared?(accountId: string): SharedCalls | null
}

export interface Governors {
  /** The account's one governor, shared by everything that calls its server. */
  of(accountId: string): RateGovernor
  /** After the account's limit was changed or a learned one taken back: reads `limitOf` again. */
  refresh(accountId: string): void
  /** Of this account, in place of what it is set to, until it is told otherwise; null: as it is set. */
  keepTo(accountId: string, limit: RateLimit | null): void
}

/** "25 calls in 5 s", as people read it. */
export function limitInWords(limit: WindowLimit): string {
  return `${limit.calls} ${limit.calls === 1 ? 'call' : 'calls'} in ${limit.seconds} s`
}

/** One governor per account, each knowing the calls that were made shortly before the program was started. */
export function createGovernors(options: GovernorsOptions): Governors {
  const { clock, workspace } = options
  const governors = new Map<string, RateGovernor>()
  const given = new Map<string, RateLimit>()

  function limitOf(accountId: string): { limit: RateLimit; learned: WindowLimit | null } {
    const { limit, learned } = options.limitOf(accountId)
    return { limit: given.get(accountId) ?? limit, learned }
  }

  function refresh(accountId: string): void {
    const governor = governors.get(accountId)
    if (!governor) return
    const { limit, learned } = limitOf(accountId)
    governor.configure(limit, learned)
  }

  /** Recorded by wall clock, counted by the monotonic one; a wall clock set back makes them as good as just made. */
  function remembered(accountId: string, windowMs: number): number[] {
    const wall = clock.wall()
    const now = clock.monotonic()
    return workspace
      .recentCalls(accountId, wall - 2 * windowMs - RECORD_SLACK_MS)
      .map((at) => now - Math.max(0, wall - at - RECORD_SLACK_MS))
  }

  function create(accountId: string): RateGovernor {
    const { limit, learned } = limitOf(accountId)
    const longest = Math.max(limit.seconds, learned?.seconds ?? 0) * 1000
    return new RateGovernor({
      clock,
      limit,
      learned,
      remembered: remembered(accountId, longest),
      ...(options.margin ? { margin: options.margin } : {}),
      shared: () => options.shared?.(accountId) ?? null,
      record: () => workspace.recordCall(accountId, clock.wall()),
      onLearned(taught) {
        options.onLearned(accountId, taught)
        options.notice(
          `LeadSquared allows this account ${limitInWords(taught)}. Leadsheet keeps to that from now on.`,
        )
      },
      onShared() {
        options.notice(
          'Other programs are using this account’s call limit too, so Leadsheet sends more slowly for a while. Nothing is lost.',
        )
      },
    })
  }

  return {
    of(accountId) {
      const governor = governors.get(accountId) ?? create(accountId)
      governors.set(accountId, governor)
      return governor
    },
    refresh,
    keepTo(accountId, limit) {
      if (limit) given.set(accountId, limit)
      else given.delete(accountId)
      refresh(accountId)
    },
  }
}
