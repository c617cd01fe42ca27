import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { suggestMapping } from '#shared/domain/sheet/mapping/mapping.ts'
import type { Column, ColumnId } from '#shared/domain/sheet/sheet.ts'
import { severalCalled } from './column-problems.ts'

/** A column a shape writes to; `isNew`: it is made for it. */
export interface Target {
  column: Column
  isNew: boolean
}

interface Sheet {
  columns: readonly Column[]
  attributes: readonly Attribute[]
  takeId: () => ColumnId
}

/**
 * The columns called `names`, made where they are not there.
 * @returns a sentence instead where a name can mean several columns, is there twice, or means one that has one value for every row
 */
export function targetsCalled(
  names: readonly string[],
  { columns, attributes, takeId }: Sheet,
): Target[] | string {
  const targets: Target[] = []
  for (const name of names) {
    const header = name.trim()
    if (header === '') return 'Say what the new column is called.'
    const [column, ...others] = columnsCalled(columns, header)
    if (others.length > 0) return severalCalled(header, others.length + 1)
    if (column !== undefined && column.constant !== null) {
      return `“${header}” has one value for every row, so nothing can be written into it. Give it own values first, or take another column.`
    }
    const isTwice = targets.some((target) =>
      column ? target.column.id === column.id : target.isNew && target.column.header === header,
    )
    if (isTwice) return `“${header}” is named twice. Each part needs a column of its own.`
    targets.push(column ? { column, isNew: false } : { column: madeColumn(header, takeId()), isNew: true })
  }
  return withAttributes(targets, columns, attributes)
}

function madeColumn(header: string, id: ColumnId): Column {
  return { id, header, attribute: null, constant: null, hidden: false, width: null }
}

/** The sheet's columns with the new ones among them; the same list where there are none. */
export function withTargets(
  columns: readonly Column[],
  targets: readonly Target[],
  after: ColumnId | null,
): readonly Column[] {
  const made = targets.filter(({ isNew }) => isNew).map(({ column }) => column)
  if (made.length === 0) return columns
  const at = after === null ? columns.length : columns.findIndex(({ id }) => id === after) + 1
  return [...columns.slice(0, at), ...made, ...columns.slice(at)]
}

/** A new column goes where its heading says, unless another one goes there already. */
function withAttributes(
  targets: readonly Target[],
  columns: readonly Column[],
  attributes: readonly Attribute[],
): Target[] {
  const made = targets.filter(({ isNew }) => isNew)
  const taken = new Set(columns.map(({ attribute }) => attribute))
  const found = suggestMapping({
    headers: made.map(({ column }) => column.header),
    samples: [],
    attributes,
    remembered: [],
  })
  return targets.map((target) => {
    const attribute = found[made.indexOf(target)] ?? null
    return !target.isNew || attribute === null || taken.has(attribute)
      ? target
      : { ...target, column: { ...target.column, attribute } }
  })
}
