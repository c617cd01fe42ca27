import type { CallClass } from '#shared/domain/push/account.ts'

/** How many calls an account made in each day of its plan. Shared by all Leadsheets of one user. */
export interface CallLedger {
  /** Counts one call; answers the day's sum over both classes. */
  count(accountId: string, kind: CallClass, day: string): number
  counted(accountId: string, day: string): Record<CallClass, number>
  close(): void
}
