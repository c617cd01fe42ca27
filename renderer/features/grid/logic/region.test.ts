import { expect, test } from 'vitest'
import { regionAround } from './region.ts'

function around(picture: readonly string[], row: number, col: number) {
  const extent = { rows: picture.length, cols: picture[0]!.length }
  return regionAround({ row, col }, extent, (at, across) => picture[at]![across] !== '.')
}

test('a region reaches as far as filled cells touch, by their corners too', () => {
  const picture = ['xx...', 'xx..x', '.....', '...x.', '..x..']
  expect(around(picture, 0, 0)).toEqual({ top: 0, bottom: 1, left: 0, right: 1 })
  expect(around(picture, 4, 2)).toEqual({ top: 3, bottom: 4, left: 2, right: 3 })
  expect(around(picture, 1, 4)).toEqual({ top: 1, bottom: 1, left: 4, right: 4 })
})

test('holes inside belong to it, and an empty cell that touches filled ones has theirs', () => {
  const picture = ['xxx', 'x.x', 'xxx', '...']
  expect(around(picture, 1, 1)).toEqual({ top: 0, bottom: 2, left: 0, right: 2 })
  expect(around(['..', '..'], 0, 0)).toBeNull()
})

test('what grows to one side is looked at again on the others', () => {
  const picture = ['..x', 'x.x', 'xxx']
  expect(around(picture, 1, 0)).toEqual({ top: 0, bottom: 2, left: 0, right: 2 })
})
