import { describe, expect, it } from 'vitest'
import { createExpressions } from './expressions.ts'

describe('expressions', () => {
  it('take the first group that took part, else all of the match', () => {
    const { extract } = createExpressions()
    expect(extract('<(.+)>|\\((.+)\\)', false, ['a <b>', 'a (c)', 'none'])).toEqual(['b', 'c', null])
    expect(extract('[A-Z]+', false, ['12ab'])).toEqual(['ab'])
    expect(extract('[A-Z]+', true, ['12ab', 'xY'])).toEqual([null, 'Y'])
  })

  it('that run away are stopped, and that are none are told', () => {
    const { extract } = createExpressions(50)
    expect(extract('^(a+)+$', false, [`${'a'.repeat(60)}!`])).toMatch(/^This expression takes too long/)
    expect(extract('(', false, ['a'])).toMatch(/^This is not a valid expression: /)
  })
})
