import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DataType } from './attributes.ts'
import { readCell, readText, type ColumnForm } from './read-cell.ts'

const PARTS = [
  ...[
    '',
    ' ',
    '\u00a0',
    '\u200b',
    "'",
    '‘',
    '="',
    '"',
    '=',
    ':',
    'p:',
    'z:',
    '+91',
    '0091',
    '.0',
    '.00',
    '.',
    ',',
    '-',
    '/',
  ],
  ...[
    'NULL',
    'n/a',
    'NA',
    'N.A',
    'none',
    'None',
    'k.A.',
    'Err:502',
    '#N/A',
    '(blank)',
    '[x]',
    '0/0/00',
    'missing',
    '\\N',
  ],
  ...[
    'Pune',
    'Mumbai',
    'é',
    'e\u0301',
    '😀',
    '123456',
    '9876543210',
    '1.234,5',
    '31/12/2024',
    '12:30',
    'true',
    'Yes',
    'ja',
    'Nein',
    'haan',
    'A;B',
  ],
]
const raws = fc.oneof(
  fc.constantFrom(...PARTS),
  fc.array(fc.constantFrom(...PARTS), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const forms: fc.Arbitrary<ColumnForm> = fc.record(
  {
    takes: fc.constantFrom(...DataType.options),
    placeholders: fc.constantFrom('blank', 'send'),
    unknownOptions: fc.constantFrom('blank', 'send'),
    options: fc.constantFrom<string[]>([], ['Pune', 'None', 'Mumbai'], ['A', 'B', 'yes']),
    several: fc.constant(';'),
    phoneCountry: fc.constant('IN'),
    dates: fc.constantFrom('dmy', 'mdy'),
    decimal: fc.constantFrom('.', ','),
    meant: fc.constant(['None']),
    zone: fc.constant('Asia/Kolkata'),
  },
  { requiredKeys: [] },
)

test('the text alone is the text of the whole reading, whatever the cell and its column', () => {
  fc.assert(
    fc.property(raws, forms, (raw, form) => {
      expect(readText(raw, form)).toBe(readCell(raw, form).text)
    }),
    { numRuns: 3000 },
  )
})
