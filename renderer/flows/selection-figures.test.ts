import { expect, test } from 'vitest'
import { atOnce } from './in-slices.ts'
import { figuresOf } from './selection-figures.ts'

const of = (...cells: string[]) => atOnce(figuresOf(cells))

test('counts filled cells and different values, and adds up what is a number', () => {
  expect(of('1', '2.5', '', ' ', 'Ada', 'Ada')).toEqual({
    filled: 4,
    distinct: 3,
    numbers: 2,
    sum: 3.5,
    decimals: 1,
  })
})

test('a sum is exact to the decimals of its numbers', () => {
  expect(of(...new Array<string>(10).fill('0.1')).sum).toBe(1)
  expect(of('999999999999', '0.01', '-999999999999').sum).toBe(0.01)
  expect(of('1,234,567', '1,000.50', '-1').sum).toBe(1_235_566.5)
})

test('phones, codes and what may be read in two ways are no numbers', () => {
  expect(of('+44 7700 900001', '00123', '1,234', '1.234,56', '12-3', '1e5', '2026-01-01').numbers).toBe(0)
})
