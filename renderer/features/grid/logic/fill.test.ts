import { expect, test } from 'vitest'
import { continued, continuedCells } from './fill.ts'

test('a single value is copied, a number too', () => {
  expect(continued(['Berlin'], 2, 1)).toEqual(['Berlin', 'Berlin'])
  expect(continued(['7'], 2, 1)).toEqual(['7', '7'])
})

test('numbers with an even step go on, downwards and upwards, with their decimals', () => {
  expect(continued(['1', '2'], 3, 1)).toEqual(['3', '4', '5'])
  expect(continued(['10', '8'], 2, 1)).toEqual(['6', '4'])
  expect(continued(['1.50', '1.75'], 2, 1)).toEqual(['2.00', '2.25'])
  expect(continued(['3', '4'], 2, -1)).toEqual(['2', '1'])
})

test('numbers without an even step repeat', () => {
  expect(continued(['1', '2', '4'], 4, 1)).toEqual(['1', '2', '4', '1'])
})

test('there are no more decimals than it takes, unless all were written with as many', () => {
  expect(continued(['2.5', '3'], 4, 1)).toEqual(['3.5', '4', '4.5', '5'])
  expect(continued(['1', '1.25'], 4, 1)).toEqual(['1.5', '1.75', '2', '2.25'])
  expect(continued(['1.5', '2.0'], 2, 1)).toEqual(['2.5', '3.0'])
  expect(continued(['0.3', '0.2'], 2, 1)).toEqual(['0.1', '0.0'])
  expect(continued(['1', '0.9'], 9, 1).at(-1)).toBe('0')
})

test('a counter with leading zeros goes on and keeps its width', () => {
  expect(continued(['0001', '0002'], 3, 1)).toEqual(['0003', '0004', '0005'])
  expect(continued(['0098', '0099'], 2, 1)).toEqual(['0100', '0101'])
  expect(continued(['1001', '1000', '0999'], 1, 1)).toEqual(['0998'])
  expect(continued(['0001', '0003'], 1, -1)).toEqual(['0003'])
  expect(continued(['001', '0002'], 2, 1)).toEqual(['001', '0002'])
  expect(continued(['0007'], 2, 1)).toEqual(['0007', '0007'])
})

test('a phone with a leading zero, or too many digits, is no number and repeats', () => {
  expect(continued(['01712345678', '01712345679'], 2, 1)).toEqual(['01712345678', '01712345679'])
  expect(continued(['9007199254740993', '9007199254740994'], 1, 1)).toEqual(['9007199254740993'])
})

test('dates go on by the day, or by the step two of them show, over the end of a month', () => {
  expect(continued(['2026-02-27'], 3, 1)).toEqual(['2026-02-28', '2026-03-01', '2026-03-02'])
  expect(continued(['2026-01-01', '2026-01-08'], 2, 1)).toEqual(['2026-01-15', '2026-01-22'])
})

test('what only looks like a date repeats', () => {
  expect(continued(['2026-02-31'], 2, 1)).toEqual(['2026-02-31', '2026-02-31'])
})

test('words with a counter go on and keep their zeros', () => {
  expect(continued(['Lead 1', 'Lead 2'], 2, 1)).toEqual(['Lead 3', 'Lead 4'])
  expect(continued(['A-08', 'A-09'], 2, 1)).toEqual(['A-10', 'A-11'])
  expect(continued(['A-0', 'A-5', 'A-10'], 1, 1)).toEqual(['A-15'])
  expect(continued(['a1', 'b2'], 2, 1)).toEqual(['a1', 'b2'])
})

test('copies upwards keep the pattern', () => {
  expect(continued(['a', 'b', 'c'], 4, -1)).toEqual(['c', 'b', 'a', 'c'])
})

test('from one cell go on days and months in the length and case they have, quarters, counters after a word, and times', () => {
  expect(continued(['Sat'], 3, 1)).toEqual(['Sun', 'Mon', 'Tue'])
  expect(continued(['Monday'], 2, 1)).toEqual(['Tuesday', 'Wednesday'])
  expect(continued(['NOV'], 3, 1)).toEqual(['DEC', 'JAN', 'FEB'])
  expect(continued(['january'], 1, -1)).toEqual(['december'])
  expect(continued(['Jan', 'Apr'], 3, 1)).toEqual(['Jul', 'Oct', 'Jan'])
  expect(continued(['Q3'], 3, 1)).toEqual(['Q4', 'Q1', 'Q2'])
  expect(continued(['Item 1'], 2, 1)).toEqual(['Item 2', 'Item 3'])
  expect(continued(['Lead 007'], 3, 1)).toEqual(['Lead 008', 'Lead 009', 'Lead 010'])
  expect(continued(['22:30'], 3, 1)).toEqual(['23:30', '00:30', '01:30'])
  expect(continued(['9:00', '9:15'], 4, 1)).toEqual(['9:30', '9:45', '10:00', '10:15'])
})

test('dates go on as they are written, where it can be told which number is the day', () => {
  expect(continued(['31.12.2026'], 2, 1)).toEqual(['01.01.2027', '02.01.2027'])
  expect(continued(['28/2/2027'], 2, 1)).toEqual(['1/3/2027', '2/3/2027'])
  expect(continued(['2/28/27'], 1, 1)).toEqual(['3/1/27'])
  expect(continued(['30-12-2026', '31-12-2026'], 1, 1)).toEqual(['01-01-2027'])
  expect(continued(['03/04/2026'], 2, 1)).toEqual(['03/04/2026', '03/04/2026'])
  expect(continued(['2026-01-31', '2026-02-28'], 2, 1)).toEqual(['2026-03-31', '2026-04-30'])
  expect(continued(['2026-01-15', '2026-02-15'], 2, 1)).toEqual(['2026-03-15', '2026-04-15'])
})

test('phones, decimals and words that end in no counter are copied', () => {
  for (const text of ['+44 7700 900001', '3.5', 'Berlin', '2026-01', 'Dr. No', 'x@1.example']) {
    expect(continued([text], 2, 1)).toEqual([text, text])
  }
})

test('Ctrl held copies a series and counts a number on', () => {
  expect(continued(['Mon'], 2, 1, { flipped: true })).toEqual(['Mon', 'Mon'])
  expect(continued(['1', '2'], 3, 1, { flipped: true })).toEqual(['1', '2', '1'])
  expect(continued(['7'], 3, 1, { flipped: true })).toEqual(['8', '9', '10'])
  expect(continued(['0007'], 2, 1, { flipped: true })).toEqual(['0008', '0009'])
  expect(continued(['Berlin'], 1, 1, { flipped: true })).toEqual(['Berlin'])
})

test('chosen afterwards, copies are copies and a series is one, whatever the values would do', () => {
  expect(continued(['Mon'], 2, 1, { as: 'copy' })).toEqual(['Mon', 'Mon'])
  expect(continued(['7'], 2, 1, { as: 'copy' })).toEqual(['7', '7'])
  expect(continued(['7'], 2, 1, { as: 'series' })).toEqual(['8', '9'])
  expect(continued(['Mon'], 2, 1, { as: 'series' })).toEqual(['Tue', 'Wed'])
})

test('what is copied goes on holding what it holds; a series is text', () => {
  const share = { text: '12.5%', held: '0.125' }
  const plain = { text: 'x', held: null }
  expect(continuedCells([share, plain], 3, 1)).toEqual([share, plain, share])
  const days = [
    { text: '2024-03-05', held: '2024-03-05 08:00:00' },
    { text: '2024-03-06', held: '2024-03-06 08:00:00' },
  ]
  expect(continuedCells(days, 1, 1)).toEqual([{ text: '2024-03-07', held: null }])
})
