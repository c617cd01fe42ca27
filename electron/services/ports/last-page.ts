/** Which page holds the workspace, also over a restart. */
export interface LastPageStore {
  /** The page that opened last, in this run or an earlier one; null where none is known. */
  lastPage(): string | null
  rememberPage(pageId: string): void
}
