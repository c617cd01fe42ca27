import { expect, test } from 'vitest'
import { leadOf, normaliseKey, repeatIsUpdate, searchKeysOf } from './lead.ts'
import { DEFAULT_SEARCH, type Column } from './sheet.ts'

function column(id: number, attribute: string | null, constant: string | null = null): Column {
  return { id, header: `Column ${id}`, attribute, constant, hidden: false, width: null }
}

const COLUMNS = [
  column(0, 'EmailAddress'),
  column(1, null),
  column(2, 'FirstName'),
  column(3, 'Source', 'Expo'),
]

test('a lead holds the mapped columns in their order, constants among them, and nothing that is not sent', () => {
  const lead = leadOf({ cells: ['a@b.example', 'private', ' Ana '] }, COLUMNS, {
    searchBy: DEFAULT_SEARCH,
    blanks: 'skip',
  })
  expect(lead).toEqual([
    { Attribute: 'EmailAddress', Value: 'a@b.example' },
    { Attribute: 'FirstName', Value: 'Ana' },
    { Attribute: 'Source', Value: 'Expo' },
  ])
})

test('an empty cell is left out, unless the person said clear', () => {
  const row = { cells: ['a@b.example', '', '   '] }
  const skipped = leadOf(row, COLUMNS, { searchBy: DEFAULT_SEARCH, blanks: 'skip' })
  const cleared = leadOf(row, COLUMNS, { searchBy: DEFAULT_SEARCH, blanks: 'clear' })
  expect(skipped.some((field) => field.Attribute === 'FirstName')).toBe(false)
  expect(cleared).toContainEqual({ Attribute: 'FirstName', Value: '' })
})

test('a chosen search attribute travels as one more pair, as the contract shows it', () => {
  const lead = leadOf({ cells: ['a@b.example'] }, COLUMNS, { searchBy: 'EmailAddress', blanks: 'skip' })
  expect(lead.at(-1)).toEqual({ Attribute: 'SearchBy', Value: 'EmailAddress' })
})

test('the default search has a key for the email and one for the phone', () => {
  const lead = [
    { Attribute: 'EmailAddress', Value: 'A@B.example' },
    { Attribute: 'Phone', Value: '+91 (80) 123-456' },
  ]
  expect(searchKeysOf(lead, DEFAULT_SEARCH)).toEqual(['EmailAddress=a@b.example', 'Phone=9180123456'])
  expect(searchKeysOf([], DEFAULT_SEARCH)).toEqual([])
})

test('spellings of one key are one key', () => {
  expect(normaliseKey('EmailAddress', ' Ana@B.Example')).toBe(normaliseKey('EmailAddress', 'ana@b.example '))
  expect(normaliseKey('Phone', '+49-30 12')).toBe(normaliseKey('Phone', '493012'))
})

test('a repeat can only update where the row has a key the server finds again', () => {
  const keyed = [{ Attribute: 'EmailAddress', Value: 'a@b.example' }]
  expect(repeatIsUpdate(keyed, DEFAULT_SEARCH, [])).toBe(true)
  expect(repeatIsUpdate([{ Attribute: 'FirstName', Value: 'Ana' }], DEFAULT_SEARCH, [])).toBe(false)
})
