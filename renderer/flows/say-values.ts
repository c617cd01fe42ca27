import { openChoicesIn } from '#shared/domain/sheet/open-choices.ts'
import { foldedValue } from '#shared/domain/sheet/options.ts'
import { cellOf, type ColumnId, type ValueMap } from '#shared/domain/sheet/sheet.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { listProblems } from './list-problems.ts'
import { sayHowRead } from './read-column.ts'

/** Cells looked at: more than anybody's list of values needs. */
const MOST_CELLS = 5_000

export interface OpenValue {
  columnId: ColumnId
  /** As it stands in the first of its cells; of a cell with several choices, one of them. */
  value: string
  cells: number
}

/** Values that are none of their field's options and that nobody has said a word about, the most frequent first. */
export function openValues(): OpenValue[] {
  const found = new Map<string, OpenValue>()
  const problems = [...listProblems('not-an-option', MOST_CELLS), ...listProblems('option-stop', MOST_CELLS)]
  const openIn = openChoicesIn(useAttributes.getState().attributes)
  const columns = new Map(sheetStore.getState().columns.map((column) => [column.id, column]))
  for (const { rowId, columnId } of problems) {
    const column = columnId === null ? undefined : columns.get(columnId)
    const row = rowId === null ? undefined : rowStore.byId(rowId)
    if (!column || !row) continue
    for (const value of openIn(cellOf(row, column).trim(), column)) {
      const key = `${column.id} ${foldedValue(value)}`
      const open = found.get(key)
      if (open) open.cells++
      else found.set(key, { columnId: column.id, value, cells: 1 })
    }
  }
  return [...found.values()].toSorted((one, other) => other.cells - one.cells)
}

/** Says what a value stands for in a column: an option, '' for left out, null for nothing but itself. One step of undo. */
export function sayValue(columnId: ColumnId, value: string, option: string | null): void {
  const column = sheetStore.getState().columns.find(({ id }) => id === columnId)
  const others = (column?.readAs?.values ?? []).filter(([said]) => foldedValue(said) !== foldedValue(value))
  const values: ValueMap = [...others, [value, option]]
  sayHowRead(columnId, 'values', values)
}
