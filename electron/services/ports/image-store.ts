import type { RowState } from '#shared/domain/push/outcome.ts'
import type { ImageCell } from '#shared/domain/push/write.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'

/** What was there before a row of a push was written, and how the row stands. */
export interface RowImage {
  rowId: RowId
  state: RowState
  /** A try of it ended unclear. */
  unclear: boolean
  leadId: string
  cells: ImageCell[]
}

/**
 * Before-images of pushes: written with the push, before its first call (`appendPushRows`); kept for 90 days, and two million
 * rows over all pushes, the oldest dropped first. Synchronous; a method that returns has its change on disk.
 */
export interface ImageStore {
  /** In order of `seq`, from the first after `afterSeq`. */
  imageRows(pushId: number, afterSeq: number | null, limit: number): (RowImage & { seq: number })[]
  /** Leads the push created, each once. */
  createdLeads(pushId: number): string[]
  /** Rows that went in, or may have, of which nothing is known that was there before. */
  updatedWithoutImage(pushId: number): number
  dropImage(pushId: number): void
}
