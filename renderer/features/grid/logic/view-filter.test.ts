import { expect, test } from 'vitest'
import type { Outcome, RowState } from '#shared/domain/push/outcome.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { NO_FILTER, type RowFilter } from '#renderer/stores/view/view-store.ts'
import { createViewFilter, rowTest, type ColumnFilter } from './view-filter.ts'

const columns: Column[] = [0, 1].map((id) => ({
  id,
  header: `C${id}`,
  attribute: null,
  constant: null,
  hidden: false,
  width: null,
}))

function row(id: number, cells: string[], state?: RowState): SheetRow {
  const outcome: Outcome | null = state
    ? {
        rowId: id,
        pushId: 1,
        state,
        leadId: null,
        message: 'Said by the server',
        details: null,
        attempts: 1,
        call: 1,
        sentAt: null,
      }
    : null
  return { id, rank: id, cells, outcome, changed: false }
}

const rows = [
  row(1, ['Anna', 'Berlin']),
  row(2, ['Otto', '']),
  row(3, ['Berta', 'Bonn (Rhein)'], 'created'),
  row(4, ['Årne', ' bonn '], 'failed'),
]

function shown(filter: Partial<RowFilter>, byColumn: [number, ColumnFilter][] = []): number[] {
  const test = rowTest({ ...NO_FILTER, ...filter }, new Map(byColumn), columns)
  return rows.filter((each) => test === null || test(each)).map((each) => each.id)
}

test('every word of Filter rows must be somewhere in the row, its message included', () => {
  expect(shown({ text: 'BER' })).toEqual([1, 3])
  expect(shown({ text: 'ber rhein)' })).toEqual([3])
  expect(shown({ text: 'server' })).toEqual([3, 4])
  expect(shown({ text: 'årne' })).toEqual([4])
  expect(shown({ text: '   ' })).toEqual([1, 2, 3, 4])
})

test('what stands in quotes must be in one cell as it is', () => {
  const firms = [
    row(1, ['Company 4', 'Bonn']),
    row(2, ['Company 1', 'Room 4']),
    row(3, ['company 47', 'Ulm']),
    row(4, ['Pipe 6"', 'Ulm']),
  ]
  const found = (text: string) => {
    const test = rowTest({ ...NO_FILTER, text }, new Map(), columns)
    return firms.filter((each) => test === null || test(each)).map((each) => each.id)
  }
  expect(found('Company 4')).toEqual([1, 2, 3])
  expect(found('"Company 4"')).toEqual([1, 3])
  expect(found('ulm "COMPANY 4"')).toEqual([3])
  expect(found('bonn "company 4')).toEqual([1])
  expect(found('6"')).toEqual([4])
  expect(found('"')).toEqual([1, 2, 3, 4])
  expect(found('""')).toEqual([1, 2, 3, 4])
})

test('statuses, a set of rows and columns are joined by "and"', () => {
  expect(shown({ statuses: ['created', 'failed'] })).toEqual([3, 4])
  expect(shown({ statuses: ['ready'] })).toEqual([1, 2])
  expect(shown({ only: { label: '', rows: new Set([2, 3]) }, statuses: ['created'] })).toEqual([3])
})

test('a column is filtered by what it holds, is, begins with, or lacks', () => {
  expect(shown({}, [[1, { kind: 'contains', text: '(rh' }]])).toEqual([3])
  expect(shown({}, [[1, { kind: 'not-contains', text: 'bonn' }]])).toEqual([1, 2])
  expect(shown({}, [[1, { kind: 'equals', text: 'Bonn' }]])).toEqual([4])
  expect(shown({}, [[1, { kind: 'begins', text: 'bonn' }]])).toEqual([3, 4])
  expect(shown({}, [[1, { kind: 'empty' }]])).toEqual([2])
  expect(shown({}, [[1, { kind: 'filled' }]])).toEqual([1, 3, 4])
  expect(shown({}, [[0, { kind: 'one-of', values: new Set(['Otto', 'Anna']) }]])).toEqual([1, 2])
})

test('a row made while a filter is on stays in sight until the filter changes', () => {
  const filter = createViewFilter()
  filter.rebuild({ ...NO_FILTER, text: 'anna' }, columns)
  filter.exempt.add(2)
  expect(rows.filter((each) => filter.passes(each)).map((each) => each.id)).toEqual([1, 2])
  filter.rebuild({ ...NO_FILTER, text: 'anna' }, columns)
  expect(filter.passes(rows[1]!)).toBe(false)
})
