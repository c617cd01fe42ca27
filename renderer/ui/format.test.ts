import { describe, expect, it } from 'vitest'
import { countOf, formatDuration, formatLimit } from './format.ts'

describe('what a person reads instead of a number of seconds', () => {
  it.each([
    [0.4, 'under 1 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [61, '1 min 1 s'],
    [600, '10 min'],
    [1980, '33 min'],
    [7200, '2 h'],
    [7500, '2 h 5 min'],
  ])('tells %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds).replaceAll('\u00a0', ' ')).toBe(text)
  })

  it('never breaks a line between a number and its unit', () => {
    expect(formatDuration(7500)).toBe('2\u00a0h 5\u00a0min')
  })

  it('says one row, and any other number of rows', () => {
    expect([0, 1, 2].map((count) => countOf(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows'])
  })

  it('names a limit by its calls and its window', () => {
    expect(formatLimit({ calls: 25, seconds: 5 })).toBe('25 calls in 5\u00a0s')
    expect(formatLimit({ calls: 1, seconds: 0.5 })).toBe(`1 call in ${(0.5).toLocaleString()}\u00a0s`)
  })
})
