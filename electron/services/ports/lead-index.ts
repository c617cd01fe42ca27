/** A lead as far as rows are matched with it; keys are normalised as everywhere (`normaliseKey`), '' where it has none. */
export interface IndexedLead {
  id: string
  email: string
  phone: string
  /** Of the attribute the index is made for beside the two. */
  searched: string
}

export type IndexedKey = 'email' | 'phone' | 'searched'

export interface IndexState {
  /** The attribute beside email and phone; '' for none. */
  attribute: string
  /** Every lead is in it, as of `watermark`. */
  complete: boolean
  /** Pages that are in, while it is filled. */
  pages: number
  /** Milliseconds since 1970, by this machine's clock: what changed from here on is not in it. */
  watermark: number
}

/**
 * One account's leads by their keys, in a file of its own beside the workspace: it can be made again at any time, and is
 * thrown away with the account.
 */
export interface LeadIndex {
  /** Null where there is none. */
  state(): IndexState | null
  /** How many leads are in it: goes through all of them. */
  count(): number
  /** Begins a new one; what was there is gone. */
  begin(attribute: string, watermark: number): void
  /** A page while it is filled, all or nothing, with the count of pages. */
  addPage(leads: readonly IndexedLead[], pages: number): void
  complete(): void
  /** Adds leads or replaces them. */
  put(leads: readonly IndexedLead[], watermark: number): void
  remove(ids: readonly string[]): void
  /**
   * Lead ids by key, of those keys that have any. Phones are found by their ending, with or without a country code: only
   * numbers one of which ends with the other.
   */
  find(by: IndexedKey, keys: readonly string[]): Map<string, string[]>
  /** What was found out about the account, such as whether a call form works; null: not known. */
  note(name: string): string | null
  setNote(name: string, value: string): void
  close(): void
}

export interface LeadIndexes {
  of(accountId: string): LeadIndex
  forget(accountId: string): void
  close(): void
}
