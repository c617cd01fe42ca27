import { expect, test } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute } from './attributes.ts'
import { leadOf, normaliseKey, raceKeysOf, repeatIsUpdate, searchKeysOf } from './lead.ts'
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

function field(dataType: Attribute['dataType'], more: Partial<Attribute> = {}): Attribute {
  return {
    schemaName: 'mx_Key',
    displayName: 'Key',
    dataType,
    mandatory: false,
    maxLength: null,
    options: [],
    readOnly: false,
    ...more,
  }
}

function repeats(value: string, attribute: Attribute | null): boolean {
  return repeatIsUpdate([{ Attribute: 'mx_Key', Value: value }], 'mx_Key', attribute ? [attribute] : [])
}

test.each([
  ['text is kept as it was sent', 'Fair 2026', field('Text'), true],
  ['a plain number is kept', '42.5', field('Number'), true],
  ['a number with leading zeros becomes another text', '007', field('Number'), false],
  ['a date is kept in another spelling', '2026-11-23', field('Date'), false],
  ['a boolean is kept in another spelling', 'yes', field('Boolean'), false],
  ['a field the server fills itself is not kept', 'x', field('Text', { readOnly: true }), false],
  ['a value that is too long may be cut', 'abcdef', field('Text', { maxLength: 5 }), false],
  ['of an unknown field, what looks like a date may be one', '23/11/2026', null, false],
  ['of an unknown field, plain text is taken as text', 'K-1207', null, true],
  ['no value finds nothing', '  ', field('Text'), false],
])('whether a repeat is an update: %s', (_, value, attribute, expected) => {
  expect(repeats(value, attribute)).toBe(expected)
})

test('a lead searched by its LeadSquared number is not found again under a number of ours', () => {
  const lead = [{ Attribute: 'ProspectID', Value: '4cb6ab7a-77b2-4c4d-abe1-6bce7657d350' }]
  expect(repeatIsUpdate(lead, 'ProspectID', [])).toBe(false)
})

test('with the default search a phone alone makes the repeat an update', () => {
  const lead = [{ Attribute: 'Phone', Value: '+91 98765 43210' }]
  expect(repeatIsUpdate(lead, DEFAULT_SEARCH, STANDARD_ATTRIBUTES)).toBe(true)
})

test('spellings of a phone that may be one to the server never race', () => {
  const keys = ['+91 98765 43210', '098765-43210', '9876543210'].map((Value) =>
    raceKeysOf([{ Attribute: 'Phone', Value }], DEFAULT_SEARCH),
  )
  expect(new Set(keys.flat())).toEqual(new Set(['Phone=76543210']))
})
