import { z } from 'zod'
import { Held } from './held.ts'
import { AfterPush } from './after-push.ts'
import { Shape } from './shape.ts'
import { SheetLook } from './sheet-look.ts'

/** A row's name from paste to report. Unique in its sheet and never used twice, so results rejoin by it alone. */
export const RowId = z.number().int().positive()
export type RowId = z.infer<typeof RowId>

/** A column's slot in every row's `cells`. Never used twice in a sheet; the order on screen is the order of `columns`. */
export const ColumnId = z.number().int().nonnegative()
export type ColumnId = z.infer<typeof ColumnId>

export const SheetId = z.number().int().positive()
export type SheetId = z.infer<typeof SheetId>

/** What a date in figures begins with: day, month, year · month, day, year · year, month, day. */
export const DateOrder = z.enum(['dmy', 'mdy', 'ymd'])
export type DateOrder = z.infer<typeof DateOrder>

/** The sign before a number's fraction. */
export const DecimalSign = z.enum(['.', ','])
export type DecimalSign = z.infer<typeof DecimalSign>

/** What is done with `NULL`, `n/a`, `-`: taken as an empty cell, sent as it stands, or its row kept back. */
export const PlaceholderChoice = z.enum(['blank', 'send', 'stop'])
export type PlaceholderChoice = z.infer<typeof PlaceholderChoice>

/** What is done with a value that is none of its field's options: sent as it stands, left out, or its row kept back. */
export const UnknownOptionChoice = z.enum(['send', 'blank', 'stop'])
export type UnknownOptionChoice = z.infer<typeof UnknownOptionChoice>

/** A time zone by its IANA name, `Asia/Kolkata`: whose clocks times of day are of. LeadSquared keeps UTC. */
export const ZoneName = z.string().min(1).max(64)
export type ZoneName = z.infer<typeof ZoneName>

/** What values stand for, as somebody said: `['WIP', 'In Progress']`. `''`: left out; null: nothing but itself. */
export const ValueMap = z.array(z.tuple([z.string(), z.string().nullable()]))
export type ValueMap = z.infer<typeof ValueMap>

/** What the person said of how a column's cells are meant. What is not said is told by the cells. */
export const ReadAs = z
  .object({
    dates: DateOrder,
    decimal: DecimalSign,
    placeholders: PlaceholderChoice,
    unknownOptions: UnknownOptionChoice,
    zone: ZoneName,
    values: ValueMap,
    /** Of numbers without their country's code; ISO 3166 alpha-2. '': as they are written, whatever the sheet says. */
    phoneCountry: z.union([z.literal(''), z.string().length(2)]),
    /** What becomes of people who are no active user: 'leave' (their cells out), 'stop' (their rows here), or an email: they are this user's. */
    unknownOwners: z.string().min(1).max(254),
  })
  .partial()
export type ReadAs = z.infer<typeof ReadAs>

export const Column = z.object({
  id: ColumnId,
  /** The heading of the file; may be empty, may repeat, may hold dots and `__proto__`: never a key of an object. */
  header: z.string(),
  /** What the file calls it, where the person gave it another heading. */
  fileHeader: z.string().optional(),
  /** Schema name of the attribute the column goes to; null shows as "Not sent". */
  attribute: z.string().nullable(),
  /** Where set, every row has this value and `cells` is not looked at. */
  constant: z.string().nullable(),
  hidden: z.boolean(),
  /** CSS pixels; null lets the grid choose. */
  width: z.number().int().positive().nullable(),
  readAs: ReadAs.optional(),
})
export type Column = z.infer<typeof Column>

/**
 * A row as it travels and rests. `rank` orders the sheet: a row put between two others takes a rank between theirs.
 * `cells[column.id]`; a missing tail reads as ''.
 */
export const Row = z.object({
  id: RowId,
  rank: z.number(),
  cells: z.array(z.string()),
  /** Only where a cell holds something other than it shows. */
  held: Held.optional(),
})
export type Row = z.infer<typeof Row>

/** A cleaning that was done to the sheet: what a recipe does to the next file. */
export const CleaningDone = z.object({
  /** Its kind, as of the registry of cleanings. */
  cleaning: z.string(),
  chosen: z.record(z.string(), z.string().nullable()),
  /** The columns it went over; empty where it is about whole rows. */
  columns: z.array(ColumnId),
  /** So many changes of shape were made before it. */
  shapesBefore: z.number().int().nonnegative(),
  /** Only some cells or some of its changes: nothing that could be done to another file. */
  partly: z.boolean(),
})
export type CleaningDone = z.infer<typeof CleaningDone>

/** 'default' is the API's own search: the email address and the phone. Anything else is a mapped attribute. */
export const SearchBy = z.string().min(1)
export type SearchBy = z.infer<typeof SearchBy>
export const DEFAULT_SEARCH = 'default'

/** What an empty cell does to the field. An empty value's effect is not documented, so the default leaves it out. */
export const BlankChoice = z.enum(['skip', 'clear'])
export type BlankChoice = z.infer<typeof BlankChoice>

/** What happens to rows that share a search key; 'skip': none of them goes. */
export const DuplicateChoice = z.enum(['first', 'last', 'merge', 'order', 'skip'])
export type DuplicateChoice = z.infer<typeof DuplicateChoice>

/**
 * What a push may write. upsert: creates and updates, the contract's call · update: only leads that are there, by Lead ID ·
 * create: only leads that are not there · fill: only fields that are empty, of leads that are there.
 */
export const PushMode = z.enum(['upsert', 'update', 'create', 'fill'])
export type PushMode = z.infer<typeof PushMode>

export const SheetSettings = z.object({
  searchBy: SearchBy,
  blanks: BlankChoice,
  duplicates: DuplicateChoice,
  accountId: z.string(),
  /** ISO 3166 alpha-2, for reading phones written without a country; null: as written. */
  phoneCountry: z.string().length(2).nullable(),
  /** @default 'blank' */
  placeholders: PlaceholderChoice.optional(),
  /** @default 'send' */
  unknownOptions: UnknownOptionChoice.optional(),
  /** For columns whose own cells do not prove it, and of which nothing was said. */
  dateOrder: DateOrder.optional(),
  decimal: DecimalSign.optional(),
  /** Of times of day in columns of dates of which nothing was said. @default 'UTC' */
  zone: ZoneName.optional(),
  /** What was done to the sheet's shape, in order: what a recipe does to the next file. */
  shapes: z.array(Shape).optional(),
  /** Likewise the cleanings, in order. */
  cleanings: z.array(CleaningDone).optional(),
  /** Name of the recipe that was applied to the sheet, or made of it, last. */
  recipe: z.string().optional(),
  /** @default 'upsert' */
  mode: PushMode.optional(),
  /** What happens to the leads of its pushes. */
  after: AfterPush.optional(),
})
export type SheetSettings = z.infer<typeof SheetSettings>

export const PRACTICE_ACCOUNT_ID = 'practice'

export const DEFAULT_SETTINGS: SheetSettings = {
  searchBy: DEFAULT_SEARCH,
  blanks: 'skip',
  duplicates: 'order',
  accountId: PRACTICE_ACCOUNT_ID,
  phoneCountry: null,
}

/** All of a sheet but its rows. */
export const SheetHead = z.object({
  id: SheetId,
  name: z.string(),
  columns: z.array(Column),
  settings: SheetSettings,
  rowCount: z.number().int().nonnegative(),
  /** The least RowId not yet used; the page counts up from here. */
  nextRowId: RowId,
  /** The least ColumnId not yet used. */
  nextColumnId: ColumnId,
  /** How it was looked at last; left out where it never was. */
  look: SheetLook.optional(),
})
export type SheetHead = z.infer<typeof SheetHead>

/**
 * The one vocabulary of change: an edit on the page, an undo step, and what is mirrored to the workspace are all lists
 * of these. Each is idempotent, so a batch sent again after a lost answer does no harm.
 */
export const SheetPatch = z.discriminatedUnion('kind', [
  /**
   * `values[i]` into column `column` of row `rows[i]`. What the cells held goes, unless `held[i]` (of an undo) puts it
   * back.
   */
  z.object({
    kind: z.literal('setCells'),
    column: ColumnId,
    rows: z.array(RowId),
    values: z.array(z.string()),
    held: z.array(z.string().nullable()).optional(),
  }),
  /** Inserts rows, or overwrites those whose id is there. */
  z.object({ kind: z.literal('putRows'), rows: z.array(Row) }),
  z.object({ kind: z.literal('deleteRows'), rows: z.array(RowId) }),
  /** `ranks[i]` to `rows[i]`. */
  z.object({ kind: z.literal('setRanks'), rows: z.array(RowId), ranks: z.array(z.number()) }),
  /** The whole list: order, headings, mapping, constants, widths. A column that is left out keeps its cells. */
  z.object({ kind: z.literal('setColumns'), columns: z.array(Column) }),
  z.object({ kind: z.literal('setSettings'), settings: SheetSettings }),
  z.object({ kind: z.literal('rename'), name: z.string() }),
])
export type SheetPatch = z.infer<typeof SheetPatch>

/** Where each column that is sent goes. */
export function mappingOf(columns: readonly Column[]): { header: string; attribute: string }[] {
  return columns.flatMap(({ header, attribute }) => (attribute === null ? [] : [{ header, attribute }]))
}

/** The value a row has in a column: the column's constant where it has one, else the cell. */
export function cellOf(row: Pick<Row, 'cells'>, column: Column): string {
  return column.constant ?? row.cells[column.id] ?? ''
}
