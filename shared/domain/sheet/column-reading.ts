import { z } from 'zod'
import { ColumnId, DateOrder, DecimalSign, ZoneName, type SheetSettings } from './sheet.ts'

/** How a column of dates or numbers is read, and why. */
export const ColumnReading = z.object({
  columnId: ColumnId,
  header: z.string(),
  kind: z.enum(['dates', 'numbers']),
  /** Null: nobody said, and the cells do not prove it. */
  as: z.union([DateOrder, DecimalSign]).nullable(),
  /** Who decided. 'sheet': what was said for all columns that prove nothing themselves. */
  by: z.enum(['person', 'cells', 'sheet', 'nobody']),
  /** Cells that can be read in one way only, by that way. Two ways: the column contradicts itself. */
  proof: z.array(z.object({ as: z.union([DateOrder, DecimalSign]), cells: z.number().int() })),
  /** Cells that mean different things read this way or that. */
  either: z.number().int().nonnegative(),
  /** One of those, as it stands in the sheet; null where there is none. */
  example: z.string().nullable(),
  /** Currencies written beside amounts, which do not go along. More than one: those cells are kept back. */
  currencies: z.array(z.string()),
  /** Cells with a time of day of which they do not say the zone. @default 0 */
  times: z.number().int().nonnegative().optional(),
  /** Cells with a time of day and an offset that is not UTC's: they are sent in UTC by it. @default 0 */
  offsets: z.number().int().nonnegative().optional(),
  /** Whose clocks these times are of, as somebody said; left out: nobody did, and they are taken as UTC. */
  zone: ZoneName.optional(),
})
export type ColumnReading = z.infer<typeof ColumnReading>

/** True where somebody has to say how the column is meant before all of it can be sent. */
export function isOpenReading({ as, either }: ColumnReading): boolean {
  return as === null && either > 0
}

/** What the sheet says of its columns as a whole. */
export type ReadingSettings = Partial<
  Pick<SheetSettings, 'placeholders' | 'unknownOptions' | 'dateOrder' | 'decimal' | 'phoneCountry' | 'zone'>
>
