import type { Column, ColumnId, Row } from '#shared/domain/sheet/sheet.ts'

/** The parts a whole name is split into, and the columns they go to. */
export const NAME_PARTS = [
  { part: 'first', attribute: 'FirstName', header: 'First Name' },
  { part: 'last', attribute: 'LastName', header: 'Last Name' },
] as const

/** For each part the column it goes to: the one that is sent to its attribute already; undefined: a new one. */
export function partColumns(columns: readonly Column[], source: ColumnId): (Column | undefined)[] {
  return NAME_PARTS.map(({ attribute }) =>
    columns.find(
      (column) => column.attribute === attribute && column.id !== source && column.constant === null,
    ),
  )
}

/** A part that is there already stays; a row where both are has nothing to split. */
export function hasOpenPart({ cells }: Pick<Row, 'cells'>, parts: readonly (Column | undefined)[]): boolean {
  return parts.some((column) => !column || (cells[column.id] ?? '').trim() === '')
}

/** The columns with those made for parts next to the whole names. */
export function withPartColumns(
  columns: readonly Column[],
  source: ColumnId,
  takeId: () => ColumnId,
): { columns: Column[]; ids: ColumnId[] } {
  const made: Column[] = []
  const there = partColumns(columns, source)
  const ids = NAME_PARTS.map(({ attribute, header }, index) => {
    const column = there[index]
    if (column) return column.id
    const id = takeId()
    made.push({ id, header, attribute, constant: null, hidden: false, width: null })
    return id
  })
  const at = columns.findIndex((column) => column.id === source) + 1
  return { columns: [...columns.slice(0, at), ...made, ...columns.slice(at)], ids }
}
