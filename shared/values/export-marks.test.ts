import { describe, expect, it } from 'vitest'
import { exportMark, hasFrontApostrophe, typedAsText } from './export-marks.ts'

describe('an apostrophe in front', () => {
  it.each([
    ["'+919876543210", "'", false],
    ["'00123", "'", false],
    ["'Ann", '', true],
    ['’Acme GmbH', '', true],
    ["'ann", '', true],
    ["'t Hooft", '', false],
    ["'s-Gravenhage", '', false],
    ["'90s Kids", '', false],
    ["'Ann'", '', false],
    ["O'Neil", '', false],
    ["'", '', false],
  ])('of %s is a mark (%j), or may be one (%s)', (text, mark, may) => {
    expect([exportMark(text), hasFrontApostrophe(text)]).toEqual([mark, may])
  })

  it.each([
    ["'Ann", 'Ann'],
    ["'00123", '00123'],
    ["''Ann", "'Ann"],
    ["'=1+1", '=1+1'],
    ["'t Hooft", "'t Hooft"],
    ["'quoted'", "'quoted'"],
    ["'", ''],
    ['Ann', 'Ann'],
  ])('typed as %s says that %s is text', (typed, text) => {
    expect(typedAsText(typed)).toBe(text)
  })
})
