import type { Result } from '#shared/api/faults.ts'

/** Where a report goes: a path the person picks, or a download. `write` is called with a path to write to. */
export interface SaveTarget {
  save(
    suggestedName: string,
    write: (path: string) => Promise<Result<unknown>>,
  ): Promise<
    Result<
      | { kind: 'saved'; path: string }
      | { kind: 'download'; url: string; name: string }
      | { kind: 'cancelled' }
    >
  >
}
