import { z } from 'zod'
import { isZone } from '#shared/values/zones.ts'
import { AfterPush } from '#shared/domain/sheet/after-push.ts'
import { Shape } from '#shared/domain/sheet/shape.ts'
import {
  BlankChoice,
  DateOrder,
  DecimalSign,
  DuplicateChoice,
  PlaceholderChoice,
  SearchBy,
  UnknownOptionChoice,
  ValueMap,
  ZoneName,
} from '#shared/domain/sheet/sheet.ts'

/** The form this Leadsheet writes. Each earlier one is read for good (`recipe-file.ts`). */
export const RECIPE_VERSION = 1

/** A column of the file by its heading; of namesakes the n-th, as `Phone#2` (`column-names.ts`). */
const Heading = z.string().min(1).max(300)

export const RecipeName = z.string().trim().min(1).max(100)

/** A zone this machine does not know would be found out row by row. */
const KnownZone = ZoneName.refine(isZone, 'There is no time zone of this name.')

/** How the cells of one column are meant; what is not said is told by the cells. */
const Read = z
  .strictObject({
    dates: DateOrder,
    decimal: DecimalSign,
    placeholders: PlaceholderChoice,
    unknownOptions: UnknownOptionChoice,
    values: ValueMap,
    zone: KnownZone,
    /** ISO 3166 alpha-2; '': as they are written. */
    phoneCountry: z.union([z.literal(''), z.string().length(2)]),
    /** 'leave', 'stop', or the email of the user who takes them. */
    unknownOwners: z.string().min(1).max(254),
  })
  .partial()

export const RecipeColumn = z.strictObject({
  heading: Heading,
  /** What it is called from then on; left out: as the file calls it. */
  title: z.string().max(300).optional(),
  /** Schema name of the attribute it goes to; null: not sent. */
  attribute: z.string().min(1).nullable(),
  /** The one value of all rows. A column the file does not have is made for it. */
  constant: z.string().optional(),
  read: Read.optional(),
  /**
   * A file may come without it.
   * @default false
   */
  optional: z.boolean().optional(),
})
export type RecipeColumn = z.infer<typeof RecipeColumn>

const CleanStep = z.strictObject({
  /** Kind of the cleaning, as `--clean` names it. */
  clean: z.string().min(1),
  /** What is chosen for it, by the names of its options. */
  chosen: z.record(z.string(), z.string().nullable()).optional(),
  /** Where; empty for what is about whole rows. */
  columns: z.array(Heading),
})
const ShapeStep = z.strictObject({ shape: Shape })

/** One thing done to the cells, in the order they are done. */
export const RecipeStep = z.union([CleanStep, ShapeStep])
export type RecipeStep = z.infer<typeof RecipeStep>
export type CleanStep = z.infer<typeof CleanStep>

/**
 * All that was decided about a sheet, so that it can be decided of the next file without anybody being there. It names no
 * account and holds no key. What it does not answer, an unattended push stops for.
 */
export const Recipe = z.strictObject({
  /** Tells the file from any other JSON. */
  leadsheet: z.literal('recipe'),
  version: z.literal(RECIPE_VERSION),
  name: RecipeName,
  /** In the order they are sent. */
  columns: z.array(RecipeColumn).min(1).max(20_000),
  steps: z.array(RecipeStep).optional(),
  /** 'default', or the attribute leads are found by. */
  searchBy: SearchBy,
  blanks: BlankChoice,
  duplicates: DuplicateChoice,
  placeholders: PlaceholderChoice,
  /** Left out: nobody decided, so a value that is no option and stands in no value map stops the push. */
  unknownOptions: UnknownOptionChoice.optional(),
  /** ISO 3166 alpha-2. */
  phoneCountry: z.string().length(2).optional(),
  dateOrder: DateOrder.optional(),
  decimal: DecimalSign.optional(),
  /** Whose clocks times of day are of, by its IANA name. Left out: UTC. */
  zone: KnownZone.optional(),
  /** What happens to the leads of the push. Left out: nothing. */
  after: AfterPush.optional(),
  /** What may be written. Left out: create and update. */
  mode: z.enum(['upsert', 'update', 'create', 'fill']).optional(),
})
export type Recipe = z.infer<typeof Recipe>
