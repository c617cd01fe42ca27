import type { Attribute } from './attributes.ts'
import { optionMatcher, type OptionMatcher } from './options.ts'
import { sentColumns } from './sent-text.ts'
import type { Column } from './sheet.ts'

/**
 * Which values of a cell are open: the whole cell, or of one with several choices those that are none of the field's options and that
 * nobody said a word about.
 */
export function openChoicesIn(
  attributes: readonly Attribute[],
): (value: string, column: Column) => readonly string[] {
  const matchers = new Map<Column, OptionMatcher | null>()
  return (value, column) => {
    let match = matchers.get(column)
    if (match === undefined) {
      const field = attributes.find(({ schemaName }) => schemaName === column.attribute)
      match = field ? optionMatcher(field, sentColumns([column], attributes)[0]!.values) : null
      matchers.set(column, match)
    }
    const found = match?.(value)
    return found && 'choices' in found && found.choices ? found.choices.open : [value]
  }
}
