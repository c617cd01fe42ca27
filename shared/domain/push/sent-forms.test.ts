import { describe, expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import { sentColumns, sentText } from '#shared/domain/sheet/sent-text.ts'
import { DEFAULT_SETTINGS, type Column, type Row, type SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { Plan } from './plan.ts'
import { SentForms, sentFormInWords } from './sent-forms.ts'

const PLAIN = { mandatory: false, readOnly: false, maxLength: null, options: [] }
const FIELDS: readonly Attribute[] = [
  ...STANDARD_ATTRIBUTES,
  { ...PLAIN, schemaName: 'mx_Agrees', displayName: 'Agrees', dataType: 'Boolean' },
  { ...PLAIN, schemaName: 'mx_Born', displayName: 'Born', dataType: 'Date' },
  { ...PLAIN, schemaName: 'mx_Call', displayName: 'Call', dataType: 'Time' },
  { ...PLAIN, schemaName: 'mx_Budget', displayName: 'Budget', dataType: 'Number' },
  { ...PLAIN, schemaName: 'mx_Fair', displayName: 'Fair', dataType: 'Select', options: ['Köln', 'Pune'] },
  {
    ...{ ...PLAIN, schemaName: 'mx_Days', displayName: 'Days', dataType: 'Select' },
    ...{ options: ['Monday', 'Tuesday'], several: ';' },
  },
]

type Told = Pick<Row, 'cells' | 'held'>

function told(
  attribute: string,
  rows: readonly (string | Told)[],
  { column: more = {}, settings = {} }: { column?: Partial<Column>; settings?: Partial<SheetSettings> } = {},
): { sent: string[]; words: string[] } {
  const sheet: Column[] = [
    { ...{ id: 0, header: 'A', attribute, constant: null, hidden: false, width: null }, ...more },
  ]
  const [column] = sentColumns(sheet, FIELDS, { ...DEFAULT_SETTINGS, ...settings })
  const forms = new SentForms()
  const all = rows.map((row) => (typeof row === 'string' ? { cells: [row] } : row))
  const sent = all.map((row) => sentText(row, column!))
  all.forEach((row, at) => forms.add(row, column!, sent[at]!))
  return { sent, words: forms.all().map(sentFormInWords) }
}

const INDIAN = [
  '098765 43210',
  '+91-9876543210',
  'call me',
  { cells: ['9.87654E+09'], held: { '0': '9876543210' } },
]

it('phones go in LeadSquared’s form once their country is said, which is told with the count', () => {
  expect(told('Phone', INDIAN, { settings: { phoneCountry: 'IN' } })).toEqual({
    sent: ['+91-9876543210', '+91-9876543210', 'call me', '+91-9876543210'],
    words: ['“A”: 2 phones go in LeadSquared’s form, such as 098765 43210 as +91-9876543210.'],
  })
})

it('and as they are written before, or as the workbook holds them, which is told too', () => {
  expect(told('Phone', INDIAN)).toEqual({
    sent: ['098765 43210', '+91-9876543210', 'call me', '9876543210'],
    words: ['“A”: 1 phone goes with the digits the workbook holds, such as 9.87654E+09 as 9876543210.'],
  })
})

describe('no value goes otherwise than it is written unsaid', () => {
  it.each<[string, string[], string[], string[]]>([
    [
      'mx_Agrees',
      ['ja', 'Nein', 'oui', 'ja', 'haan', 'Yes', 'true'],
      ['true', 'false', 'true', 'true', 'true', 'Yes', 'true'],
      ['“A”: 5 answers go as true or false, such as ja as true, Nein as false and oui as true.'],
    ],
    [
      'mx_Born',
      ['3 May 1990', '1990-05-04', '3. März 2001'],
      ['1990-05-03', '1990-05-04', '2001-03-03'],
      ['“A”: 2 dates go as LeadSquared takes them, such as 3 May 1990 as 1990-05-03.'],
    ],
    [
      'mx_Born',
      ['3 May 29', '4 May 2029', '31 Dec 2024 23:30 -0500'],
      ['2029-05-03', '2029-05-04', '2025-01-01 04:30:00'],
      [
        '“A”: 3 dates go as LeadSquared takes them, such as 3 May 29 as 2029-05-03; the year of 1 is written in two figures and taken as one of 1930 to 2029.',
      ],
    ],
    [
      'mx_Call',
      ['9 pm', '21:00:00'],
      ['21:00:00', '21:00:00'],
      ['“A”: 1 time goes as LeadSquared takes it, such as 9 pm as 21:00:00.'],
    ],
    [
      'mx_Budget',
      ['€1,234.50', '(12.5)', '12.5'],
      ['1234.50', '-12.5', '12.5'],
      ['“A”: 2 numbers go in plain digits, such as €1,234.50 as 1234.50.'],
    ],
    [
      'mx_Fair',
      ['koln', ' KÖLN ', 'Köln', 'pune', 'Rom'],
      ['Köln', 'Köln', 'Köln', 'Pune', 'Rom'],
      ['“A”: 3 values go as the option they stand for, such as koln as Köln, KÖLN as Köln and pune as Pune.'],
    ],
    [
      'mx_Days',
      ['Monday, tuesday', 'Monday;Tuesday'],
      ['Monday;Tuesday', 'Monday;Tuesday'],
      ['“A”: 1 value goes as the option it stands for, such as Monday, tuesday as Monday;Tuesday.'],
    ],
    // The same value: white space around it, and one letter composed of two signs.
    ['EmailAddress', [' jose\u0301@x.example '], ['jos\u00e9@x.example'], []],
    ['FirstName', [' Ann ', 'Ann  Lee'], ['Ann', 'Ann  Lee'], []],
    // Told of each cell, and not twice: a mark of another program, a placeholder, a sign nobody sees.
    ['Phone', ["'+49 30 1", '030\u200b1234567', 'n/a'], ['+49 30 1', '0301234567', ''], []],
  ])('in %s: %j', (attribute, cells, sent, words) => {
    expect(told(attribute, cells)).toEqual({ sent, words })
  })

  it('of a column with one value for all rows, and of what the workbook holds behind what it shows', () => {
    expect(told('mx_Agrees', ['', ''], { column: { constant: 'sim' } })).toEqual({
      sent: ['true', 'true'],
      words: ['“A”: 2 answers go as true or false, such as sim as true.'],
    })
    expect(told('mx_Born', [{ cells: ['3-May'], held: { '0': '1990-05-03' } }])).toEqual({
      sent: ['1990-05-03'],
      words: ['“A”: 1 date goes as LeadSquared takes it, such as 3-May as 1990-05-03.'],
    })
  })

  it('of values that were said to stand for an option, or for none', () => {
    const values: [string, string][] = [
      ['WIP', 'Pune'],
      ['gone', ''],
    ]
    expect(
      told('mx_Fair', ['wip', 'gone', 'GONE', 'n/a'], { column: { header: ' ', readAs: { values } } }),
    ).toEqual({
      sent: ['Pune', '', '', ''],
      words: [
        'Column without a heading: 1 value goes as the option it stands for, such as wip as Pune; 2 values are left out, as was said of them, such as gone.',
      ],
    })
  })
})

it('rows that stay here and cells that need not be sent are not counted', () => {
  const column = (id: number, attribute: string): Column => ({
    ...{ id, header: attribute, attribute, constant: null, hidden: false, width: null },
  })
  const plan = new Plan({
    columns: [column(0, 'EmailAddress'), column(1, 'mx_Agrees'), column(2, 'mx_Born')],
    ...{ searchBy: 'default', blanks: 'skip', duplicates: 'order', includeProblems: false },
    attributes: { source: 'account', attributes: FIELDS },
  })
  plan.add({ id: 1, cells: ['ann@x.example', 'ja', '3 May 1990'] }, 1)
  plan.add({ id: 2, cells: ['not an address', 'ja', '3 May 1990'] }, 2)
  const lead = [{ Attribute: 'mx_Agrees', Value: 'true' }]
  plan.add({ id: 3, cells: ['cy@x.example', 'oui', '4 May 1990'] }, 3, { lead })
  expect(plan.forms.map(sentFormInWords)).toEqual([
    '“mx_Agrees”: 2 answers go as true or false, such as ja as true and oui as true.',
    '“mx_Born”: 1 date goes as LeadSquared takes it, such as 3 May 1990 as 1990-05-03.',
  ])
})
