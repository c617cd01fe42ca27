import { problemText } from '#renderer/flows/list-problems.ts'
import { problemsOf } from '#renderer/stores/problems/problem-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { clearFilter, useView } from '#renderer/stores/view/view-store.ts'
import { at, isSingle, sizeOf } from '#renderer/features/grid/logic/range.ts'
import { markText } from './change-cell.ts'
import { type SheetContext } from './sheet-context.ts'
import { asHere } from '#shared/wording/numbers.ts'

/** Goes to the cell others ask for (`goToCell`); a row that is filtered away has its filter taken off first. */
export function followCellWishes(context: SheetContext): () => void {
  const { view, selection, sync } = context
  return useView.subscribe((next, before) => {
    const wish = next.cellWish
    if (!wish || wish === before.cellWish) return
    view.api.stopEditing()
    sync.whenIdle(() => {
      const indexOf = () => view.api.getRowNode(String(wish.rowId))?.rowIndex ?? null
      if (indexOf() === null || view.rowAt(indexOf()!)?.id !== wish.rowId) clearFilter()
      const row = indexOf()
      if (row === null) return
      const col = wish.columnId === null ? 0 : view.colIndex(wish.columnId)
      selection.set(at(row, Math.max(0, col)), { focus: wish.focus })
    })
  })
}

const SETTLE_MS = 250

/** Says, once the hand rests, how much is selected, or what is wrong with the one active cell. */
export function tellProblemsOfActiveCell(context: SheetContext): () => void {
  const { view, selection } = context
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = selection.onChange(() => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const { range, box } = selection
      if (!range || !box) return
      if (selection.others.length > 0) {
        const { selection: chosen } = sheetStore.getState()
        announce(
          `${asHere.countOf(chosen?.cellCount ?? 0, 'cell')} in ${selection.boxes.length} ranges selected`,
        )
        return
      }
      if (!isSingle(range)) {
        const { rows, cols } = sizeOf(box)
        announce(`${asHere.countOf(rows, 'row')} by ${asHere.countOf(cols, 'column')} selected`)
        return
      }
      const row = view.rowAt(range.anchor.row)
      const column = view.columns()[range.anchor.col]
      if (!row || !column) return
      const said = problemsOf(row.id)
        .filter((problem) => problem.columnId === column.id)
        .map(problemText)
      const mark = markText(row, column.id)
      if (mark !== '') said.push(mark)
      if (said.length > 0) announce(said.join(' '))
    }, SETTLE_MS)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
