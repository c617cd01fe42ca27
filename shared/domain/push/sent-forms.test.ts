import { expect, it } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/domain/sheet/attributes.ts'
import { sentColumns, sentText } from '#shared/domain/sheet/sent-text.ts'
import { DEFAULT_SETTINGS, type Column } from '#shared/domain/sheet/sheet.ts'
import { FormedPhones } from './formed-phones.ts'

const PHONE: Column = { id: 0, header: 'Tel', attribute: 'Phone', constant: null, hidden: false, width: null }

function told(phoneCountry: string | null): { sent: string[]; words: string[] } {
  const [column] = sentColumns([PHONE], STANDARD_ATTRIBUTES, { ...DEFAULT_SETTINGS, phoneCountry })
  const rows = [
    { cells: ['098765 43210'] },
    { cells: ['+91-9876543210'] },
    { cells: ['call me'] },
    { cells: ['9.87654E+09'], held: { '0': '9876543210' } },
  ]
  const phones = new FormedPhones()
  for (const row of rows) phones.add(row, column!)
  return { sent: rows.map((row) => sentText(row, column!)), words: phones.inWords() }
}

it('phones go in LeadSquared’s form once their country is said, which is told with the count', () => {
  expect(told('IN')).toEqual({
    sent: ['+91-9876543210', '+91-9876543210', 'call me', '+91-9876543210'],
    words: ['2 phones go in LeadSquared’s form, such as 098765 43210 as +91-9876543210.'],
  })
})

it('and as they are written before', () => {
  expect(told(null).sent).toEqual(['098765 43210', '+91-9876543210', 'call me', '9876543210'])
})
