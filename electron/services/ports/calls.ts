/** When an account’s calls left, so that its limit is kept over a restart. */
export interface CallStore {
  /** Wall-clock times in ms of the account's calls since `sinceWall`, oldest first. */
  recentCalls(accountId: string, sinceWall: number): number[]
  recordCall(accountId: string, atWall: number): void
}
