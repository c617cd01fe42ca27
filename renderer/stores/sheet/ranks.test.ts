import { expect, test } from 'vitest'
import { ranksBetween } from './ranks.ts'

test('ranks lie strictly between the neighbours, ascending', () => {
  expect(ranksBetween(1, 2, 3)).toEqual([1.25, 1.5, 1.75])
  expect(ranksBetween(5, undefined, 2)).toEqual([6, 7])
  expect(ranksBetween(undefined, 5, 2)).toEqual([3, 4])
  expect(ranksBetween(undefined, undefined, 2)).toEqual([1, 2])
})

test('numbers that have run out are said, not squeezed together', () => {
  expect(ranksBetween(1, 1 + Number.EPSILON, 1)).toBeNull()
  let before = 1
  let halvings = 0
  for (let next = ranksBetween(before, 2, 1); next; next = ranksBetween(before, 2, 1)) {
    before = next[0]!
    halvings++
  }
  expect(halvings).toBeGreaterThan(40)
})
