import { expect, test } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { createRowStore } from '#renderer/stores/sheet/row-store.ts'
import { createLinkedRows } from './linked-rows.ts'

function column(id: number, attribute: string | null): Column {
  return { id, header: attribute ?? 'Note', attribute, constant: null, hidden: false, width: null }
}

const COLUMNS = [column(0, 'ProspectID'), column(1, 'EmailAddress'), column(2, 'mx_City'), column(3, 'Phone')]

function stand(rows: string[][]) {
  const store = createRowStore()
  store.load(rows.map((cells, at) => ({ id: at + 1, rank: at + 1, cells })))
  const linked = createLinkedRows({
    rowOf: (id) => store.byId(id),
    columns: () => COLUMNS,
    attributeOf: (name) => STANDARD_ATTRIBUTES.find(({ schemaName }) => schemaName === name) ?? null,
    formOf: (one) =>
      sentColumns(COLUMNS, STANDARD_ATTRIBUTES, { phoneCountry: 'IN' }).find(({ id }) => id === one.id)!,
  })
  return { store, linked }
}

const PULLED = [
  ['l-1', 'anna@one.example', 'Pune'],
  ['l-2', 'ben@two.example', ''],
]

test('an edited cell is told from what LeadSquared had, and typing that back takes the mark away', () => {
  const { store, linked } = stand(PULLED)
  linked.take(PULLED.map((base, at) => ({ rowId: at + 1, leadId: base[0]!, base })))
  expect([linked.rows, linked.editedCells]).toEqual([2, 0])
  store.writeCells(2, [1, 2], ['Oslo', 'Bergen'])
  expect(linked.look([1, 2])).toBe(true)
  expect([linked.editedCells, linked.editedRows()]).toEqual([2, [1, 2]])
  expect(linked.editsOf(store.byId(1)!)).toEqual([{ columnId: 2, base: 'Pune' }])
  // Filled where there was nothing is an edit too.
  expect(linked.editsOf(store.byId(2)!)).toEqual([{ columnId: 2, base: '' }])
  store.writeCells(2, [1], ['Pune'])
  linked.look([1])
  expect([linked.editedCells, linked.editedRows()]).toEqual([1, [2]])
})

test('another spelling of the same value is no edit', () => {
  const { store, linked } = stand(PULLED)
  linked.take([{ rowId: 1, leadId: 'l-1', base: PULLED[0]! }])
  store.writeCells(1, [1], ['ANNA@one.example '])
  linked.look([1])
  expect(linked.editedCells).toBe(0)
  store.writeCells(2, [1], ['pune'])
  linked.look([1])
  expect(linked.editedCells).toBe(1)
})

test('what a cell sends is told from the base, not how the sheet spells it', () => {
  const { linked } = stand([['l-1', 'anna@one.example', 'n/a', '98765 43210']])
  linked.take([{ rowId: 1, leadId: 'l-1', base: ['l-1', 'anna@one.example', '', '+91-9876543210'] }])
  expect(linked.editedCells).toBe(0)
})

test('a deleted row has no edited cells, and what was never read is not told from anything', () => {
  const { store, linked } = stand(PULLED)
  linked.take([
    { rowId: 1, leadId: 'l-1', base: [null, null, 'Leeds'] },
    { rowId: 2, leadId: 'l-2', base: null },
  ])
  expect([linked.editedCells, linked.leadIdOf(2)]).toEqual([1, 'l-2'])
  store.deleteRows([1])
  linked.look([1])
  expect(linked.editedCells).toBe(0)
})
