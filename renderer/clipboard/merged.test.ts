import { expect, test } from 'vitest'
import { fillMerged } from './merged.ts'

const TABLE = [
  ['Company', 'Name'],
  ['One', 'Ann'],
  ['', 'Bob'],
  ['', ''],
  ['Two', 'Carl'],
]

test('cells below a merged one get its value, in rows that hold something and where nothing stands', () => {
  const { table, cells } = fillMerged(TABLE, [{ top: 1, left: 0, bottom: 4 }], 1)
  expect(table.map(([company]) => company)).toEqual(['Company', 'One', 'One', '', 'Two'])
  expect(cells).toBe(1)
})

test('a merge that begins in the headings is none of the values', () => {
  expect(fillMerged(TABLE, [{ top: 0, left: 0, bottom: 2 }], 1)).toEqual({ table: TABLE, cells: 0 })
})
