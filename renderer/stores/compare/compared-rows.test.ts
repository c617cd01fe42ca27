import { expect, test } from 'vitest'
import type { ComparedRow } from '#shared/domain/reading/comparison.ts'
import { createRowStore } from '#renderer/stores/sheet/row-store.ts'
import { createComparedRows } from './compared-rows.ts'

function told(rowId: number, change: Partial<ComparedRow> = {}): ComparedRow {
  return {
    rowId,
    kind: 'same',
    leadId: `lead-${rowId}`,
    otherLeadId: null,
    message: '',
    changes: [],
    stale: false,
    ...change,
  }
}

function stand(rows: string[][]) {
  const store = createRowStore()
  store.load(rows.map((cells, at) => ({ id: at + 1, rank: at + 1, cells })))
  return { store, compared: createComparedRows((id) => store.byId(id)) }
}

test('an edit makes its row stale, and typing the old value back makes it hold again', () => {
  const { store, compared } = stand([['Anna', 'Pune'], ['Ben', 'Leeds']])
  compared.take([told(1), told(2)])
  store.writeCells(1, [1], ['Oslo'])
  expect(compared.look([1])).toBe(true)
  expect([compared.of(1)?.stale, compared.of(2)?.stale, compared.staleRows]).toEqual([true, false, 1])
  store.writeCells(1, [1], ['Pune'])
  expect(compared.look([1])).toBe(true)
  expect([compared.of(1)?.stale, compared.staleRows]).toEqual([false, 0])
})

test('what a cell holds beside what it shows counts as the row', () => {
  const { store, compared } = stand([['45,000']])
  store.putRows([{ id: 1, rank: 1, cells: ['45,000'], held: { 0: '45000.4' } }])
  compared.take([told(1)])
  store.writeCells(0, [1], ['45,000'])
  compared.look([1])
  expect(compared.of(1)?.stale).toBe(true)
  store.writeCells(0, [1], ['45,000'], ['45000.4'])
  compared.look([1])
  expect(compared.of(1)?.stale).toBe(false)
})

test('a row that was sent since is said to be, and one that LeadSquared refused is what it was', () => {
  const { store, compared } = stand([['Anna'], ['Ben']])
  compared.clear('2026-11-28T10:00:00.000Z')
  compared.take([told(1), told(2)])
  const outcome = {
    pushId: 1,
    leadId: 'l',
    message: '',
    details: null,
    attempts: 1,
    call: 1,
    sentAt: '2026-11-28T10:05:00.000Z',
  }
  store.applyOutcomes([
    { ...outcome, rowId: 1, state: 'updated' },
    { ...outcome, rowId: 2, state: 'failed' },
  ])
  expect(compared.look([1, 2])).toBe(true)
  expect([compared.of(1)?.since, compared.of(2)?.since]).toEqual(['sent since', ''])
})

test('a row the host calls stale stays so, whatever its cells are here', () => {
  const { compared } = stand([['Anna']])
  compared.take([told(1, { stale: true })])
  compared.look([1])
  expect(compared.of(1)?.stale).toBe(true)
})

test('a deleted row is no stale row, and one that is brought back holds again', () => {
  const { store, compared } = stand([['Anna'], ['Ben']])
  compared.take([told(1), told(2)])
  const gone = store.deleteRows([1])
  compared.look([1])
  expect(compared.staleRows).toBe(0)
  store.putRows(gone)
  compared.look([1])
  expect([compared.of(1)?.stale, compared.staleRows]).toEqual([false, 0])
})

test('with columns that go elsewhere every row of the sheet is stale, until they go where they went', () => {
  const { compared } = stand([['Anna'], ['Ben'], ['Cem']])
  compared.take([told(1), told(2, { kind: 'new', leadId: null })])
  compared.setMoved(true)
  expect([compared.of(1)?.stale, compared.of(3), compared.staleRows]).toEqual([true, null, 2])
  compared.setMoved(false)
  expect(compared.staleRows).toBe(0)
  expect(compared.idsWhere(({ kind }) => kind === 'new')).toEqual([2])
})
