import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { foldedValue, optionMatcher, standingFor } from '#shared/domain/sheet/options.ts'
import type { Column, ColumnId, ValueMap } from '#shared/domain/sheet/sheet.ts'
import { valueInQuotes } from '#shared/wording/quoted.ts'
import { columnNamed, unmistakable } from './column-name.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import type { ValuesSaid } from './options/meanings.ts'

/** Options named in a refusal: more are read in the account. */
const MOST_NAMED = 12

/**
 * The columns with what `--value` says that values stand for, on top of what a recipe says.
 * @throws {Ending} where no column is meant, it goes to no field with options, or what is said is none of them
 */
export function sayValues(
  columns: readonly Column[],
  said: readonly ValuesSaid[],
  attributes: readonly Attribute[],
): Column[] {
  const told = new Map<ColumnId, ValueMap>()
  for (const { header, values } of said) {
    const column = header === null ? onlyOne(columns, attributes) : columnNamed(columns, header, '--value')
    const field = attributes.find(({ schemaName }) => schemaName === column.attribute)
    const name = unmistakable(columns, column)
    if (field?.dataType === 'User')
      throw new Ending(
        WRONG_USAGE,
        `--value: “${name}” holds people. Say who is meant with --owner. Nothing was sent.`,
      )
    if (!takesOptions(field)) {
      throw new Ending(
        WRONG_USAGE,
        `--value: “${name}” ${column.attribute === null ? 'is not sent' : `goes to ${column.attribute}`}, which is not a field with options. Nothing was sent.`,
      )
    }
    const meant = told.get(column.id) ?? []
    for (const [written, option] of values) {
      if (meant.some(([other]) => foldedValue(other) === foldedValue(written)))
        throw new Ending(WRONG_USAGE, `--value says two things of ${valueInQuotes(written)} in “${name}”.`)
      meant.push([written, option === '' ? '' : meaningOf(option, field, name)])
    }
    told.set(column.id, meant)
  }
  return columns.map((column) => {
    const values = told.get(column.id)
    if (!values) return column
    const others = (column.readAs?.values ?? []).filter(
      ([written]) => !values.some(([now]) => foldedValue(now) === foldedValue(written)),
    )
    return { ...column, readAs: { ...column.readAs, values: [...others, ...values] } }
  })
}

function takesOptions(field: Attribute | undefined): field is Attribute {
  return field?.dataType === 'Select' && field.options.length > 0
}

function onlyOne(columns: readonly Column[], attributes: readonly Attribute[]): Column {
  const found = columns.filter(({ attribute }) =>
    takesOptions(attributes.find(({ schemaName }) => schemaName === attribute)),
  )
  if (found.length === 1) return found[0]!
  throw new Ending(
    WRONG_USAGE,
    found.length === 0
      ? '--value: no column goes to a field with options. Nothing was sent.'
      : `--value: ${found.length} columns go to fields with options. Name one after @: ${found.map((column) => `“${unmistakable(columns, column)}”`).join(', ')}. Nothing was sent.`,
  )
}

/** An option, or in a field that takes several more of them with a plus between: `Data Workshop + Sales Clinic`. */
function meaningOf(said: string, field: Attribute, column: string): string {
  const match = optionMatcher({ dataType: field.dataType, options: field.options })!
  const optionOf = (text: string): string | null => {
    const found = match(text)
    return found.kind === 'option' ? text : found.kind === 'spelling' ? found.meant : null
  }
  const whole = optionOf(said)
  if (whole !== null) return whole
  const parts = said.split('+').map((part) => part.trim())
  if (parts.length > 1 && parts.every((part) => optionOf(part) !== null)) {
    if (field.several !== undefined) return standingFor(parts.map((part) => optionOf(part)!))
    throw new Ending(
      WRONG_USAGE,
      `--value: “${column}” goes to ${field.schemaName}, which takes one of its options, not ${valueInQuotes(said)}. Nothing was sent.`,
    )
  }
  const named = field.options.slice(0, MOST_NAMED).join(', ')
  const more = field.options.length > MOST_NAMED ? ` and ${field.options.length - MOST_NAMED} more` : ''
  throw new Ending(
    WRONG_USAGE,
    `--value: ${valueInQuotes(said)} is no option of ${field.schemaName}, where “${column}” goes. Its options are: ${named}${more}. Nothing was sent.`,
  )
}
