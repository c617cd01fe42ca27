import type { Attribute, AttributeList } from '#shared/domain/sheet/attributes.ts'
import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import { optionMatcher, optionsMeant } from '#shared/domain/sheet/options.ts'
import { KEEP_ROWS, LEAVE_OUT, personMatcher } from '#shared/domain/sheet/people.ts'
import { DEFAULT_SEARCH, type Column, type ColumnId, type SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { asInFile } from './make-recipe.ts'
import type { Recipe, RecipeColumn } from './recipe.ts'

/** Something of the recipe and the file that does not meet. Until it is answered, a push nobody attends stops. */
export interface Misfit {
  kind:
    | 'new-column'
    | 'missing-column'
    | 'unclear-column'
    | 'no-attribute'
    | 'no-option'
    /** Found only where the account's users were read; a push reads them, and asks about those its rows name. */
    | 'no-user'
    | 'search-by'
    | 'step'
  text: string
  /** Of a column that is there. */
  columnId: ColumnId | null
  /** What is not sent because of it. */
  attribute?: string | undefined
}

export interface Fit {
  /** The sheet's columns as the recipe has them: what it knows first, in its order, then what it does not know. */
  columns: Column[]
  /** Headings that were found. */
  fitted: string[]
  /** Where each column of the recipe is, in its order; null: nowhere. */
  places: (ColumnId | null)[]
  misfits: Misfit[]
}

export interface FitOptions {
  attributes: AttributeList
  takeId: () => ColumnId
  /** Before the recipe's steps are done: columns they will make are not missing yet. */
  stepsToCome: boolean
  /** Columns that were there before its steps; what they make beside that is nobody's new column. */
  known?: ReadonlySet<ColumnId>
  /** Where its columns were before its steps. */
  places?: readonly (ColumnId | null)[]
}

/** `#2`: the second column without a heading. */
const NO_HEADING = /^#\d+$/

/** Lays a recipe over the columns of a file. Nothing is guessed: a heading is the same but for case and spaces, or another. */
export function fitRecipe(recipe: Recipe, columns: readonly Column[], options: FitOptions): Fit {
  const { attributes, takeId, stepsToCome, known, places: before = [] } = options
  const inFile = asInFile(columns)
  const taken = new Set<ColumnId>()
  const placed: Column[] = []
  const fitted: string[] = []
  const places: Fit['places'] = []
  const misfits: Misfit[] = []
  const toCome = stepsToCome ? madeBySteps(recipe) : new Set<string>()
  for (const [index, wanted] of recipe.columns.entries()) {
    const place = columns.find(({ id }) => id === before[index])
    const called = place ? [place] : calledIn(inFile, wanted).filter(({ id }) => !taken.has(id))
    if (called.length > 1) {
      places.push(null)
      misfits.push({
        kind: 'unclear-column',
        columnId: null,
        attribute: wanted.attribute ?? undefined,
        text: `${called.length} columns are called “${wanted.heading}”, and the recipe has one of them.`,
      })
      for (const { id } of called) taken.add(id)
      placed.push(...columns.filter(({ id }) => called.some((each) => each.id === id)).map(unsent))
      continue
    }
    const found = columns.find(({ id }) => id === called[0]?.id)
    if (!found && wanted.constant === undefined) {
      places.push(null)
      const matters = wanted.attribute !== null && wanted.optional !== true && !toCome.has(wanted.heading)
      if (matters) {
        misfits.push({
          kind: 'missing-column',
          columnId: null,
          attribute: wanted.attribute ?? undefined,
          text: `There is no column “${wanted.heading}”, which goes to ${wanted.attribute}.`,
        })
      }
      continue
    }
    const column = laid(wanted, found ?? madeFor(wanted, takeId()))
    taken.add(column.id)
    placed.push(column)
    places.push(column.id)
    fitted.push(wanted.heading)
    misfits.push(...misfitsOf(column, attributes))
  }
  const others = columns.filter(({ id }) => !taken.has(id)).map(unsent)
  for (const column of others) {
    const heading = column.header.trim()
    if (heading === '' || (known && !known.has(column.id))) continue
    misfits.push({
      kind: 'new-column',
      columnId: column.id,
      text: `The column “${heading}” is new: the recipe does not say where it goes.`,
    })
  }
  const { searchBy } = recipe
  if (
    searchBy !== DEFAULT_SEARCH &&
    !placed.some(({ attribute }) => attribute === searchBy) &&
    !stepsToCome
  ) {
    misfits.push({
      kind: 'search-by',
      columnId: null,
      attribute: searchBy,
      text: `Leads are searched by ${searchBy}, and no column goes there.`,
    })
  }
  return { columns: [...placed, ...others], fitted, places, misfits }
}

/** A value for all rows without a heading stands in no file. */
function calledIn(inFile: readonly Column[], { heading, constant }: RecipeColumn): readonly Column[] {
  return constant !== undefined && NO_HEADING.test(heading) ? [] : columnsCalled(inFile, heading)
}

function unsent(column: Column): Column {
  return { ...column, attribute: null }
}

function madeFor({ heading }: RecipeColumn, id: ColumnId): Column {
  const header = NO_HEADING.test(heading) ? '' : heading.replace(/#\d+$/, '')
  return { id, header, attribute: null, constant: null, hidden: false, width: null }
}

function laid({ attribute, constant, title, read }: RecipeColumn, column: Column): Column {
  const { readAs: _before, ...rest } = column
  return {
    ...rest,
    ...(title === undefined ? {} : { header: title, fileHeader: column.fileHeader ?? column.header }),
    attribute,
    constant: constant ?? null,
    ...(read ? { readAs: read } : {}),
  }
}

function misfitsOf(column: Column, { source, attributes }: AttributeList): Misfit[] {
  if (column.attribute === null) return []
  const misfit = (kind: Misfit['kind'], text: string): Misfit => ({ kind, columnId: column.id, text })
  const name = column.header.trim() || column.attribute
  const field = attributes.find(({ schemaName }) => schemaName === column.attribute)
  // The built-in list is not the account's own: what it lacks may well be there.
  if (!field && source === 'built-in') return []
  if (!field)
    return [misfit('no-attribute', `“${name}” goes to ${column.attribute}, which the account does not have.`)]
  if (field.readOnly)
    return [misfit('no-attribute', `“${name}” goes to ${column.attribute}, which is read-only.`)]
  if (field.dataType === 'User') return namedNobody(column, field).map((text) => misfit('no-user', text))
  const match = optionMatcher(field)
  if (!match) return []
  return (column.readAs?.values ?? []).flatMap(([value, meant]) => {
    const options = meant === null ? [] : optionsMeant(meant)
    if (options.length > 1 && field.several === undefined)
      return [
        misfit(
          'no-option',
          `“${value}” stands for ${options.map((option) => `“${option}”`).join(' and ')}, and ${field.displayName} takes one of its options.`,
        ),
      ]
    return options
      .filter((option) => match(option).kind !== 'option')
      .map((option) =>
        misfit(
          'no-option',
          `“${value}” stands for “${option}”, which is no option of ${field.displayName} any more.`,
        ),
      )
  })
}

/** Who was said to be meant and is no active user of the account any more. */
function namedNobody({ readAs }: Column, { displayName, people }: Attribute): string[] {
  if (!people || !('users' in people)) return []
  const match = personMatcher(people.users, {})
  const isNobody = (email: string) => match(email).kind !== 'found'
  const otherwise = readAs?.unknownOwners
  const values = (readAs?.values ?? []).flatMap(([value, email]) =>
    email === null || email === '' || !isNobody(email)
      ? []
      : [`“${value}” stands for ${email}, who is no active user of the account any more (${displayName}).`],
  )
  return otherwise === undefined || otherwise === LEAVE_OUT || otherwise === KEEP_ROWS || !isNobody(otherwise)
    ? values
    : [
        ...values,
        `${otherwise} takes all who are no user (${displayName}), and is no active user of the account any more.`,
      ]
}

/** Headings of the columns that the recipe's own steps make. */
function madeBySteps({ steps = [] }: Recipe): Set<string> {
  const made = new Set<string>()
  for (const step of steps) {
    if ('clean' in step) {
      if (step.clean === 'names') for (const name of ['First Name', 'Last Name']) made.add(name)
      continue
    }
    const { shape } = step
    if ('into' in shape) for (const name of [shape.into].flat()) made.add(name)
    if ('take' in shape) for (const { into } of shape.take) made.add(into)
  }
  return made
}

/** What a recipe says of the sheet as a whole, over what is set. The account stays. */
export function settingsOf(recipe: Recipe, before: SheetSettings, columns: readonly Column[]): SheetSettings {
  const {
    placeholders: _p,
    unknownOptions: _u,
    dateOrder: _d,
    decimal: _n,
    zone: _z,
    mode: _m,
    after: _a,
    ...rest
  } = before
  const isThere = columns.some(({ attribute }) => attribute === recipe.searchBy)
  return {
    ...rest,
    searchBy: isThere ? recipe.searchBy : DEFAULT_SEARCH,
    blanks: recipe.blanks,
    duplicates: recipe.duplicates,
    placeholders: recipe.placeholders,
    ...(recipe.unknownOptions ? { unknownOptions: recipe.unknownOptions } : {}),
    phoneCountry: recipe.phoneCountry ?? null,
    ...(recipe.dateOrder ? { dateOrder: recipe.dateOrder } : {}),
    ...(recipe.decimal ? { decimal: recipe.decimal } : {}),
    ...(recipe.zone ? { zone: recipe.zone } : {}),
    ...(recipe.mode ? { mode: recipe.mode } : {}),
    ...(recipe.after ? { after: recipe.after } : {}),
    recipe: recipe.name,
  }
}
