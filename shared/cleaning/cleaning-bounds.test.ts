import { expect, it } from 'vitest'
import { readDate } from './dates.ts'
import { mendEmail } from './email-typos.ts'
import { splitFullName } from './full-name.ts'
import { changeCase } from './letter-case.ts'
import { tidySpaces } from './spaces.ts'

it('goes over the longest cell a workbook can hold once, not again and again', () => {
  // Each would take a backtracking pattern some billion steps; the test's own time limit is the bound.
  const long = 32_767
  for (const value of [
    `a${' '.repeat(long)}b`,
    `a${' \n'.repeat(long / 2)}b`,
    `${'a'.repeat(long)}!`,
    `a@${'.'.repeat(long)}`,
    `${'dr '.repeat(long / 3)}!`,
    `${"o'".repeat(long / 2)}!`,
    `14 ${'m'.repeat(long)}`,
  ]) {
    expect(readDate(value)).toEqual({ kind: 'unclear' })
    expect(mendEmail(value)).toBe(value)
    expect(changeCase(value, 'title')).toHaveLength(value.length)
    expect(tidySpaces(value).length).toBeLessThanOrEqual(value.length)
    const name = splitFullName(value)
    expect(name === null || value.includes(name.last)).toBe(true)
  }
})
