import { expect, test } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { RowComparer } from './compare-row.ts'

const COLUMNS: Column[] = ['EmailAddress', 'Phone', 'mx_City'].map((attribute, id) => ({
  id,
  header: attribute,
  attribute,
  constant: null,
  hidden: false,
  width: null,
}))

const LEAD = {
  canUpdate: true,
  values: new Map([
    ['EmailAddress', 'anna@one.example'],
    ['Phone', '+44-7700900001'],
    ['mx_City', 'Pune'],
  ]),
}

function comparer(blanks: 'skip' | 'clear'): RowComparer {
  const options = { searchBy: 'default', blanks }
  return new RowComparer(sentColumns(COLUMNS, STANDARD_ATTRIBUTES), options, STANDARD_ATTRIBUTES)
}

test('a cell the sheet never had is no edit of a matched row, so that pushing changes clears nothing', () => {
  const row = { cells: ['anna@one.example', '', 'Leeds'] }
  const base = comparer('skip').baseOf(LEAD, comparer('skip').leadOf(row))
  expect(base).toEqual(['anna@one.example', '', 'Pune'])
  expect(
    comparer('skip')
      .editedOf(row, base)
      .map(({ attribute }) => attribute),
  ).toEqual(['mx_City'])
  // Where empty cells are sent as empty, the field would be cleared, and that is told.
  expect(comparer('clear').baseOf(LEAD, comparer('clear').leadOf(row))).toEqual([
    'anna@one.example',
    '+44-7700900001',
    'Pune',
  ])
})
