import type { Problem, ProblemCode } from '#shared/domain/check/problem.ts'
import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'
import { problemsOf, rowsWithProblems } from '#renderer/stores/problems/problem-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { goToCell, useView, type ShownRows } from '#renderer/stores/view/view-store.ts'
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
  const rowId = selection.firstRow()
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

/** The rows there are to walk through where no grid shows any. */
function allRows(): ShownRows {
  const { rows } = rowStore
  return {
    count: () => rows.length,
    at: (index) => rows[index]?.id,
    indexOf: (id) => rowStore.positionOf(id) - 1,
  }
}

/** Rows near at hand are looked at one by one; past these, the rows with problems are asked where they are. */
const NEAR = 2_000

/**
 * The next row that has something `wanted`, from place `from` on and round the end, `from` itself last. Null: none has.
 */
function nextRow(
  rows: ShownRows,
  from: number,
  step: 1 | -1,
  wanted: (rowId: RowId) => boolean,
): RowId | null {
  const count = rows.count()
  for (let walked = 1; walked <= Math.min(NEAR, count); walked++) {
    const rowId = rows.at((from + step * walked + 2 * count) % count)
    if (rowId !== undefined && wanted(rowId)) return rowId
  }
  let nearest: { rowId: RowId; distance: number } | null = null
  for (const rowId of count > NEAR ? rowsWithProblems() : []) {
    const index = wanted(rowId) ? rows.indexOf(rowId) : -1
    if (index === -1) continue
    // 1 to count: the row one stands in is a whole round away.
    const distance = ((step * (index - from) - 1 + 2 * count) % count) + 1
    if (!nearest || distance < nearest.distance) nearest = { rowId, distance }
  }
  return nearest?.rowId ?? null
}

/**
 * Goes to the next problem (or the one before) from where the person is, in the rows they see and round the end, and
 * says it aloud. `code`: only problems of this kind. Answers the problem; null where there is none.
 */
export function goToNextProblem(step: 1 | -1, code: ProblemCode | null = null): Problem | null {
  const rows = useView.getState().shownRows ?? allRows()
  const order = new Map(useSheet.getState().columns.map((column, at) => [column.id, at]))
  const from = here()
  const fromRow = from ? rows.indexOf(from.rowId) : -1
  const fromColumn = order.get(from?.columnId ?? -1) ?? -1

  const isWanted = (problem: Problem) => code === null || problem.code === code
  function problemsIn(rowId: RowId): Problem[] {
    const problems = inScreenOrder(problemsOf(rowId).filter(isWanted), order)
    return step < 0 ? problems.reverse() : problems
  }

  const onward =
    fromRow === -1
      ? []
      : problemsIn(from!.rowId).filter(({ columnId }) => {
          const at = columnId === null ? -1 : (order.get(columnId) ?? 0)
          return step > 0 ? at > fromColumn : at < fromColumn
        })
  let next = onward[0]
  if (!next) {
    const start = fromRow !== -1 ? fromRow : step > 0 ? -1 : rows.count()
    const rowId = nextRow(rows, start, step, (candidate) => problemsOf(candidate).some(isWanted))
    if (rowId !== null) next = problemsIn(rowId)[0]
  }
  if (next) {
    goTo(next)
    return next
  }
  const filtered = rows.count() < rowStore.rows.length
  announce(
    `There are no ${code === null ? '' : 'more '}problems in ${filtered ? 'the rows shown' : 'this sheet'}.`,
  )
  return null
}
