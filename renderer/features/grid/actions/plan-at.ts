import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore, takeColumnId } from '#renderer/stores/sheet/sheet-store.ts'
import { type SheetContext } from '#renderer/features/grid/ag/sheet-context.ts'
import { planPaste, type HeldTable, type PastePlan } from '#renderer/features/grid/logic/paste-plan.ts'
import type { Range } from '#renderer/features/grid/logic/range.ts'
import { ranksBeside } from './row-actions.ts'

/** What a table pasted at a range of the open sheet comes to. */
export function planAt(
  { view }: SheetContext,
  table: readonly (readonly string[])[],
  range: Range,
  held?: HeldTable,
  skipBlanks = false,
): PastePlan {
  const target = {
    skipBlanks,
    extent: view.extent(),
    columns: view.columns(),
    allColumns: sheetStore.getState().columns,
    rowAt: (index: number) => view.rowAt(index)?.id,
    takeRows(many: number) {
      const { ranks } = ranksBeside(undefined, 'after', many)
      return { ids: rowStore.takeIds(many), ranks }
    },
    takeColumn: takeColumnId,
  }
  return planPaste(table, range, target, held)
}
