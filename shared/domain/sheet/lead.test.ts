import { expect, test } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute } from './attributes.ts'
import type { ColumnReading } from './column-reading.ts'
import { leadOf, normaliseKey, raceKeysOf, repeatIsUpdate, searchKeysOf } from './lead.ts'
import { sentColumns } from './sent-text.ts'
import { DEFAULT_SEARCH, type Column } from './sheet.ts'

function column(id: number, attribute: string | null, constant: string | null = null): Column {
  return { id, header: `Column ${id}`, attribute, constant, hidden: false, width: null }
}

function reading(columnId: number, kind: ColumnReading['kind'], as: ColumnReading['as']): ColumnReading {
  return { columnId, header: '', kind, as, by: 'cells', proof: [], either: 0, example: null, currencies: [] }
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
  expect(normaliseKey('EmailAddress', 'ana@XN--MLLER-KVA.example')).toBe(
    normaliseKey('EmailAddress', 'Ana@M\u00fcller.example'),
  )
  expect(normaliseKey('Phone', '+49-30 12')).toBe(normaliseKey('Phone', '493012'))
  for (const spelling of [
    '+91-9876543210',
    '0091 98765 43210',
    '91 98765.43210',
    '\u202a+91 (0)98765-43210\u202c',
  ]) {
    expect(normaliseKey('Phone', spelling)).toBe('919876543210')
  }
  expect(normaliseKey('Phone', '９１９８７６５４３２１０')).toBe('919876543210')
  for (const spelling of ['jose\u0301@x.example', '\u200bJosé@X.example\u00a0', 'josé＠x．example']) {
    expect(normaliseKey('EmailAddress', spelling)).toBe('jos\u00e9@x.example')
  }
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

test('a cell goes out as its column is read, without what nobody sees', () => {
  const columns = sentColumns(
    ['EmailAddress', 'mx_Date_of_Birth', 'Score', 'Phone', 'LastName', 'mx_Zip'].map((name, id) =>
      column(id, name),
    ),
    STANDARD_ATTRIBUTES,
    {},
    [reading(1, 'dates', 'dmy'), reading(2, 'numbers', ',')],
  )
  const options = { searchBy: DEFAULT_SEARCH, blanks: 'skip' as const }
  const values = (...cells: string[]) =>
    Object.fromEntries(leadOf({ cells }, columns, options).map(({ Attribute, Value }) => [Attribute, Value]))
  expect(
    values('\u200bann@example.com\u00a0', '03/04/2025', '1.234', 'p:+4915112345178', 'n/a', 'z:10115'),
  ).toEqual({
    EmailAddress: 'ann@example.com',
    mx_Date_of_Birth: '2025-04-03',
    Score: '1234',
    Phone: '+4915112345178',
    mx_Zip: '10115',
  })
  expect(
    values('ann@example.com', '0/0/00', '(1.200,00)', "'+1 202-555-0101", 'Mo\u0000rgan', '=1+1'),
  ).toEqual({
    EmailAddress: 'ann@example.com',
    Score: '-1200.00',
    Phone: '+1 202-555-0101',
    LastName: 'Morgan',
    mx_Zip: '=1+1',
  })
  expect(values('ann@example.com', '08/25/2023', '1,234.56')).toMatchObject({
    mx_Date_of_Birth: '08/25/2023',
    Score: '1,234.56',
  })
})

test('placeholders go as the column, else the sheet, says', () => {
  const options = { searchBy: DEFAULT_SEARCH, blanks: 'clear' as const }
  const list = [column(0, 'LastName'), { ...column(1, 'Company'), readAs: { placeholders: 'send' as const } }]
  const lead = (placeholders: 'blank' | 'send' | 'stop') =>
    leadOf(
      { cells: ['Null', 'None'] },
      sentColumns(list, STANDARD_ATTRIBUTES, { placeholders }),
      options,
    ).map(({ Value }) => Value)
  expect(lead('blank')).toEqual(['', 'None'])
  expect(lead('send')).toEqual(['Null', 'None'])
})
