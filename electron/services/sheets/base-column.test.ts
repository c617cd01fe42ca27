import { expect, test } from 'vitest'
import { BASE_HEADING, baseCell, readBaseCell } from '#shared/domain/report/base-cell.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { BaseColumn, MISPLACED } from './base-column.ts'

const COLUMNS: Column[] = ['ProspectID', 'mx_City', null].map((attribute, id) => ({
  ...{ id, header: attribute ?? 'Created On', attribute },
  ...{ constant: null, hidden: false, width: null },
}))

test('a base cell says what a lead had in the fields that can be written, and is read back so', () => {
  const text = baseCell('lead-1', ['lead-1', 'Pune "Camp"', '2026-01-01'], COLUMNS)
  expect(readBaseCell(text)).toEqual({ leadId: 'lead-1', values: new Map([['mx_City', 'Pune "Camp"']]) })
  expect(['', 'Pune', '{}', '{"ProspectID":', '["lead-1"]'].map(readBaseCell)).toEqual(
    Array.from({ length: 5 }, () => null),
  )
})

test('the base column is no column of the table, wherever it was moved to, and what cells hold stays beside them', () => {
  const column = BaseColumn.in(['Lead ID', BASE_HEADING, 'City'])!
  expect(column.without(['Lead ID', BASE_HEADING, 'City'])).toEqual(['Lead ID', 'City'])
  expect(column.takeOut('["lead-1","{}","12"]', '{"0":"1","2":"12.5"}')).toEqual({
    ...{ packed: '["lead-1","12"]', base: '{}', held: '{"0":"1","1":"12.5"}' },
  })
  expect(column.takeOut('["lead-1"]', null)).toEqual({ packed: '["lead-1"]', base: '', held: null })
  expect(BaseColumn.in(['Lead ID', 'City'])).toBeNull()
})

test('a row beside another lead’s base is not taken for an edit of it, and is told', () => {
  const column = BaseColumn.in(['Lead ID', 'City', BASE_HEADING])!
  const row = (id: number, lead: string) => ({ id, rank: id, packed: `["${lead}","Oslo"]`, held: null })
  const texts = ['lead-1', 'lead-2', 'lead-2'].map((lead) => baseCell(lead, [lead, 'Pune'], COLUMNS))
  const rows = [row(1, 'LEAD-1'), row(2, 'lead-2'), row(3, 'lead-1')]
  expect(column.basesOf(rows, texts, [2, 3, 4], COLUMNS)).toEqual([
    { rowId: 1, leadId: 'lead-1', base: [null, 'Pune', null] },
    { rowId: 2, leadId: 'lead-2', base: [null, 'Pune', null] },
  ])
  expect(column.notes().map(({ code }) => code)).toEqual(['base', MISPLACED])
  expect(column.notes()[1]!.text).toContain('row 4')
})
