import type { AccountView } from '#shared/domain/push/account.ts'
import type { RowComparer } from '#shared/domain/reading/compare-row.ts'
import type {
  CompareProgress,
  CompareRequest,
  Comparison,
  LinkedRow,
} from '#shared/domain/reading/comparison.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import type { PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { Row, SheetHead } from '#shared/domain/sheet/sheet.ts'
import type { ReadJob } from '../reader.ts'

/** Rows matched and compared together: the leads of a batch are one call. */
export const BATCH = 1000

/** A comparison under way. */
export interface Task {
  request: CompareRequest
  sheet: SheetHead
  account: AccountView
  comparer: RowComparer
  /** By what leads are searched beside email and phone; '' for none. */
  attribute: string
  job: ReadJob
  progress: CompareProgress
  /** Monotonic milliseconds. */
  startedAt: number
  controller: AbortController
  /** The one before, as it stood when this one began: to count its stale rows takes a pass over the sheet. */
  last: Comparison | null
}

/** A row and what a push would send of it: worked out once, for it is most of the work. */
export interface RowToSend {
  row: PackedRow
  /** Its cells, where they are looked at themselves. */
  shown: Pick<Row, 'cells' | 'held'>
  lead: Lead
  /** Where it is known, and the row is to be found by it. */
  link?: LinkedRow | undefined
}

/** Every row's lead is named by its id. */
export function isById({ searchBy, cells }: CompareRequest): boolean {
  return searchBy === 'ProspectID' || cells === 'edited'
}
