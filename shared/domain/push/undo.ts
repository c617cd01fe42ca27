import { z } from 'zod'

/**
 * What an undo does with a cell a push wrote. restore: still what was written, so the former value is put back · same: it has
 * its former value already · kept: somebody changed it since · gone: its lead is no more · cannot: `message` says why.
 */
export const UndoKind = z.enum(['restore', 'same', 'kept', 'gone', 'cannot'])
export type UndoKind = z.infer<typeof UndoKind>

/** The words for each, in the window and at a terminal. */
export const UNDO_LABELS: Readonly<Record<UndoKind, string>> = {
  restore: 'Put back',
  same: 'As before',
  kept: 'Kept',
  gone: 'Gone',
  cannot: 'Cannot',
}

/** Values are in the spelling a sheet would use; '' is an empty field. */
export const UndoCell = z.object({
  /** Counts up within the undo, from 1. */
  id: z.number().int().positive(),
  leadId: z.string(),
  attribute: z.string(),
  kind: UndoKind,
  before: z.string(),
  /** What the push wrote. */
  after: z.string(),
  /** What LeadSquared holds now; '' where the lead is gone. */
  now: z.string(),
  /** Plain words where the kind does not say it all; else ''. */
  message: z.string(),
})
export type UndoCell = z.infer<typeof UndoCell>

/** What taking a push back would do, in cells; nothing was sent. */
export const UndoReview = z.object({
  pushId: z.number().int(),
  sheetName: z.string(),
  /** ISO 8601, UTC: when the leads were read. */
  readAt: z.string(),
  /** Leads the push updated, and leads that would be written now. */
  leads: z.number().int(),
  toWrite: z.number().int(),
  restore: z.number().int(),
  same: z.number().int(),
  kept: z.number().int(),
  gone: z.number().int(),
  cannot: z.number().int(),
  /** Of `restore`, fields that were empty: cleared only once a first lead proves that an empty value clears them. */
  blanks: z.number().int(),
  /** Leads the push created: an undo never deletes, it can put them on a static list. */
  created: z.number().int(),
  /** Rows of the push that went without a before-image, so that nothing is known of what was there before. */
  withoutImage: z.number().int(),
  /** Of writing, at the account's limit. */
  calls: z.number().int(),
  /** Calls that read the leads again just before they are written. Left out by earlier versions. */
  lookCalls: z.number().int().optional(),
  seconds: z.number(),
  /** Names all of this to the host, which undoes only just that. */
  mark: z.string(),
})
export type UndoReview = z.infer<typeof UndoReview>
