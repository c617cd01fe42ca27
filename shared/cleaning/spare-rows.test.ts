import { expect, it } from 'vitest'
import { doubleRows, emptyRows } from './spare-rows.ts'

const rows = [
  { id: 1, cells: ['Ann', 'Lee'] },
  { id: 2, cells: ['', ' '] },
  { id: 3, cells: [] },
  { id: 4, cells: ['Ann ', 'Lee', ''] },
  { id: 5, cells: ['AnnLee'] },
  { id: 6, cells: ['ann', 'Lee'] },
  { id: 7, cells: ['Ann', 'Lee'] },
  { id: 8, cells: ['', 'Ann', 'Lee'] },
]

it('finds rows without a character', () => {
  expect(emptyRows(rows)).toEqual([2, 3])
})

it('finds rows that repeat an earlier one cell by cell', () => {
  expect(doubleRows(rows)).toEqual([4, 7])
})
