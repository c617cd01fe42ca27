import { ROW_LINES } from '#shared/domain/sheet/sheet-look.ts'
import { rowsAsHighAs, useSheetLook } from '#renderer/stores/sheet/sheet-look.ts'
import type { MenuEntry } from '#renderer/features/grid/logic/popup-store.ts'

/** How high the rows are: one for all, so that a sheet of 500,000 scrolls as it does with one line. */
export function rowHeightMenu(): MenuEntry[] {
  const { lines: now } = useSheetLook.getState()
  return ROW_LINES.map((lines) => ({
    label: lines === 1 ? 'One line' : `${lines} lines, long text wrapped`,
    checked: lines === now,
    run: () => rowsAsHighAs(lines),
  }))
}
