import { choicesOf } from '#renderer/flows/cell-choices.ts'
import { CHOOSING } from '#renderer/features/grid/ag/cell-editor.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { agId } from '#renderer/features/grid/ag/view.ts'
import { activeOf } from '#renderer/features/grid/logic/range.ts'

/** Whether the active cell's field has a list or a calendar. */
export function canChoose({ view, selection }: SheetContext): boolean {
  const place = selection.range && activeOf(selection.range)
  const [row, column] = [place && view.rowAt(place.row), place && view.columns()[place.col]]
  return Boolean(row && column && choicesOf(column, row))
}

/** Opens the active cell with its list or its calendar. */
export function chooseValue({ view, selection }: SheetContext): void {
  const place = selection.range && activeOf(selection.range)
  const column = place && view.columns()[place.col]
  if (!column) return
  view.api.startEditingCell({ rowIndex: place.row, colKey: agId(column.id), key: CHOOSING })
}
