import { expect, test } from 'vitest'
import { fileRows, FileRowRuns } from './file-rows.ts'

test('rows that stand below one another are one run, and each has its own number', () => {
  const runs = new FileRowRuns()
  const kept = [...runs.add(1, [2, 3, 4]), ...runs.add(4, [5, 9, 10]), { from: 7, place: null }]
  expect(kept).toEqual([
    { from: 1, place: 2 },
    { from: 5, place: 9 },
    { from: 7, place: null },
  ])
  const rows = fileRows(kept)
  expect([1, 2, 3, 4, 5, 6].map((id) => rows.placeOf(id))).toEqual([2, 3, 4, 5, 9, 10])
})

test('rows added later, and all rows of a sheet that was pasted, have no number in a file', () => {
  const rows = fileRows([
    { from: 1, place: 2 },
    { from: 3, place: null },
  ])
  expect([rows.placeOf(3), rows.placeOf(400)]).toEqual([null, null])
  expect(fileRows([]).placeOf(1)).toBeNull()
})
