import { z } from 'zod'
import { BlankChoice, ColumnId, RowId, SearchBy, SheetId } from '#shared/domain/sheet/sheet.ts'
import { CallSpending } from '#shared/domain/push/account.ts'
import { READ_WAIT } from './waiting.ts'

/** What a push of the row would do, as far as reading can tell. */
export const MatchKind = z.enum(['new', 'update', 'same', 'several', 'clash', 'noAccess', 'notKnown'])
export type MatchKind = z.infer<typeof MatchKind>

/** How rows are matched to leads: one look-up a key, many keys a call, or the account's key index. */
export const ReadWay = z.enum(['look-ups', 'in', 'index'])
export type ReadWay = z.infer<typeof ReadWay>

export const CompareRequest = z.object({
  sheetId: SheetId,
  accountId: z.string(),
  searchBy: SearchBy,
  blanks: BlankChoice,
  /** Null: every row of the sheet. */
  rows: z.array(RowId).nullable(),
  /**
   * 'edited': of linked rows the cells that are not what they were when their lead was last read, and nothing else; the leads
   * are read by Lead ID, whatever `searchBy` says.
   * @default 'all'
   */
  cells: z.enum(['all', 'edited']).optional(),
  /**
   * Rows whose Lead ID is known are found by it, whatever `searchBy` says.
   * @default false
   */
  byLink: z.boolean().optional(),
})
export type CompareRequest = z.infer<typeof CompareRequest>

/** One way to find the rows' leads, with its price; `calls` counts all of the comparison, values included. */
export const WayPlan = z.object({
  way: ReadWay,
  /** Null: not known before the account's leads are counted. */
  calls: z.number().int().nullable(),
  seconds: z.number().nullable(),
  /** False: it cannot be taken now; `text` says why. */
  usable: z.boolean(),
  /** One sentence: what it does. */
  text: z.string(),
})
export type WayPlan = z.infer<typeof WayPlan>

export const ComparePlan = z.object({
  rows: z.number().int(),
  /** Cheapest first. */
  ways: z.array(WayPlan),
  /** The one that is taken unless another is named; null: none can be. */
  way: ReadWay.nullable(),
  calls: z.number().int().nullable(),
  seconds: z.number().nullable(),
  spending: CallSpending,
  /** One sentence where the day's calls will not do; '' otherwise. */
  warning: z.string(),
})
export type ComparePlan = z.infer<typeof ComparePlan>

/** A cell that would change. */
export const CellChange = z.object({
  column: ColumnId,
  attribute: z.string(),
  /** As LeadSquared has it, '' where the field is empty; in the spelling the sheet would use. */
  old: z.string(),
  new: z.string(),
  /** Of an edited cell: what it was when its lead was last read. */
  base: z.string().optional(),
  /** LeadSquared's value is neither what the cell was nor what it is now: somebody changed it there too. */
  conflict: z.literal(true).optional(),
})
export type CellChange = z.infer<typeof CellChange>

export const ComparedRow = z.object({
  rowId: RowId,
  kind: MatchKind,
  /** The lead it is; of a clash the one its email (or chosen key) names. Null where none was found. */
  leadId: z.string().nullable(),
  /** Of a clash: the lead its phone names. Of several: another of them. */
  otherLeadId: z.string().nullable(),
  /** Plain words where the kind does not say it all; else ''. */
  message: z.string(),
  changes: z.array(CellChange),
  /** The row or its mapping changed since: what is said here no longer holds. */
  stale: z.boolean(),
})
export type ComparedRow = z.infer<typeof ComparedRow>

export const MatchCounts = z.record(MatchKind, z.number().int().nonnegative())
export type MatchCounts = z.infer<typeof MatchCounts>

export function noMatches(): MatchCounts {
  return { new: 0, update: 0, same: 0, several: 0, clash: 0, noAccess: 0, notKnown: 0 }
}

/** What would happen to one column over all rows. */
export const ColumnChanges = z.object({
  column: ColumnId,
  attribute: z.string(),
  changes: z.number().int(),
  /** From one value to another. */
  toOther: z.number().int(),
  /** From a value to nothing. */
  toEmpty: z.number().int(),
})
export type ColumnChanges = z.infer<typeof ColumnChanges>

/** A finished comparison. */
export const Comparison = z.object({
  sheetId: SheetId,
  accountId: z.string(),
  searchBy: SearchBy,
  blanks: BlankChoice,
  way: ReadWay,
  /** ISO 8601, UTC: when the leads' values were read. */
  comparedAt: z.string(),
  rows: z.number().int(),
  /** As they were when it was made, those since edited included. */
  counts: MatchCounts,
  changedCells: z.number().int(),
  /** @default 'all' */
  cells: z.enum(['all', 'edited']).optional(),
  /** Whether rows were found by their known Lead ID. @default false */
  byLink: z.boolean().optional(),
  /**
   * Of the new rows, those whose lead an earlier row would make, or that such a lead would be in the way of. Left out where there
   * are none, and by versions that did not look.
   */
  newAgain: z.number().int().optional(),
  /** Edited cells that somebody changed in LeadSquared too. @default 0 */
  conflicts: z.number().int().optional(),
  columns: z.array(ColumnChanges),
  /** Of these rows, how many were edited since, or lost or got a mapping. */
  stale: z.number().int(),
  calls: z.number().int(),
  seconds: z.number(),
})
export type Comparison = z.infer<typeof Comparison>

/** A comparison under way. */
export const CompareProgress = z.object({
  sheetId: SheetId,
  accountId: z.string(),
  phase: z.enum(['finding', 'filling-index', 'reading-values']),
  /** Of this phase: rows, or leads of the index; `of` null while it is not known. */
  done: z.number().int(),
  of: z.number().int().nullable(),
  calls: z.number().int(),
  seconds: z.number(),
  ...READ_WAIT,
})
export type CompareProgress = z.infer<typeof CompareProgress>

export const CompareState = z.object({
  sheetId: SheetId,
  running: CompareProgress.nullable(),
  /** The sheet's latest; stays until another one is finished. */
  last: Comparison.nullable(),
  /** Why the latest attempt came to nothing; '' where it did not. */
  fault: z.string(),
})
export type CompareState = z.infer<typeof CompareState>

/** A row whose lead is known. */
export const LinkedRow = z.object({
  rowId: RowId,
  leadId: z.string(),
  /** By column id, what LeadSquared held when the lead was last read; null: it was not read, or not this column. */
  base: z.array(z.string().nullable()).nullable(),
})
export type LinkedRow = z.infer<typeof LinkedRow>
