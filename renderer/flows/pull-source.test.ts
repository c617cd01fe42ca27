import { expect, test } from 'vitest'
import type { PullForm } from '#renderer/stores/pull/pull-store.ts'
import { readNames, sourceFrom } from './pull-source.ts'

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'

const FORM: PullForm = {
  accountId: '',
  kind: 'named',
  listId: '',
  attribute: '',
  operator: '=',
  value: '',
  from: '',
  to: '',
  names: '',
  columns: null,
}
const KNOWN = { attributes: [], listName: '', sheetId: null }

test('Lead IDs and email addresses are told apart however they were pasted, each once', () => {
  const pasted = `${ID}\r\n<anna@one.example>; "ben@two.example",mailto:Cem@three.example\tANNA@one.example\n\n${ID.toUpperCase()}`
  expect(readNames(pasted)).toEqual({
    names: [ID, 'anna@one.example', 'ben@two.example', 'Cem@three.example'],
    ids: 1,
    emails: 3,
    others: [],
  })
})

test('what is neither is said with its words, and nothing is asked', () => {
  expect(sourceFrom({ ...FORM, names: `anna@one.example, 12345, Anna` }, KNOWN)).toEqual({
    problem:
      '“12345” is neither a Lead ID nor an email address, and 1 more are not either. Take that out, or mend it.',
  })
  expect(sourceFrom(FORM, KNOWN)).toEqual({ problem: 'Paste Lead IDs or email addresses.' })
})

test('times are asked for in UTC, whatever the clock here says', () => {
  const form: PullForm = { ...FORM, kind: 'changed', from: '2026-11-01T09:30', to: '' }
  expect(sourceFrom(form, KNOWN)).toEqual({
    source: { kind: 'changed', from: new Date(2026, 10, 1, 9, 30).toISOString(), to: null },
  })
  expect(sourceFrom({ ...form, to: '2026-10-01T00:00' }, KNOWN)).toEqual({
    problem: 'The second time is before the first. Swap them.',
  })
  const created: PullForm = { ...FORM, kind: 'condition', attribute: 'CreatedOn', operator: '>', value: '' }
  expect(sourceFrom(created, KNOWN)).toEqual({ problem: 'Enter the value the field is compared with.' })
  const when = new Date(2026, 0, 2, 3, 4, 5)
  expect(sourceFrom({ ...created, value: '2026-01-02T03:04:05' }, KNOWN)).toEqual({
    source: {
      kind: 'condition',
      condition: {
        attribute: 'CreatedOn',
        operator: '>',
        value: when.toISOString().slice(0, 19).replace('T', ' '),
      },
    },
  })
})
