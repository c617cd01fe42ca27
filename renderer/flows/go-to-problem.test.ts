import { beforeEach, describe, expect, it } from 'vitest'
import type { Problem, ProblemCode } from '#shared/domain/check/problem.ts'
import { DEFAULT_SETTINGS, type ColumnId, type RowId } from '#shared/domain/sheet/sheet.ts'
import { ProblemBook } from '#renderer/stores/problems/problem-table.ts'
import { takeBook } from '#renderer/stores/problems/problem-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { beginSheet, useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { useUi } from '#renderer/stores/view/ui-store.ts'
import { useView, type ShownRows } from '#renderer/stores/view/view-store.ts'
import { goToNextProblem } from './go-to-problem.ts'
import { listDuplicates, listProblems, problemText } from './list-problems.ts'

function problem(
  rowId: RowId,
  columnId: ColumnId | null,
  code: ProblemCode = 'bad-email',
  key?: string,
): Problem {
  return { rowId, columnId, severity: 'error', code, text: 'Wrong.', ...(key === undefined ? null : { key }) }
}

function know(problems: readonly Problem[], groups: [string, RowId[]][] = []): void {
  const book = new ProblemBook()
  const rows = Map.groupBy(problems, ({ rowId }) => rowId!)
  book.take({ rows: [...rows], groups, readings: null })
  takeBook(book)
}

function select(rowId: RowId | null, columnId: ColumnId = 0): void {
  useSheet.setState({
    selection:
      rowId === null
        ? null
        : {
            rowCount: 1,
            columns: [columnId],
            cellCount: 1,
            ranges: 1,
            isTable: true,
            firstRow: () => rowId,
            rows: () => [rowId],
            cells: () => [],
          },
  })
}

function shown(rows: readonly RowId[]): ShownRows {
  return { count: () => rows.length, at: (index) => rows[index], indexOf: (id) => rows.indexOf(id) }
}

/** Goes on from where the last step led, as the grid's selection does. */
function step(direction: 1 | -1, code: ProblemCode | null = null): [RowId, ColumnId | null] | null {
  const found = goToNextProblem(direction, code)
  if (!found) return null
  const wish = useView.getState().cellWish
  expect(wish).toMatchObject({ rowId: found.rowId, columnId: found.columnId })
  select(found.rowId, found.columnId ?? 0)
  return [found.rowId!, found.columnId]
}

beforeEach(() => {
  beginSheet({
    id: 1,
    name: 'Leads',
    // On screen, column 2 stands before column 1.
    columns: [0, 2, 1].map((id) => ({
      id,
      header: `C${id}`,
      attribute: null,
      constant: null,
      hidden: false,
      width: null,
    })),
    settings: DEFAULT_SETTINGS,
    rowCount: 4,
    nextRowId: 100,
    nextColumnId: 3,
  })
  rowStore.load([40, 10, 30, 20].map((id, index) => ({ id, rank: (index + 1) * 1.5, cells: [] })))
  select(null)
  useView.setState({ shownRows: null })
})

describe('the next problem', () => {
  it('is found in the order of the screen, round the end, both ways', () => {
    know([problem(10, 1), problem(10, 2), problem(20, 0)])
    select(40)
    expect([step(1), step(1), step(1), step(1)]).toEqual([
      [10, 2],
      [10, 1],
      [20, 0],
      [10, 2],
    ])
    expect([step(-1), step(-1), step(-1)]).toEqual([
      [20, 0],
      [10, 1],
      [10, 2],
    ])
  })

  it('is the same one again where there is no other', () => {
    know([problem(30, 2)])
    select(30, 2)
    expect(step(1)).toEqual([30, 2])
    expect(step(-1)).toEqual([30, 2])
  })

  it('can be of one kind only', () => {
    know([problem(10, 0), problem(30, 1, 'bad-phone'), problem(20, 0)])
    select(40)
    expect([step(1, 'bad-phone'), step(1, 'bad-phone')]).toEqual([
      [30, 1],
      [30, 1],
    ])
  })

  it('is looked for in the rows shown, in the order they are shown', () => {
    know([problem(10, 0), problem(30, 0), problem(20, 0)])
    useView.setState({ shownRows: shown([20, 40, 10]) })
    select(40)
    expect([step(1), step(1), step(1)]).toEqual([
      [10, 0],
      [20, 0],
      [10, 0],
    ])
    useView.setState({ shownRows: shown([40]) })
    expect(step(1)).toBeNull()
    expect(useUi.getState().announcement.text).toBe('There are no problems in the rows shown.')
  })

  it('is said aloud with its place, and so is that there is none', () => {
    know([problem(30, 1)])
    goToNextProblem(1)
    expect(useUi.getState().announcement.text).toBe('Row 3, C1: Wrong.')
    know([])
    expect(goToNextProblem(1)).toBeNull()
    expect(useUi.getState().announcement.text).toBe('There are no problems in this sheet.')
  })
})

describe('the list of problems', () => {
  it('is in the order of the sheet and as long as asked for', () => {
    know([problem(20, 0), problem(40, 0), problem(30, 0), problem(10, 1, 'bad-phone')])
    expect(listProblems('bad-email', 2).map(({ rowId }) => rowId)).toEqual([40, 30])
    expect(listProblems('bad-email', 9).map(({ rowId }) => rowId)).toEqual([40, 30, 20])
    expect(listProblems('damaged', 9)).toEqual([])
  })

  it('names each group of duplicates once, with its rows in order', () => {
    const rows = [20, 40].map((id) => problem(id, 0, 'duplicate', 'EmailAddress=a'))
    know(rows, [['EmailAddress=a', [20, 40]]])
    expect(listDuplicates(9)).toEqual([{ problems: [rows[1]], rows: [40, 20] }])
  })

  it('names rows that share an email and a phone once', () => {
    const both = [20, 40].flatMap((id) => [
      problem(id, 0, 'duplicate', 'E=a'),
      problem(id, 1, 'duplicate', 'P=1'),
    ])
    const third = [problem(10, 1, 'duplicate', 'P=2'), problem(30, 1, 'duplicate', 'P=2')]
    know(
      [...both, ...third],
      [
        ['E=a', [20, 40]],
        ['P=1', [40, 20]],
        ['P=2', [10, 30]],
      ],
    )
    const brief = listDuplicates(9).map(({ problems, rows }) => [problems.map(({ key }) => key), rows])
    expect(brief).toEqual([
      [
        ['E=a', 'P=1'],
        [40, 20],
      ],
      [['P=2'], [10, 30]],
    ])
    expect(listDuplicates(1)).toHaveLength(1)
  })

  it('says where else a search key stands', () => {
    const rows = [40, 10, 30].map((id) => problem(id, 0, 'duplicate', 'E=a'))
    know(rows, [['E=a', [40, 10, 30]]])
    expect(problemText(rows[1]!)).toBe('Wrong. The other rows are 1 and 3.')
    expect(problemText(problem(20, 0))).toBe('Wrong.')
  })
})
