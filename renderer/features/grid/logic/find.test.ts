import { expect, test } from 'vitest'
import { holds, replaced } from '#renderer/expressions/match.ts'
import { patternOf, type FindQuery } from './find.ts'

function pattern(query: Partial<FindQuery> & { text: string }): RegExp {
  const found = patternOf({ matchCase: false, wholeCell: false, regex: false, ...query })
  if (!found?.ok) throw new Error('expected a pattern')
  return found.pattern
}

test('a plain search takes its text literally and without regard to case', () => {
  expect(holds(pattern({ text: 'a.b' }), 'xA.By')).toBe(true)
  expect(holds(pattern({ text: 'a.b' }), 'axb')).toBe(false)
  expect(holds(pattern({ text: 'ÄRGER' }), 'ärger')).toBe(true)
})

test('match case and whole cell narrow it', () => {
  expect(holds(pattern({ text: 'Bonn', matchCase: true }), 'bonn')).toBe(false)
  expect(holds(pattern({ text: 'Bonn', wholeCell: true }), 'Bonn am Rhein')).toBe(false)
  expect(holds(pattern({ text: 'a|b', wholeCell: true, regex: true }), 'b')).toBe(true)
})

test('a pattern answers the same however often it is asked', () => {
  const found = pattern({ text: 'a' })
  expect([holds(found, 'a'), holds(found, 'a'), holds(found, 'a')]).toEqual([true, true, true])
})

test('every match in a cell is replaced; dollar signs mean something in expressions only', () => {
  expect(replaced('a-a', pattern({ text: 'a' }), '$&', false)).toBe('$&-$&')
  expect(replaced('Doe, Jane', pattern({ text: '(\\w+), (\\w+)', regex: true }), '$2 $1', true)).toBe(
    'Jane Doe',
  )
})

test('a faulty expression is said, an empty search finds nothing', () => {
  expect(patternOf({ text: '(', matchCase: false, wholeCell: false, regex: true })).toMatchObject({
    ok: false,
    problem: expect.stringContaining('not a valid expression') as string,
  })
  expect(patternOf({ text: '', matchCase: false, wholeCell: false, regex: false })).toBeNull()
})
