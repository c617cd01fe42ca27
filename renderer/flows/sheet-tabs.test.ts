import { expect, it } from 'vitest'
import { movedTo } from './sheet-tabs.ts'

it('puts a tab where it was drawn to, and never past either end', () => {
  const tabs = ['a', 'b', 'c', 'd']
  expect(movedTo(tabs, 0, 2)).toEqual(['b', 'c', 'a', 'd'])
  expect(movedTo(tabs, 3, 1)).toEqual(['a', 'd', 'b', 'c'])
  expect(movedTo(tabs, 1, -5)).toEqual(['b', 'a', 'c', 'd'])
  expect(movedTo(tabs, 1, 9)).toEqual(['a', 'c', 'd', 'b'])
  expect(movedTo(tabs, 2, 2)).toEqual(tabs)
})
