import { expect, it } from 'vitest'
import { createSpareRowFinder } from './spare-rows.ts'

it('finds empty rows, and rows that repeat an earlier one cell by cell', () => {
  const look = createSpareRowFinder()
  const rows: [string[], 'empty' | 'double' | null][] = [
    [['Ann', 'Lee'], null],
    [['', ' '], 'empty'],
    [[], 'empty'],
    [['Ann ', 'Lee', ''], 'double'],
    [['AnnLee'], null],
    [['ann', 'Lee'], null],
    [['Ann', 'Lee'], 'double'],
    [['', 'Ann', 'Lee'], null],
  ]
  expect(rows.map(([cells]) => look({ cells }))).toEqual(rows.map(([, spare]) => spare))
})
