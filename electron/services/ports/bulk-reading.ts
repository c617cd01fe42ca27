import type { RowComparerSetup } from '#shared/domain/reading/compare-row.ts'
import type { ComparedTotals } from '#shared/domain/reading/compare-totals.ts'
import type { ComparedRow } from '#shared/domain/reading/comparison.ts'
import type { Match } from '#shared/domain/reading/match.ts'
import type { PulledColumn } from '#shared/domain/reading/pulled-cells.ts'
import type { PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { SideAnswer } from './lead-api.ts'
import type { IndexedLead } from './lead-index.ts'
import type { AnswerBytes, AnswerReading, PageOf } from './lead-reads.ts'
import type { PulledRow } from './reading-store.ts'

/** `id` and `leadId` are one. */
export type CameRow = PulledRow & { id: string }

/** Rows of a batch, and by what their leads are found. */
export interface BatchKeys {
  /** Rows that have something to send, by their place in the batch. */
  places: number[]
  /** Beside `places`, by attribute: normalised keys, '' where a row has none. */
  keys: { attribute: string; keys: string[] }[]
}

/** What became of the rows of a batch; all lists stand beside `BatchKeys.places`. */
export interface ComparedBatch {
  kinds: ComparedRow['kind'][]
  leadIds: (string | null)[]
  otherLeadIds: (string | null)[]
  messages: string[]
  /** As `RowToKeep` has them. */
  changes: (string | null)[]
  bases: (string | null)[]
  /** Without the rows in doubt. */
  totals: ComparedTotals
  /** Rows matched with a lead that does not have all of their other keys: they are told as if nobody had these. */
  inDoubt: number[]
  /** Different leads in the answer, and how many the service counts; null where it does not. */
  came: number
  recordCount: number | null
  /** Leads that were asked for and are not there. */
  gone: string[]
}

/** A comparison whose rows and answers are worked on elsewhere; batches may overlap. */
export interface BulkComparison {
  /** `batch`: a number of its own for these rows, by which they are known from here on. */
  keysOf(batch: number, rows: readonly PackedRow[]): Promise<BatchKeys>
  /** `matches` beside `BatchKeys.places`; `answer`: to the question for the leads of all that are matched with one. */
  compare(batch: number, matches: readonly Match[], answer: AnswerBytes): Promise<SideAnswer<ComparedBatch>>
  /** The same where no row is matched with one lead. */
  compareNone(batch: number, matches: readonly Match[]): Promise<ComparedBatch>
  close(): void
}

/**
 * The work on thousands of leads, in a thread beside the one that serves the window and the calls, with a bound on its memory.
 * Where that thread comes to an end the work goes on in this one: it takes longer and nothing else.
 */
export interface BulkReading {
  /** Makes each lead of a page a row of these columns. */
  rowsOf(columns: readonly PulledColumn[]): AnswerReading<PageOf<CameRow>>
  /** Makes each lead of a page what an index has of it; `attribute`: beside email and phone, '' for none. */
  indexed(attribute: string): AnswerReading<PageOf<IndexedLead>>
  comparison(setup: RowComparerSetup): BulkComparison
  close(): Promise<void>
}
