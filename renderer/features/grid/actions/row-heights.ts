import { MOST_OWN_HEIGHTS } from '#shared/domain/sheet/sheet-look.ts'
import { asHere } from '#shared/wording/numbers.ts'
import { setOwnHeights } from '#renderer/stores/sheet/sheet-look.ts'
import { announce, notify } from '#renderer/stores/view/ui-store.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { linesThatFit } from './fit-rows.ts'

/** The rows that a row's height is meant for: all that are selected whole where it is one of them, else it alone. */
function rowsWith(context: SheetContext, row: number): number[] {
  const { selection } = context
  return selection.meaning === 'rows' && selection.touchesRow(row) ? selectedRows(context) : [row]
}

/** Places in the view of every row that is selected, in whole or in part. */
export function selectedRows({ selection }: SheetContext): number[] {
  const rows = new Set<number>()
  for (const { top, bottom } of selection.boxes) for (let row = top; row <= bottom; row++) rows.add(row)
  return [...rows]
}

function tellTooMany(): void {
  notify(
    'info',
    `${asHere.formatCount(MOST_OWN_HEIGHTS)} rows of a sheet can have a height of their own, and these would be more. To make all rows higher, choose it under Row height in the menu of a cell.`,
  )
}

function give(context: SheetContext, rows: readonly number[], lines: (at: number) => number | null): void {
  const wanted = rows.flatMap((row, at) => {
    const id = context.view.rowAt(row)?.id
    return id === undefined ? [] : [[id, lines(at)] as const]
  })
  if (setOwnHeights(wanted)) announce(rows.length === 1 ? 'Row height changed' : 'Row heights changed')
  else tellTooMany()
}

/** As drawn at the foot of a row's number. */
export function makeRowsHigh(context: SheetContext, row: number, lines: number): void {
  give(context, rowsWith(context, row), () => lines)
}

export function fitRowsWith(context: SheetContext, root: HTMLElement, row: number): void {
  fitRows(context, root, rowsWith(context, row))
}

/** As high as their longest text needs. */
export function fitRows(context: SheetContext, root: HTMLElement, rows: readonly number[]): void {
  if (rows.length > MOST_OWN_HEIGHTS) {
    tellTooMany()
    return
  }
  const lines = linesThatFit(context.view, root, rows)
  give(context, rows, (at) => lines[at]!)
}

/** No height of their own any more. */
export function asHighAsOthers(context: SheetContext, rows: readonly number[]): void {
  give(context, rows, () => null)
}
