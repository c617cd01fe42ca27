import { expect, test } from 'vitest'
import {
  at,
  boxOf,
  clampRange,
  coversColumns,
  coversRows,
  everything,
  isSingle,
  jump,
  sizeOf,
  stepFrom,
  tabFrom,
  wholeColumns,
  wholeRows,
} from './range.ts'

const extent = { rows: 10, cols: 4 }
const filled = (...indices: number[]) => {
  const set = new Set(indices)
  return (index: number) => set.has(index)
}

test('a range drawn upwards and to the left has the same box as one drawn the other way', () => {
  const up = { anchor: { row: 5, col: 3 }, head: { row: 2, col: 1 } }
  const down = { anchor: { row: 2, col: 1 }, head: { row: 5, col: 3 } }
  expect(boxOf(up)).toEqual(boxOf(down))
  expect(sizeOf(boxOf(up))).toEqual({ rows: 4, cols: 3, cells: 12 })
})

test('a range is drawn in where the view shrank, and gone where nothing is left', () => {
  expect(clampRange({ anchor: { row: 2, col: 1 }, head: { row: 99, col: 99 } }, extent)).toEqual({
    anchor: { row: 2, col: 1 },
    head: { row: 9, col: 3 },
  })
  expect(clampRange(at(0, 0), { rows: 0, cols: 4 })).toBeNull()
})

test('whole rows and whole columns know themselves', () => {
  expect(coversRows(wholeRows(3, 5, extent), extent)).toBe(true)
  expect(coversColumns(wholeRows(3, 5, extent), extent)).toBe(false)
  expect(coversColumns(wholeColumns(2, 1, extent), extent)).toBe(true)
  expect(coversRows(everything(extent), extent) && coversColumns(everything(extent), extent)).toBe(true)
  expect(isSingle(at(1, 1))).toBe(true)
})

test('Ctrl+arrow runs to the end of a filled run', () => {
  expect(jump(2, 1, 10, filled(2, 3, 4, 7))).toBe(4)
  expect(jump(4, -1, 10, filled(2, 3, 4, 7))).toBe(2)
})

test('Ctrl+arrow from the end of a run, or from an empty cell, goes to the next filled one', () => {
  expect(jump(4, 1, 10, filled(2, 3, 4, 7))).toBe(7)
  expect(jump(5, 1, 10, filled(7))).toBe(7)
  expect(jump(7, 1, 10, filled(7))).toBe(9)
  expect(jump(9, 1, 10, filled(9))).toBe(9)
})

test('an arrow stops at the edge', () => {
  expect(stepFrom({ row: 0, col: 0 }, 'up', extent, null)).toEqual({ row: 0, col: 0 })
  expect(stepFrom({ row: 9, col: 3 }, 'right', extent, null)).toEqual({ row: 9, col: 3 })
  expect(stepFrom({ row: 4, col: 1 }, 'left', extent, null)).toEqual({ row: 4, col: 0 })
  expect(stepFrom({ row: 4, col: 1 }, 'down', extent, (row) => row === 8)).toEqual({ row: 8, col: 1 })
})

test('Tab goes on to the next row and leaves the grid past the last cell', () => {
  expect(tabFrom({ row: 1, col: 3 }, 1, extent)).toEqual({ row: 2, col: 0 })
  expect(tabFrom({ row: 1, col: 0 }, -1, extent)).toEqual({ row: 0, col: 3 })
  expect(tabFrom({ row: 9, col: 3 }, 1, extent)).toBeNull()
  expect(tabFrom({ row: 0, col: 0 }, -1, extent)).toBeNull()
})
