import { tidiedAfter } from '#shared/domain/sheet/after-push.ts'
import { columnName } from '#shared/domain/sheet/column-names.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import type {
  Column,
  ColumnId,
  ReadAs,
  SheetSettings,
  UnknownOptionChoice,
  ValueMap,
} from '#shared/domain/sheet/sheet.ts'
import { RECIPE_VERSION, type Recipe, type RecipeColumn, type RecipeStep } from './recipe.ts'

export interface RecipeSource {
  columns: readonly Column[]
  settings: SheetSettings
  /** How the columns of dates and numbers are read now, whoever decided it: the next file may have no cell that proves it. */
  readings: readonly ColumnReading[]
  /** What is remembered of values of an attribute in the account. */
  known(attribute: string): ValueMap
  /** What becomes of values that are no options; undefined: a push nobody attends stops. */
  unknownOptions: UnknownOptionChoice | undefined
}

/** What was done to the sheet that no recipe can do to another: it changed some cells and not a column. */
export function leftOutSteps({ cleanings = [] }: SheetSettings): string[] {
  return cleanings.filter(({ partly }) => partly).map(({ cleaning }) => cleaning)
}

/** The columns as the file calls them. */
export function asInFile(columns: readonly Column[]): Column[] {
  return columns.map((column) => ({ ...column, header: column.fileHeader ?? column.header }))
}

/** All that was decided about a sheet, under a name. */
export function makeRecipe(name: string, source: RecipeSource): Recipe {
  const { settings, unknownOptions } = source
  const { mode } = settings
  const after = settings.after && tidiedAfter(settings.after)
  const inFile = asInFile(source.columns)
  const steps = stepsOf(source.columns, settings)
  return {
    leadsheet: 'recipe',
    version: RECIPE_VERSION,
    name: name.trim(),
    columns: source.columns.flatMap((column, index) => {
      const file = inFile[index]!
      const says = column.attribute !== null || column.constant !== null || file.header.trim() !== ''
      return says ? [recipeColumn(column, columnName(inFile, file), source)] : []
    }),
    ...(steps.length > 0 ? { steps } : {}),
    searchBy: settings.searchBy,
    blanks: settings.blanks,
    duplicates: settings.duplicates,
    placeholders: settings.placeholders ?? 'blank',
    ...(unknownOptions ? { unknownOptions } : {}),
    ...(settings.phoneCountry === null ? {} : { phoneCountry: settings.phoneCountry }),
    ...(settings.dateOrder ? { dateOrder: settings.dateOrder } : {}),
    ...(settings.decimal ? { decimal: settings.decimal } : {}),
    ...(settings.zone ? { zone: settings.zone } : {}),
    ...(after ? { after } : {}),
    ...(mode && mode !== 'upsert' ? { mode } : {}),
  }
}

function recipeColumn(column: Column, heading: string, source: RecipeSource): RecipeColumn {
  const { attribute, constant, header, fileHeader } = column
  const read = readOf(column, source)
  return {
    heading,
    ...(fileHeader !== undefined && fileHeader !== header ? { title: header } : {}),
    attribute,
    ...(constant === null ? {} : { constant }),
    ...(Object.keys(read).length > 0 ? { read } : {}),
  }
}

function readOf({ id, attribute, readAs }: Column, source: RecipeSource): ReadAs {
  const { readings } = source
  const read: ReadAs = { ...readAs }
  const reading = readings.find(({ columnId }) => columnId === id)
  if (reading?.as && attribute !== null) {
    if (reading.kind === 'dates') read.dates ??= reading.as as ReadAs['dates'] & string
    else read.decimal ??= reading.as as ReadAs['decimal'] & string
  }
  const values = new Map([...(attribute === null ? [] : source.known(attribute)), ...(readAs?.values ?? [])])
  delete read.values
  return values.size > 0 ? { ...read, values: [...values] } : read
}

function stepsOf(columns: readonly Column[], { shapes = [], cleanings = [] }: SheetSettings): RecipeStep[] {
  const nameOf = (id: ColumnId): string[] => {
    const column = columns.find((each) => each.id === id)
    return column ? [columnName(columns, column)] : []
  }
  const whole = cleanings.filter(({ partly }) => !partly)
  const steps: RecipeStep[] = []
  for (let done = 0; done <= shapes.length; done++) {
    for (const { cleaning, chosen, columns: over, shapesBefore } of whole) {
      // A change of shape taken back leaves fewer than there were.
      if (Math.min(shapesBefore, shapes.length) !== done) continue
      const names = over.flatMap(nameOf)
      // Its columns are gone, and with them what it did.
      if (over.length > 0 && names.length === 0) continue
      steps.push({
        clean: cleaning,
        ...(Object.keys(chosen).length > 0 ? { chosen } : {}),
        columns: names,
      })
    }
    const shape = shapes[done]
    if (shape) steps.push({ shape })
  }
  return steps
}
