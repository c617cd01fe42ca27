import { z } from 'zod'
import { ColumnId, PushMode, RowId } from '#shared/domain/sheet/sheet.ts'

/** Of a cell that was edited here and moved in LeadSquared meanwhile: the sheet's value goes, or the cell stays out. */
export const ConflictAnswer = z.enum(['leave', 'mine'])
export type ConflictAnswer = z.infer<typeof ConflictAnswer>

/** A push of edited cells of linked rows, and of nothing else. */
export const EditedOnly = z.object({
  /** For conflicts that `answers` does not name. */
  conflicts: ConflictAnswer,
  answers: z.array(z.object({ rowId: RowId, column: ColumnId, answer: ConflictAnswer })),
})
export type EditedOnly = z.infer<typeof EditedOnly>

/**
 * Of a row that failed because its phone belongs to another lead. that-lead: it updates that lead, found by the phone ·
 * without-phone: both leads stay, and the phone is left out · skip: it stays out.
 */
export const PhoneAnswer = z.enum(['that-lead', 'without-phone', 'skip'])
export type PhoneAnswer = z.infer<typeof PhoneAnswer>

/** The lead a refused row's phone belongs to. '' where LeadSquared holds nothing. */
export const PhoneOwner = z.object({
  rowId: RowId,
  phone: z.string(),
  leadId: z.string(),
  name: z.string(),
  email: z.string(),
  owner: z.string(),
})
export type PhoneOwner = z.infer<typeof PhoneOwner>

/** A cell of a before-image: what the field held before, and what was written. Both in the sheet's spelling. */
export const ImageCell = z.object({
  column: ColumnId,
  attribute: z.string(),
  before: z.string(),
  after: z.string(),
  /** It was not written after all, as its lead had moved by then. @default false */
  left: z.boolean().optional(),
  /** It was written once before the push began, to prove what that does. @default false */
  tried: z.boolean().optional(),
})
export type ImageCell = z.infer<typeof ImageCell>

/** How a push writes, as it is kept with it. Pushes of earlier versions have none: they are upserts without a before-image. */
export const PushWrite = z.object({
  mode: PushMode,
  /** create-or-update: finds leads by the search key · update: by Lead ID, and never creates. */
  way: z.enum(['create-or-update', 'update']),
  of: z.enum(['sheet', 'edited', 'undo']),
  /** ISO 8601, UTC: when the leads were read; null where they were not. */
  comparedAt: z.string().nullable(),
  /** Of an undo: the push it takes back, and its cells that stay as they are. */
  undo: z
    .object({
      pushId: z.number().int(),
      /** Have their former value already. */
      same: z.number().int(),
      kept: z.number().int(),
      gone: z.number().int(),
      cannot: z.number().int(),
    })
    .nullable(),
})
export type PushWrite = z.infer<typeof PushWrite>

/** What History says of a push's way of writing. */
export const PushWriteView = z.object({
  mode: PushMode,
  of: PushWrite.shape.of,
  /** The push it takes back; null where it takes none back. */
  undoOf: z.number().int().nullable(),
  /** Its before-image, by which it can be taken back; null where there is none, or not any more. */
  image: z
    .object({
      rows: z.number().int(),
      cells: z.number().int(),
      /** ISO 8601, UTC: it is dropped then. */
      until: z.string(),
    })
    .nullable(),
})
export type PushWriteView = z.infer<typeof PushWriteView>

/** What a review says of a push that compared. */
export const ReviewedWrite = z.object({
  mode: PushMode,
  /** ISO 8601, UTC. */
  comparedAt: z.string(),
  /** Cells that change leads that are there, and cells of these that stay out because LeadSquared has them already. */
  cells: z.number().int(),
  savedCells: z.number().int(),
  /** Fields that no row sends, as none differs in it. Left out by earlier versions. */
  savedFields: z.number().int().optional(),
  /** Rows that stay out because all of their cells do, and the calls that saves. */
  savedRows: z.number().int(),
  savedCalls: z.number().int(),
  /** Calls that read the leads again just before they are written. Left out by earlier versions. */
  lookCalls: z.number().int().optional(),
  /** Edited cells that moved in LeadSquared and stay out. */
  conflicts: z.number().int(),
  /** Rows that go without a before-image, as they were edited or not matched when the sheet was compared. */
  withoutImage: z.number().int(),
})
export type ReviewedWrite = z.infer<typeof ReviewedWrite>
