import { z } from 'zod'

/**
 * A column by its heading, which is all that a recipe can know of the next file; of namesakes the n-th, as `Phone#2`
 * (`column-names.ts`).
 */
const ColumnName = z.string().min(1).max(300)

/** What becomes of cells that hold something else already. Not said: whoever is there is asked, and nobody guesses. */
export const ExistingChoice = z.enum(['keep', 'replace'])
export type ExistingChoice = z.infer<typeof ExistingChoice>

/** Which of several rows with one key stays: the first, the last, or the one with the most filled cells. */
export const KeepChoice = z.enum(['first', 'last', 'fullest'])
export type KeepChoice = z.infer<typeof KeepChoice>

/** Which row of the other sheet counts where several have the key and say different things; 'none': no value is taken. */
export const SeveralChoice = z.enum(['none', 'first', 'last'])
export type SeveralChoice = z.infer<typeof SeveralChoice>

const existing = ExistingChoice.optional()

/**
 * One change of the sheet's shape, as it is chosen, remembered and carried by a recipe. A column named in `into` is made
 * where it is not there. No shape ever empties a cell: where nothing comes out, the cell stays.
 */
export const Shape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('split'),
    column: ColumnName,
    /** The text between two parts; one space stands for any run of white space. */
    by: z.string().min(1).max(40),
    into: z.array(ColumnName).min(1).max(20),
    /** Which column takes what is left where there are more parts than columns. */
    rest: z.enum(['last', 'first']),
    existing,
  }),
  z.object({
    kind: z.literal('combine'),
    /** `{First name} {Last name}`; `{{` and `}}` are braces. */
    template: z.string().min(1).max(2_000),
    into: ColumnName,
    /** 'tidy': an empty part goes with what stands around it. 'leave': such a row is left alone. */
    gaps: z.enum(['tidy', 'leave']),
    existing,
  }),
  z.object({
    kind: z.literal('first-filled'),
    columns: z.array(ColumnName).min(2).max(50),
    into: ColumnName,
    existing,
  }),
  z.object({
    kind: z.literal('look-up'),
    /** Name of the other sheet. */
    sheet: z.string().min(1),
    key: ColumnName,
    /** The column of the other sheet that has the same keys. */
    theirKey: ColumnName,
    /** Columns of the other sheet, and where each goes. */
    take: z
      .array(z.object({ column: ColumnName, into: ColumnName }))
      .min(1)
      .max(50),
    several: SeveralChoice,
    existing,
  }),
  z.object({
    kind: z.literal('unique'),
    columns: z.array(ColumnName).min(1).max(50),
    keep: KeepChoice,
  }),
  z.object({ kind: z.literal('fill-down'), columns: z.array(ColumnName).min(1).max(200) }),
  z.object({
    kind: z.literal('extract'),
    column: ColumnName,
    /** A JavaScript expression; what its first group holds is taken, without a group all that it matches. */
    pattern: z.string().min(1).max(1_000),
    matchCase: z.boolean(),
    into: ColumnName,
    existing,
  }),
])
export type Shape = z.infer<typeof Shape>
export type ShapeKind = Shape['kind']
