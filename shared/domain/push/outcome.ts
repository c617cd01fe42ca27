import { z } from 'zod'
import { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { EditedOnly, PhoneAnswer, PushWriteView, ReviewedWrite } from './write.ts'
import { CallSpending } from './account.ts'
import { SentForm } from './sent-forms.ts'
import { AfterView, ReviewedAfter } from './after.ts'
import { AfterPush } from '#shared/domain/sheet/after-push.ts'
import {
  PushMode,
  RowId,
  SearchBy,
  SheetId,
  BlankChoice,
  DuplicateChoice,
} from '#shared/domain/sheet/sheet.ts'

/** A row's states; on screen a draft without errors reads "Ready". */
export const RowState = z.enum([
  'draft',
  'queued',
  'sending',
  'created',
  'updated',
  'failed',
  'unknown',
  'skipped',
  'cancelled',
])
export type RowState = z.infer<typeof RowState>

/** The states a push can leave a row in. */
export const FINAL_STATES = ['created', 'updated', 'failed', 'unknown', 'skipped', 'cancelled'] as const
export type FinalState = (typeof FINAL_STATES)[number]

export function isFinal(state: RowState): state is FinalState {
  return (FINAL_STATES as readonly RowState[]).includes(state)
}

/** What is known of one row, as its latest push left it. */
export const Outcome = z.object({
  rowId: RowId,
  pushId: z.number().int(),
  state: RowState,
  leadId: z.string().nullable(),
  /** Plain words: what happened and what to do; '' where the state says it all. */
  message: z.string(),
  /** The server's own words; null where it said nothing. Never holds a key or a URL with one. */
  details: z.string().nullable(),
  /** Calls this row was part of that may have reached the server; a throttled call is none. */
  attempts: z.number().int().nonnegative(),
  /** Ordinal of the call within its push, from 1; null before the first. */
  call: z.number().int().positive().nullable(),
  /** ISO 8601, UTC; null before the first call. */
  sentAt: z.string().nullable(),
})
export type Outcome = z.infer<typeof Outcome>

export const StateCounts = z.record(RowState, z.number().int().nonnegative())
export type StateCounts = z.infer<typeof StateCounts>

/** Counts to add to. */
export function noCounts(): StateCounts {
  return {
    draft: 0,
    queued: 0,
    sending: 0,
    created: 0,
    updated: 0,
    failed: 0,
    unknown: 0,
    skipped: 0,
    cancelled: 0,
  }
}

export const PushId = z.number().int().positive()
export type PushId = z.infer<typeof PushId>

/** Which rows of the sheet a push is about. 'unsent': neither created nor updated in this account, or changed since. */
export const PushScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unsent') }),
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('rows'), rows: z.array(RowId) }),
  z.object({ kind: z.literal('states'), states: z.array(RowState) }),
])
export type PushScope = z.infer<typeof PushScope>

export const PushRequest = z.object({
  sheetId: SheetId,
  accountId: z.string(),
  scope: PushScope,
  searchBy: SearchBy,
  blanks: BlankChoice,
  duplicates: DuplicateChoice,
  /** Sends rows that have errors too. */
  includeProblems: z.boolean(),
  /**
   * Leaves out rows of which the sheet's comparison with this account says that LeadSquared has the same values already,
   * unless they were edited since.
   * @default false
   */
  leaveOutSame: z.boolean().optional(),
  /**
   * What may be written. All but 'upsert' go by the sheet's comparison: rows it does not know, or that were edited since,
   * stay out.
   * @default 'upsert'
   */
  mode: PushMode.optional(),
  /**
   * Of rows the comparison calls `update`, sends the search key and what differs, and keeps what was there before.
   * @default as `leaveOutSame`; modes other than 'upsert' always do
   */
  onlyDiffering: z.boolean().optional(),
  /** Sends edited cells of linked rows alone, by Lead ID; goes by a comparison of `cells: 'edited'`. */
  edited: EditedOnly.optional(),
  /**
   * Rows whose Lead ID is known are found by it, whatever `searchBy` says.
   * @default false
   */
  byLink: z.boolean().optional(),
  /** Of rows whose phone belongs to another lead, what is to be done with them. */
  phoneAnswers: z.array(z.object({ rowId: RowId, answer: PhoneAnswer })).optional(),
  /**
   * Sends one call's worth, then pauses, so that somebody can look at what LeadSquared made of it.
   * @default false
   */
  trial: z.boolean().optional(),
  /** What happens to its leads once it has ended. */
  after: AfterPush.optional(),
  /**
   * How messages number rows: by their place in the sheet, as on screen, or as the file they came from does.
   * @default 'sheet'
   */
  rowNumbers: z.enum(['sheet', 'file']).optional(),
})
export type PushRequest = z.infer<typeof PushRequest>

/** Nothing more comes of it by itself. */
export function isEnded(phase: PushPhase): boolean {
  return phase === 'finished' || phase === 'cancelled'
}

/** Why a push is not moving, or how it ended. */
export const PushPhase = z.enum(['running', 'pausing', 'paused', 'cancelling', 'finished', 'cancelled'])
export type PushPhase = z.infer<typeof PushPhase>

export const PauseReason = z.enum([
  'asked',
  'restarted',
  'account-refused',
  'wrong-address',
  'failing',
  'offline',
  'asleep',
  'locked',
  /** The calls of the account's day are used up; it goes on by itself when the next day begins. */
  'day',
  /** One call's worth has gone, and somebody is to look at it. */
  'trial',
])
export type PauseReason = z.infer<typeof PauseReason>

export const PushProgress = z.object({
  pushId: PushId,
  sheetId: SheetId,
  accountId: z.string(),
  accountLabel: z.string(),
  host: z.string(),
  phase: PushPhase,
  pauseReason: PauseReason.nullable(),
  /** One sentence for the person, where there is something to say (why paused, limit learned); else ''. */
  note: z.string(),
  counts: StateCounts,
  /** Queued rows of which a try ended unclear: cancelling leaves them unknown, not cancelled. */
  unclear: z.number().int(),
  /**
   * Rows that wait because LeadSquared may still be at work on an earlier try of them, and until when at the latest (ISO
   * 8601, UTC). Left out where there are none.
   */
  atWork: z.object({ rows: z.number().int(), until: z.string() }).optional(),
  /** Rows of the push, the sum of `counts`. */
  rows: z.number().int(),
  /** HTTP calls made, throttled ones included. */
  calls: z.number().int(),
  throttled: z.number().int(),
  /** Rows settled per second, over whole windows of the limit. */
  rowsPerSecond: z.number(),
  /** Estimate; null while paused or not yet known. */
  secondsLeft: z.number().nullable(),
  /** Time spent running, pauses left out, in seconds. */
  seconds: z.number(),
  gauge: z.object({
    /** Calls counted in the window now. */
    used: z.number().int(),
    calls: z.number().int(),
    seconds: z.number(),
  }),
})
export type PushProgress = z.infer<typeof PushProgress>

/** A reason rows of the scope are not sent. */
export const LeftOut = z.object({
  code: z.string(),
  text: z.string(),
  count: z.number().int(),
  /** The first 1,000 of them. */
  rows: z.array(RowId),
})

/** The page shown before anything is sent. */
export const PushReview = z.object({
  inScope: z.number().int(),
  /** Rows that will be part of a lead that is sent. */
  toSend: z.number().int(),
  /** Leads, after merging and keeping the last; ≤ toSend. */
  leads: z.number().int(),
  calls: z.number().int(),
  /** At the account's limit, with one latency added. */
  seconds: z.number(),
  limit: z.object({ calls: z.number(), seconds: z.number() }),
  leftOut: z.array(LeftOut),
  /** What a person should know of cells that go, by kind; counted in cells. Placeholders are among them. */
  warned: z.array(LeftOut),
  /** How the columns of dates and numbers are read. One that is open keeps its unclear cells' rows back. */
  readings: z.array(ColumnReading),
  /** Cells of the rows to send that go otherwise than they are written, by column. */
  forms: z.array(SentForm),
  duplicates: z.object({ groups: z.number().int(), rows: z.number().int() }),
  /** Empty cells in mapped columns of the rows to send. */
  blanks: z.number().int(),
  /** Rows to send that have errors, because it was said that such rows go too. */
  withProblems: z.number().int(),
  attributes: z.array(z.object({ header: z.string(), attribute: z.string() })),
  /** Headings of the columns that go nowhere. */
  notSent: z.array(z.string()),
  warnings: z.array(z.string()),
  /** Where it goes by a comparison. */
  write: ReviewedWrite.optional(),
  /** What follows, where something does. */
  after: ReviewedAfter.optional(),
  /** What the account's day has left, and one sentence where that will not do ('' otherwise). */
  spending: CallSpending.optional(),
  spendingNote: z.string().optional(),
  /** Names all of this to the host, which starts a push only where it would send just what was reviewed. */
  mark: z.string(),
})
export type PushReview = z.infer<typeof PushReview>

export const PushSummary = z.object({
  pushId: PushId,
  sheetId: SheetId,
  sheetName: z.string(),
  accountId: z.string(),
  accountLabel: z.string(),
  host: z.string(),
  phase: PushPhase,
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  seconds: z.number(),
  searchBy: z.string(),
  mapping: z.array(z.object({ header: z.string(), attribute: z.string() })),
  counts: StateCounts,
  rows: z.number().int(),
  calls: z.number().int(),
  throttled: z.number().int(),
  /** The limits the push met, oldest first, as "25 calls in 5 s". */
  limits: z.array(z.string()),
  /** True for outcomes that came in with a reopened report. */
  imported: z.boolean(),
  /** Name of the recipe the sheet was made ready with. */
  recipe: z.string().optional(),
  /** How it wrote, where it compared. */
  write: PushWriteView.optional(),
  /** What followed it, where something did. */
  after: AfterView.optional(),
})
export type PushSummary = z.infer<typeof PushSummary>
