import { describe, expect, it } from 'vitest'
import type { Outcome } from '#shared/pipeline/outcome.ts'
import { causesIn } from './causes.ts'

function row(id: number, state: Outcome['state'], message: string, pushId = 7) {
  const outcome: Outcome = {
    rowId: id,
    pushId,
    state,
    leadId: null,
    message,
    details: `MX said ${id}`,
    attempts: 1,
    call: 1,
    sentAt: null,
  }
  return { id, outcome }
}

describe('causesIn', () => {
  it('groups rows whose messages differ only in the value they quote, and shows the first message whole', () => {
    const causes = causesIn(
      [
        row(1, 'failed', '“ann@x.com” is not an email address.'),
        row(2, 'failed', '“bob” is not an email address.'),
        row(3, 'failed', 'The phone 4412 is too long.'),
      ],
      7,
    )
    expect(causes).toEqual([
      { state: 'failed', text: '“ann@x.com” is not an email address.', details: 'MX said 1', rows: [1, 2] },
      { state: 'failed', text: 'The phone 4412 is too long.', details: 'MX said 3', rows: [3] },
    ])
  })

  it('puts failures before unknown rows, and larger groups first', () => {
    const causes = causesIn(
      [
        row(1, 'unknown', 'b'),
        row(2, 'unknown', 'b'),
        row(3, 'failed', 'x'),
        row(4, 'failed', 'y'),
        row(5, 'failed', 'y'),
      ],
      7,
    )
    expect(causes.map(({ text, rows }) => [text, rows.length])).toEqual([
      ['y', 2],
      ['x', 1],
      ['b', 2],
    ])
  })

  it('leaves out rows that went in, rows of other pushes and rows never sent', () => {
    const rows = [row(1, 'created', ''), row(2, 'failed', 'old', 6), { id: 3, outcome: null }]
    expect(causesIn(rows, 7)).toEqual([])
  })

  it('never shows a cause without words', () => {
    expect(causesIn([row(1, 'skipped', '')], 7)[0]?.text).toBe('Skipped')
  })
})
