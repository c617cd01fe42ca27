import { ROW_LINES } from '#shared/domain/sheet/sheet-look.ts'
import { rowsAsHighAs, useSheetLook } from '#renderer/stores/sheet/sheet-look.ts'
import { asHighAsOthers, fitRows, selectedRows } from '#renderer/features/grid/actions/row-heights.ts'
import { ownLinesOf } from '#renderer/features/grid/ag/row-heights.ts'
import type { SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import type { MenuEntry } from '#renderer/features/grid/logic/popup-store.ts'

/** How high all rows are, and the selected ones by themselves. */
export function rowHeightMenu(context: SheetContext, root: HTMLElement): (MenuEntry | 'line')[] {
  const { lines: now } = useSheetLook.getState()
  const rows = selectedRows(context)
  const those = rows.length === 1 ? 'this row' : `${rows.length.toLocaleString()} rows`
  const ownHeight = rows.some((row) => {
    const id = context.view.rowAt(row)?.id
    return id !== undefined && ownLinesOf(id) !== undefined
  })
  return [
    ...ROW_LINES.map((lines) => ({
      label: lines === 1 ? 'One line' : `${lines} lines, long text wrapped`,
      checked: lines === now,
      run: () => rowsAsHighAs(lines),
    })),
    'line',
    {
      label: `Fit ${those} to the text`,
      disabled: rows.length === 0,
      run: () => fitRows(context, root, rows),
    },
    {
      label: rows.length === 1 ? 'This row as high as the others' : `${those} as high as the others`,
      disabled: !ownHeight,
      run: () => asHighAsOthers(context, rows),
    },
  ]
}
