import { expect, test } from 'vitest'
import { STANDARD_ATTRIBUTES } from './attributes.ts'
import { sentValue } from './lead.ts'
import { SentOnce } from './sent-once.ts'
import { sentColumns, type SentColumn } from './sent-text.ts'

function column(attribute: string, constant: string | null = null): SentColumn {
  const plain = { id: 1, header: attribute, attribute, constant, hidden: false, width: null }
  return sentColumns([plain], STANDARD_ATTRIBUTES)[0]!
}

test.each(['skip', 'clear'] as const)(
  'tells what a push would send, however often a text comes (%s)',
  (blanks) => {
    const texts = ['Zoë', '', ' Pune ', 'n/a', '="007"', 'Zoë', '', ' Pune ', 'n/a', '="007"', '\u200bx']
    const city = column('mx_City')
    const once = new SentOnce(city, { blanks })
    const rows = texts.map((text) => ({ cells: ['', text] }))
    expect(rows.map((row) => once.of(row))).toEqual(rows.map((row) => sentValue(row, city, { blanks })))
    expect(once.of({ cells: [] })).toBe(blanks === 'skip' ? null : '')
  },
)

test('what a cell holds goes before what was remembered of the same text', () => {
  const score = column('Score')
  const once = new SentOnce(score, { blanks: 'skip' })
  expect(once.of({ cells: ['', '12'] })).toBe('12')
  expect(once.of({ cells: ['', '12'], held: { 1: '12.5' } })).toBe('12.5')
  expect(once.of({ cells: ['', '12'], held: { 0: '7' } })).toBe('12')
})

test('a column with one value for all rows sends it, whatever its cells say', () => {
  const once = new SentOnce(column('mx_City', ' Pune '), { blanks: 'skip' })
  expect([once.of({ cells: ['', 'Leeds'] }), once.of({ cells: [] })]).toEqual(['Pune', 'Pune'])
})

test('more texts than are remembered, all different or in runs, are told as they are', () => {
  const city = column('mx_City')
  const different = new SentOnce(city, { blanks: 'skip' })
  const inRuns = new SentOnce(city, { blanks: 'skip' })
  for (let at = 0; at < 5000; at++) {
    expect(different.of({ cells: ['', ` City ${at} `] })).toBe(`City ${at}`)
    for (const text of [` Town ${at} `, ` Town ${at} `, ` Town ${at >> 1} `])
      expect(inRuns.of({ cells: ['', text] })).toBe(text.trim())
  }
})
