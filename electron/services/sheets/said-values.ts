import { foldedValue } from '#shared/domain/sheet/options.ts'
import type { Column, ValueMap } from '#shared/domain/sheet/sheet.ts'

/** What a change of the columns says anew of values, and, as null, takes back; by attribute. */
export function newlySaid(
  before: readonly Column[],
  after: readonly Column[],
): { attribute: string; values: ValueMap }[] {
  return after.flatMap((column) => {
    const old = before.find(({ id }) => id === column.id)
    const { attribute } = column
    // A column that goes elsewhere now takes nothing back: what its values stood for is as true as it was.
    if (!old || attribute === null || old.attribute !== attribute || old.readAs === column.readAs) return []
    const was = byValue(old.readAs?.values)
    const is = byValue(column.readAs?.values)
    const values: ValueMap = []
    for (const [key, [value, option]] of is) if (was.get(key)?.[1] !== option) values.push([value, option])
    for (const [key, [value]] of was) if (!is.has(key)) values.push([value, null])
    return values.length > 0 ? [{ attribute, values }] : []
  })
}

function byValue(values: ValueMap = []): Map<string, ValueMap[number]> {
  return new Map(values.map((entry) => [foldedValue(entry[0]), entry]))
}
