import { expect, test } from 'vitest'
import type { Column, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { planPaste, type PasteTarget } from './paste-plan.ts'
import { at } from './range.ts'

function column(id: number, constant: string | null = null): Column {
  return { id, header: `C${id}`, attribute: null, constant, hidden: false, width: null }
}

/** A sheet of three rows (ids 11, 12, 13) and the columns given. */
function target(columns: Column[] = [column(0), column(1)]): PasteTarget {
  let nextColumn = 10
  return {
    extent: { rows: 3, cols: columns.length },
    columns,
    allColumns: columns,
    rowAt: (index) => [11, 12, 13][index],
    takeRows: (many) => ({
      ids: Array.from({ length: many }, (_, i) => 100 + i),
      ranks: Array.from({ length: many }, (_, i) => 50 + i),
    }),
    takeColumn: () => nextColumn++,
  }
}

function cells(patches: readonly SheetPatch[]): [column: number, rows: number[], values: string[]][] {
  return patches.flatMap((patch) =>
    patch.kind === 'setCells'
      ? [[patch.column, patch.rows, patch.values] as [number, number[], string[]]]
      : [],
  )
}

test('a table goes over the cells from the upper left corner of the selection', () => {
  const plan = planPaste(
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    at(1, 0),
    target(),
  )
  expect(cells(plan.patches)).toEqual([
    [0, [12, 13], ['a', 'c']],
    [1, [12, 13], ['b', 'd']],
  ])
  expect(plan).toMatchObject({ box: { top: 1, left: 0, bottom: 2, right: 1 }, newRows: [], newColumns: [] })
})

test('one value fills the selection, and a table that fits into it a whole number of times is repeated', () => {
  const all = { anchor: { row: 0, col: 0 }, head: { row: 2, col: 1 } }
  expect(cells(planPaste([['x']], all, target()).patches)).toEqual([
    [0, [11, 12, 13], ['x', 'x', 'x']],
    [1, [11, 12, 13], ['x', 'x', 'x']],
  ])
  expect(cells(planPaste([['x', 'y']], all, target()).patches)).toEqual([
    [0, [11, 12, 13], ['x', 'x', 'x']],
    [1, [11, 12, 13], ['y', 'y', 'y']],
  ])
})

test('what hangs over makes rows and columns, and the new rows come with their cells', () => {
  const plan = planPaste(
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    at(2, 1),
    target(),
  )
  expect(plan.newColumns).toEqual([10])
  expect(plan.newRows).toEqual([100])
  expect(cells(plan.patches)).toEqual([
    [1, [13], ['a']],
    [10, [13], ['b']],
  ])
  const put = plan.patches.find((patch) => patch.kind === 'putRows')!
  expect(put).toMatchObject({ rows: [{ id: 100, rank: 50 }] })
  expect(put.rows[0]!.cells[1]).toBe('c')
  expect(put.rows[0]!.cells[10]).toBe('d')
})

test('a column with one value for every row is left alone and counted', () => {
  const plan = planPaste([['a', 'b']], at(0, 0), target([column(0), column(1, 'Event')]))
  expect(cells(plan.patches)).toEqual([[0, [11], ['a']]])
  expect(plan.constants).toBe(1)
})

test('without empty cells what is there stays where the copy is empty', () => {
  const plan = planPaste(
    [
      ['a', ''],
      ['', 'd'],
    ],
    at(0, 0),
    { ...target(), skipBlanks: true },
    [
      ['1', null],
      [null, null],
    ],
  )
  expect(plan.patches).toEqual([
    { kind: 'setCells', column: 0, rows: [11], values: ['a'], held: ['1'] },
    { kind: 'setCells', column: 1, rows: [12], values: ['d'] },
  ])
})

test('what cells hold comes along, over cells that are there and into new rows, and repeats as the table does', () => {
  const { patches } = planPaste(
    [['12.5%', 'x']],
    { anchor: { row: 1, col: 0 }, head: { row: 3, col: 1 } },
    target(),
    [['0.125', null]],
  )
  expect(patches).toEqual([
    { kind: 'setCells', column: 0, rows: [12, 13], values: ['12.5%', '12.5%'], held: ['0.125', '0.125'] },
    { kind: 'setCells', column: 1, rows: [12, 13], values: ['x', 'x'] },
    { kind: 'putRows', rows: [{ id: 100, rank: 50, cells: ['12.5%', 'x'], held: { 0: '0.125' } }] },
  ])
})
