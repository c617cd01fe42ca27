import { expect, test } from 'vitest'
import { apart, boxWithout, lineUp } from './boxes.ts'
import type { Box } from './range.ts'

const box = (top: number, bottom: number, left: number, right: number): Box => ({ top, bottom, left, right })

function cellsOf(boxes: readonly Box[]): string[] {
  const cells: string[] = []
  for (const each of boxes) {
    for (let row = each.top; row <= each.bottom; row++) {
      for (let col = each.left; col <= each.right; col++) cells.push(`${row} ${col}`)
    }
  }
  return cells.sort()
}

test('a cell taken out of a range leaves every other cell of it once', () => {
  const left = cellsOf(boxWithout(box(1, 3, 1, 3), box(2, 2, 2, 2)))
  expect(left).toEqual(['1 1', '1 2', '1 3', '2 1', '2 3', '3 1', '3 2', '3 3'])
  expect(boxWithout(box(1, 1, 1, 1), box(1, 1, 1, 1))).toEqual([])
  expect(boxWithout(box(1, 2, 1, 2), box(5, 5, 5, 5))).toEqual([box(1, 2, 1, 2)])
})

test('ranges that overlap hold each cell once', () => {
  const cells = cellsOf(apart([box(0, 2, 0, 2), box(1, 3, 1, 3), box(2, 2, 0, 9)]))
  expect(new Set(cells).size).toBe(cells.length)
  expect(cells).toHaveLength(9 + 5 + 6)
})

test('ranges of the same rows, of the same columns, and a grid of cells line up; others do not', () => {
  expect(lineUp([box(0, 1, 4, 4), box(0, 1, 0, 1)])).toEqual({ rows: [0, 1], cols: [0, 1, 4] })
  expect(lineUp([box(5, 5, 2, 3), box(0, 1, 2, 3)])).toEqual({ rows: [0, 1, 5], cols: [2, 3] })
  expect(lineUp([box(0, 0, 0, 0), box(2, 2, 2, 2), box(0, 0, 2, 2), box(2, 2, 0, 0)])).toEqual({
    rows: [0, 2],
    cols: [0, 2],
  })
  expect(lineUp([box(0, 0, 0, 0), box(2, 2, 2, 2)])).toBeNull()
  expect(lineUp([box(0, 1, 0, 0), box(1, 2, 1, 1)])).toBeNull()
  expect(lineUp([box(0, 1, 0, 1), box(0, 1, 1, 2)])).toBeNull()
})
