import { beforeEach, describe, expect, it } from 'vitest'
import type { Problem } from '#shared/domain/check/problem.ts'
import { takeBook } from '#renderer/stores/problems/problem-store.ts'
import { ProblemBook } from '#renderer/stores/problems/problem-table.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { statusInWords, statusMarkOf, statusOf, statusShown } from './status.ts'

function row(change: Partial<SheetRow> = {}): SheetRow {
  return { id: 1, rank: 1, cells: [], outcome: null, changed: false, ...change }
}

function problem(code: Problem['code'], severity: Problem['severity'], text: string, columnId = 0): Problem {
  return { code, severity, text, rowId: 1, columnId }
}

function found(...problems: Problem[]): void {
  const book = new ProblemBook()
  book.take({ rows: [[1, problems]], groups: [], readings: null })
  takeBook(book)
}

beforeEach(() => found())

describe('the mark at the end of a status', () => {
  it('counts the errors that keep a row back, else the warnings', () => {
    const one = problem('bad-email', 'error', 'No @.')
    const other = problem('bad-phone', 'error', 'Letters in it.', 1)
    const warning = problem('duplicate', 'warning', 'Again in row 2.')
    found(one, other, warning)
    expect(statusMarkOf(row(), statusOf(row()))).toEqual({ kind: 'errors', text: '2' })
    expect(statusInWords(row())).toBe(
      'Draft: 2 problems keep it out of a push\nNo @.\nLetters in it.\nAgain in row 2.',
    )
    found(warning)
    expect(statusMarkOf(row(), statusOf(row()))).toEqual({ kind: 'warnings', text: '1' })
    found()
    expect(statusMarkOf(row(), statusOf(row()))).toEqual({ kind: 'none', text: '' })
  })

  it('tells of an edit since and that something was said, and the tooltip says all of it', () => {
    const outcome = {
      ...{ rowId: 1, pushId: 1, leadId: 'x', details: null, attempts: 1, call: 1, sentAt: null },
      state: 'created' as const,
      message: 'Sent after row 6, which has the same email.',
    }
    expect(statusMarkOf(row({ outcome }), 'created').kind).toBe('said')
    expect(statusMarkOf(row({ outcome, changed: true }), 'created').kind).toBe('changed')
    expect(statusInWords(row({ outcome, changed: true }))).toBe(
      'Created\nChanged since it was sent: LeadSquared has what it was then.\nSent after row 6, which has the same email.',
    )
  })
})

describe('what a status cell shows, as the text by which it is drawn anew', () => {
  it('is another one for another status, mark, count or sentence, and the same one where nothing is', () => {
    const outcome = {
      ...{ rowId: 1, pushId: 1, leadId: 'x', details: null, attempts: 1, call: 1, sentAt: null },
      state: 'queued' as const,
      message: '',
    }
    const bad = problem('bad-email', 'error', 'No @.')
    const shown = [() => statusShown(row())]
    for (const problems of [
      [bad],
      [problem('bad-email', 'error', 'Two @.')],
      [bad, problem('bad-phone', 'error', 'Letters in it.', 1)],
      [problem('duplicate', 'warning', 'Again in row 2.')],
    ]) {
      shown.push(() => {
        found(...problems)
        return statusShown(row())
      })
    }
    const sent = [
      { outcome },
      { outcome, changed: true },
      { outcome: { ...outcome, state: 'created' as const } },
      { outcome: { ...outcome, state: 'created' as const }, changed: true },
      { outcome: { ...outcome, state: 'failed' as const, message: 'Refused.' } },
      { outcome: { ...outcome, state: 'failed' as const, message: 'Refused again.' } },
    ]
    for (const change of sent) shown.push(() => statusShown(row(change)))
    const texts = shown.map((each) => each())
    expect(new Set(texts).size).toBe(texts.length)
    found()
    expect(statusShown(row())).toBe(texts[0])
  })
})
