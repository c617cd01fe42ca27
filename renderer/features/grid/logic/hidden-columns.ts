import type { Column, ColumnId } from '#shared/domain/sheet/sheet.ts'

/** The hidden columns at a shown column's sides. */
export interface HiddenBeside {
  before: readonly Column[]
  /** Only at the last column on show: anywhere else they are before the next one. */
  after: readonly Column[]
}

/** For each column of a sheet in its order. */
export function hiddenBeside(columns: readonly Column[]): Map<ColumnId, HiddenBeside> {
  const found = new Map<ColumnId, HiddenBeside>()
  let run: Column[] = []
  let last: ColumnId | null = null
  for (const column of columns) {
    found.set(column.id, { before: column.hidden ? [] : run, after: [] })
    if (column.hidden) run.push(column)
    else {
      run = []
      last = column.id
    }
  }
  if (last !== null && run.length > 0) found.set(last, { ...found.get(last)!, after: run })
  return found
}
