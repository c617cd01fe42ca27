import { choicesOf } from '#renderer/flows/cell-choices.ts'
import { activeOf } from '#renderer/features/grid/logic/range.ts'
import type { SheetContext } from './sheet-context.ts'

/** Whether the active cell's field has a list or a calendar. */
export function canChoose({ view, selection }: SheetContext): boolean {
  const place = selection.range && activeOf(selection.range)
  const [row, column] = [place && view.rowAt(place.row), place && view.columns()[place.col]]
  return Boolean(row && column && choicesOf(column, row))
}
