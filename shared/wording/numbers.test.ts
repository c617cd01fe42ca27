import { describe, expect, it } from 'vitest'
import { asHere, inDigits, inEnglish } from './numbers.ts'

describe('numbers in sentences', () => {
  it('says one row, and any other number of rows', () => {
    expect([0, 1, 2].map((count) => inDigits.countOf(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows'])
  })

  it('takes a plural of its own', () => {
    expect([1, 2].map((count) => inEnglish.countOf(count, 'cell was', 'cells were'))).toEqual([
      '1 cell was',
      '2 cells were',
    ])
  })

  it('groups digits where people read and nowhere else', () => {
    expect(inDigits.countOf(1204, 'row')).toBe('1204 rows')
    expect(inEnglish.countOf(1204, 'row')).toBe('1,204 rows')
    expect(asHere.formatCount(1204)).toBe((1204).toLocaleString())
  })

  it('names a limit of one call without a plural', () => {
    expect(inDigits.formatLimit({ calls: 1, seconds: 0.5 })).toBe('1 call in 0.5 s')
    expect(inDigits.formatLimit({ calls: 25, seconds: 5 })).toBe('25 calls in 5 s')
    expect(asHere.formatLimit({ calls: 1, seconds: 0.5 })).toBe(`1 call in ${(0.5).toLocaleString()}\u00a0s`)
    expect(asHere.formatLimit({ calls: 25, seconds: 5 })).toBe('25 calls in 5\u00a0s')
  })
})
