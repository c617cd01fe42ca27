import { z } from 'zod'

/** As far as letters stay readable and rows still stand for something. Percent. */
export const ZOOMS: readonly number[] = [60, 70, 80, 90, 100, 110, 125, 150, 175, 200]

const ColumnRef = z.number().int().nonnegative()
/** The colour of a cell: an error, a warning, either of them, none. */
export const CellMark = z.enum(['error', 'warning', 'any', 'none'])
export type CellMark = z.infer<typeof CellMark>

const RowRef = z.number().int().positive()

/** How many lines of text a row can be high. One shows its text in one line, the others break it. */
export const ROW_LINES: readonly number[] = [1, 2, 3, 5, 8]

/** The highest row, in lines. Above it little of the sheet would be left in a window. */
export const MOST_LINES = 25
/** So many rows of a sheet can have a height of their own: they are gone through whenever rows come or go. */
export const MOST_OWN_HEIGHTS = 2_000

/** A filter of one column. `one-of` holds values exactly as they stand. */
export const KeptColumnFilter = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['contains', 'not-contains', 'equals', 'begins']), text: z.string() }),
  z.object({ kind: z.enum(['empty', 'filled']) }),
  z.object({ kind: z.literal('one-of'), values: z.array(z.string()) }),
  z.object({ kind: z.literal('marked'), mark: CellMark }),
])
export type KeptColumnFilter = z.infer<typeof KeptColumnFilter>

/**
 * How a sheet is looked at, which is no part of what is in it: kept for each sheet by itself. What a later version wrote
 * and this one cannot read is left out; it never keeps a sheet from being opened.
 */
export const SheetLook = z.object({
  /** Percent, one of `ZOOMS`. */
  zoom: z.number().int().min(10).max(400).catch(100),
  /** Lines a row is high, one of `ROW_LINES`. */
  lines: z.number().int().min(1).max(20).catch(1),
  /** Rows that are higher or lower than the others, and how many lines high each is, in parts of one where it was drawn so. */
  heights: z
    .array(z.tuple([RowRef, z.number().min(1).max(MOST_LINES)]))
    .max(MOST_OWN_HEIGHTS)
    .catch([]),
  /** The last column that stands still while the others scroll; null: none of the sheet's own. */
  frozen: ColumnRef.nullable().catch(null),
  /** What the rows are sorted by: a column, or their status; null: the sheet's own order. */
  sort: z
    .object({ by: z.union([ColumnRef, z.literal('status')]), direction: z.enum(['asc', 'desc']) })
    .nullable()
    .catch(null),
  filter: z
    .object({
      text: z.string(),
      /** Names of statuses; those not known here are not looked at. */
      statuses: z.array(z.string()),
      problem: z.string().nullable(),
      /** A named set of rows, as runs from the first to the last id of each. */
      only: z.object({ label: z.string(), runs: z.array(z.tuple([RowRef, RowRef])) }).nullable(),
      columns: z.array(z.tuple([ColumnRef, KeptColumnFilter])),
    })
    .nullable()
    .catch(null),
  /** The cell the selection begins in, and how many rows down and columns across it goes on from there. */
  selection: z
    .object({ row: RowRef, column: ColumnRef, down: z.number().int(), across: z.number().int() })
    .nullable()
    .catch(null),
  /** The first row in sight, and how far the sheet is scrolled to the side in CSS pixels. */
  scroll: z
    .object({ row: RowRef, left: z.number().min(0) })
    .nullable()
    .catch(null),
})
export type SheetLook = z.infer<typeof SheetLook>

export const PLAIN_LOOK: SheetLook = {
  zoom: 100,
  lines: 1,
  heights: [],
  frozen: null,
  sort: null,
  filter: null,
  selection: null,
  scroll: null,
}

/** Ids in rising order as runs; null where more than `most` would be needed. */
export function runsOf(ids: Iterable<number>, most = 20_000): [number, number][] | null {
  const runs: [number, number][] = []
  for (const id of [...ids].sort((one, other) => one - other)) {
    const last = runs.at(-1)
    if (last && id <= last[1] + 1) last[1] = id
    else if (runs.push([id, id]) > most) return null
  }
  return runs
}

export function idsIn(runs: readonly (readonly [number, number])[]): Set<number> {
  const ids = new Set<number>()
  for (const [first, last] of runs) for (let id = first; id <= last; id++) ids.add(id)
  return ids
}
