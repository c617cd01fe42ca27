import { describe, expect, it } from 'vitest'
import type { Outcome } from '#shared/domain/push/outcome.ts'
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
  it('groups rows whose messages differ only in the row’s own values, and names no row that is only one of them’s', () => {
    const causes = causesIn([
      row(1, 'failed', 'ann@x.com is another lead’s. See row 4.'),
      row(2, 'failed', 'bob@y.com is another lead’s. See row 9.'),
      row(3, 'failed', 'The value for “Phone” is too long.'),
      row(4, 'failed', 'The value for “Company” is too long.'),
    ])
    expect(causes).toEqual([
      {
        state: 'failed',
        text: 'ann@x.com is another lead’s. See another row.',
        details: 'MX said 1',
        rows: [1, 2],
      },
      { state: 'failed', text: 'The value for “Phone” is too long.', details: 'MX said 3', rows: [3] },
      { state: 'failed', text: 'The value for “Company” is too long.', details: 'MX said 4', rows: [4] },
    ])
  })

  it('tells causes apart by the server’s words where our message only points to them', () => {
    const said = (id: number, details: string) => {
      const { outcome } = row(id, 'failed', 'LeadSquared refused this row; see Details.')
      return { id, outcome: { ...outcome, details } }
    }
    const causes = causesIn([
      said(1, "Owner 'ann' is inactive"),
      said(2, "Owner 'bob' is inactive"),
      said(3, 'Stage is closed'),
    ])
    expect(causes.map(({ rows }) => rows)).toEqual([[1, 2], [3]])
  })

  it('keeps a row’s number where it is the same for all of them', () => {
    const causes = causesIn([
      row(2, 'skipped', 'Left out: row 1 has the same email and comes first.'),
      row(3, 'skipped', 'Left out: row 1 has the same email and comes first.'),
    ])
    expect(causes.map(({ text, rows }) => [text, rows.length])).toEqual([
      ['Left out: row 1 has the same email and comes first.', 2],
    ])
  })

  it('puts failures before unknown rows, and larger groups first', () => {
    const causes = causesIn([
      row(1, 'unknown', 'b'),
      row(2, 'unknown', 'b'),
      row(3, 'failed', 'x'),
      row(4, 'failed', 'y'),
      row(5, 'failed', 'y'),
    ])
    expect(causes.map(({ text, rows }) => [text, rows.length])).toEqual([
      ['y', 2],
      ['x', 1],
      ['b', 2],
    ])
  })

  it('leaves out rows that went in and rows never sent, and joins those of several pushes', () => {
    const rows = [
      row(1, 'created', ''),
      row(2, 'failed', 'x', 6),
      row(4, 'failed', 'x', 7),
      { id: 3, outcome: null },
    ]
    expect(causesIn(rows).map((cause) => cause.rows)).toEqual([[2, 4]])
  })

  it('never shows a cause without words', () => {
    expect(causesIn([row(1, 'skipped', '')])[0]?.text).toBe('Skipped')
  })
})
