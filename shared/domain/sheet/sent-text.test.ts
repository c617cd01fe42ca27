import { expect, test } from 'vitest'
import type { DataType } from './attributes.ts'
import { NOT_CALCULATED, packHeld, unpackHeld, withHeld } from './held.ts'
import { leadOf } from './lead.ts'
import { formFor, isNotCalculated, sentColumns, sentText } from './sent-text.ts'
import type { Column } from './sheet.ts'

const SENT: readonly (readonly [takes: DataType, shown: string, held: string, sent: string])[] = [
  ['Number', 'Rs.47,215,930.00', '47215930', '47215930'],
  ['Number', '$(1,234.50)', '-1234.5', '-1234.5'],
  ['Number', '₹125,000.50', '125000.5', '125000.5'],
  ['Number', '$-', '0', '0'],
  ['Number', '12.5k', '12500', '12500'],
  ['Number', '50%', '0.5', '0.5'],
  ['Number', '1.234,50 €', '1234.5', '1234.5'],
  ['Number', '05/03/2024', '2024-03-05', '05/03/2024'],
  ['Number', '', NOT_CALCULATED, ''],
  ['Date', '05/03/2024', '2024-03-05', '2024-03-05'],
  ['Date', '05.03.24 18:00', '2024-03-05 18:00:00', '2024-03-05 18:00:00'],
  ['Date', '令和6年3月5日', '2024-03-05', '2024-03-05'],
  ['Date', '$45,356.00', '45356', '$45,356.00'],
  ['Time', '8:30 AM', '08:30:00', '08:30:00'],
  ['Time', '8:30', '2024-03-05 08:30:00', '08:30:00'],
  ['Time', '05/03/2024 08:30', '2024-03-05 08:30:00', '05/03/2024 08:30'],
  ['Time', '-28:48', '-28:48:00', '-28:48'],
  ['Time', '36:00', '36:00:00', '36:00'],
  ['Boolean', 'WAHR', 'true', 'true'],
  ['Boolean', 'TRUE', '1', 'TRUE'],
  ['Boolean', '✓', '1', '1'],
  ['Phone', '$9,175,551,234.00', '9175551234', '9175551234'],
  ['Phone', '9,175,551,234', '9175551234', '9175551234'],
  ['Phone', '(917) 555-1234', '9175551234', '(917) 555-1234'],
  ['Phone', '0049170', '49170', '0049170'],
  ['Phone', '+91 9876543210', '9876543210', '+91 9876543210'],
  ['Text', '$34.78', '34.775', '$34.78'],
  ['Text', '01234', '1234', '01234'],
  ['Select', '5 stars', '5', '5 stars'],
]

test.each(SENT)(
  'a %s attribute gets of a cell that shows “%s” and holds %s: “%s”',
  (takes, shown, held, sent) => {
    expect(formFor(takes, shown, held)).toBe(sent)
  },
)

const column = (id: number, attribute: string | null, constant: string | null = null): Column => ({
  id,
  header: '',
  attribute,
  constant,
  hidden: false,
  width: null,
})

const attribute = (schemaName: string, dataType: DataType) => ({
  schemaName,
  displayName: schemaName,
  dataType,
  mandatory: false,
  maxLength: null,
  options: [],
  readOnly: false,
})

test('a lead has what its cells hold, as far as the attributes take it; an attribute nobody knows gets what is shown', () => {
  const columns = sentColumns(
    [
      column(0, 'Score'),
      column(1, 'mx_Note'),
      column(2, 'mx_Unknown'),
      column(3, 'Score2', '7'),
      column(4, null),
    ],
    [attribute('Score', 'Number'), attribute('mx_Note', 'Text'), attribute('Score2', 'Number')],
  )
  const row = {
    cells: ['50%', '50%', '50%', '50%', '50%'],
    held: { 0: '0.5', 1: '0.5', 2: '0.5', 3: '0.5', 4: '0.5' },
  }
  expect(leadOf(row, columns, { searchBy: 'default', blanks: 'skip' })).toEqual([
    { Attribute: 'Score', Value: '0.5' },
    { Attribute: 'mx_Note', Value: '50%' },
    { Attribute: 'mx_Unknown', Value: '50%' },
    { Attribute: 'Score2', Value: '7' },
  ])
})

test('a formula that was not calculated has nothing to send, and a constant stands in its place', () => {
  const [plain, fixed] = sentColumns(
    [column(0, 'Score'), column(1, 'Score', '5')],
    [attribute('Score', 'Number')],
  )
  const row = { cells: [], held: { 0: NOT_CALCULATED, 1: NOT_CALCULATED } }
  expect([sentText(row, plain!), isNotCalculated(row, plain!)]).toEqual(['', true])
  expect([sentText(row, fixed!), isNotCalculated(row, fixed!)]).toEqual(['5', false])
})

test('what is held packs to one text whatever order it came in, and to nothing where nothing is left', () => {
  const held = withHeld(withHeld(undefined, 12, '5'), 3, '2024-03-05')
  expect(packHeld(held)).toBe('{"3":"2024-03-05","12":"5"}')
  expect(unpackHeld(packHeld(held))).toEqual(held)
  expect(withHeld(withHeld(held, 3, null), 12, null)).toBeUndefined()
  expect(packHeld(undefined)).toBeNull()
})
