import { expect, it } from 'vitest'
import { dateEvidence, numberEvidence } from './evidence.ts'
import { exportMark, severalValues } from './export-marks.ts'
import { looksLikeFormula } from './formula.ts'
import { isPlaceholder } from './placeholders.ts'
import { readTime } from './read-date.ts'
import { readSigns, withoutInvisible } from './signs.ts'

it('goes over the longest cell a workbook can hold once, not again and again', () => {
  // Each would take a backtracking pattern some billion steps; the test's own time limit is the bound.
  const long = 32_767
  for (const value of [
    `a${' '.repeat(long)}b`,
    `+${'a'.repeat(long)}`,
    `+${'1 '.repeat(long / 2)}!`,
    `+${'|'.repeat(long)}`,
    `'${'1'.repeat(long)}`,
    `p:${'1 '.repeat(long / 2)}x`,
    `a:::${' '.repeat(long)}b`,
    `${'\u200b'.repeat(long / 2)}a${'\u200b'.repeat(long / 2)}b`,
    '\ud800'.repeat(long),
    `(${'1,'.repeat(long / 2)})`,
    `1${'\u00a0'.repeat(long)}`,
    `${'14 '.repeat(long / 3)}mars`,
  ]) {
    expect(readSigns(value).text.length).toBeLessThanOrEqual(value.length)
    expect(withoutInvisible(value).length).toBeLessThanOrEqual(value.length)
    expect(dateEvidence(value)).toBe(0)
    expect(numberEvidence(value)).toBe(0)
    expect(isPlaceholder(value)).toBe(false)
    expect(readTime(value)).toBeNull()
    expect(exportMark(value).length).toBeLessThanOrEqual(2)
    expect(severalValues(value).length).toBeLessThanOrEqual(2)
    expect(typeof looksLikeFormula(value)).toBe('boolean')
  }
})
