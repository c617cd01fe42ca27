import { expect, test } from 'vitest'
import { compareKeys, sortKeyOf } from './sort-keys.ts'

function sorted(texts: readonly string[], descending = false): string[] {
  // AG Grid turns the answer round for a descending sort.
  return texts.toSorted((a, b) => {
    const order = compareKeys(sortKeyOf(a), sortKeyOf(b), descending)
    return descending ? -order : order
  })
}

test('numbers are sorted as numbers and stand before words', () => {
  expect(sorted(['b', '10', '9', '1,000', '-3', '50%'])).toEqual(['-3', '9', '10', '50%', '1,000', 'b'])
})

test('case and accents do not part words', () => {
  expect(sorted(['Zoe', 'élan', 'Eden', 'ärger', 'Zoë'])).toEqual(['ärger', 'Eden', 'élan', 'Zoe', 'Zoë'])
})

test('empty cells are last both ways', () => {
  expect(sorted(['', 'a', '  ', 'b'])).toEqual(['a', 'b', '', '  '])
  expect(sorted(['', 'a', '  ', 'b'], true)).toEqual(['b', 'a', '', '  '])
})

test('a leading zero or more digits than a number holds make a code, which is sorted as text', () => {
  expect(sortKeyOf('0171')).toBe('0171')
  expect(sortKeyOf('12345678901234567')).toBe('12345678901234567')
  expect(sortKeyOf('0.5')).toBe(0.5)
})
