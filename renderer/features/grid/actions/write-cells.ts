import { announce } from '#renderer/stores/view/ui-store.ts'
import type { SheetPatch } from '#shared/domain/sheet/sheet.ts'
import type { Place } from '#renderer/features/grid/logic/range.ts'
import { act, type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'

/** Why nothing was written. */
export const CONSTANT = 'This column has one value for every row. Change it in the menu of the column.'

/** One text into every selected cell. */
export function writeEverywhere(context: SheetContext, label: string, text: string, said: string): void {
  const { boxes } = context.selection
  if (boxes.length === 0) return
  const patches = boxes.flatMap((box) => {
    const rows = context.selection.rowsIn(box)
    const values = rows.map(() => text)
    return context.view
      .columns()
      .slice(box.left, box.right + 1)
      .filter((column) => column.constant === null)
      .map((column): SheetPatch => ({ kind: 'setCells', column: column.id, rows, values }))
  })
  if (patches.length === 0) announce(CONSTANT)
  else act(context, label, patches, () => said)
}

/** Delete: empties the selected cells, leaving rows and columns. */
export function clearCells(context: SheetContext, label = 'Clear cells'): void {
  writeEverywhere(context, label, '', 'Cells cleared')
}

export function writeInto(context: SheetContext, place: Place, label: string, text: string): void {
  const row = context.view.rowAt(place.row)
  const column = context.view.columns()[place.col]
  if (!row || !column) return
  if (column.constant !== null) announce(CONSTANT)
  else {
    act(context, label, [{ kind: 'setCells', column: column.id, rows: [row.id], values: [text] }], () => text)
  }
}

/** A day as LeadSquared takes it, by the calendar on the wall. */
export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
