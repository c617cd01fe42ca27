import type { Problem, ProblemCode } from '#shared/pipeline/problem.ts'
import type { ColumnId, RowId } from '#shared/pipeline/sheet.ts'
import { problemsOf } from '#renderer/stores/problem-store.ts'
import { rowStore } from '#renderer/stores/row-store.ts'
import { useSheet } from '#renderer/stores/sheet-store.ts'
import { announce } from '#renderer/stores/ui-store.ts'
import { goToCell, useView } from '#renderer/stores/view-store.ts'
import { problemText } from './list-problems.ts'

interface Place {
  rowId: RowId
  columnId: ColumnId | null
}

let last: Place | null = null

/** Where the person is: the first selected cell; without a selection, the problem gone to last. */
function here(): Place | null {
  const { selection } = useSheet.getState()
  if (!selection || selection.cellCount === 0) return last
  const rowId = selection.rows()[0]
  return rowId === undefined ? last : { rowId, columnId: selection.columns[0] ?? null }
}

/** Left to right, a problem of the whole row first. */
function inScreenOrder(problems: readonly Problem[], order: ReadonlyMap<ColumnId, number>): Problem[] {
  const place = ({ columnId }: Problem) => (columnId === null ? -1 : (order.get(columnId) ?? 0))
  return problems.toSorted((left, right) => place(left) - place(right))
}

export function tellProblem(problem: Problem): string {
  const column = useSheet.getState().columns.find(({ id }) => id === problem.columnId)
  const number = problem.rowId === null ? '' : `Row ${rowStore.positionOf(problem.rowId).toLocaleString()}`
  const heading = column ? `${number === '' ? '' : ', '}${column.header || 'column without a heading'}` : ''
  return `${number}${heading}: ${problemText(problem)}`
}

export function goTo(problem: Problem): void {
  const rowId = problem.rowId ?? rowStore.rows[0]?.id
  if (rowId === undefined) return
  last = { rowId, columnId: problem.columnId }
  goToCell(rowId, problem.columnId)
  announce(tellProblem(problem))
}

/** Rows in the order seen. */
function rowsInOrder(): readonly RowId[] {
  return useView.getState().shownRows?.() ?? rowStore.rows.map(({ id }) => id)
}

/**
 * Goes to the next problem (or the one before) from where the person is, in the rows they see and round the end, and
 * says it aloud. `code`: only problems of this kind. Answers the problem; null where there is none.
 */
export function goToNextProblem(step: 1 | -1, code: ProblemCode | null = null): Problem | null {
  const rows = rowsInOrder()
  const order = new Map(useSheet.getState().columns.map((column, at) => [column.id, at]))
  const from = here()
  const fromRow = from ? rows.indexOf(from.rowId) : -1
  const fromColumn = order.get(from?.columnId ?? -1) ?? -1
  const first = fromRow >= 0 ? fromRow : step > 0 ? 0 : rows.length - 1
  // One row more than there are: the row one starts in comes up again, for its other side.
  for (let walked = 0; walked <= rows.length; walked++) {
    const rowId = rows[(first + step * walked + 2 * rows.length) % rows.length]
    if (rowId === undefined) break
    let problems = inScreenOrder(
      problemsOf(rowId).filter((problem) => code === null || problem.code === code),
      order,
    )
    if (step < 0) problems.reverse()
    if (fromRow >= 0 && walked === 0) {
      problems = problems.filter(({ columnId }) => {
        const at = columnId === null ? -1 : (order.get(columnId) ?? 0)
        return step > 0 ? at > fromColumn : at < fromColumn
      })
    }
    const next = problems[0]
    if (next) {
      goTo(next)
      return next
    }
  }
  const filtered = rows.length < rowStore.rows.length
  announce(
    `There are no ${code === null ? '' : 'more '}problems in ${filtered ? 'the rows shown' : 'this sheet'}.`,
  )
  return null
}
