import { describe, expect, it } from 'vitest'
import { formatDuration } from './format.ts'

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
})
