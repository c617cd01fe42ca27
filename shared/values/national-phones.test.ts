import { expect, test } from 'vitest'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import { isPhoneCountry, phoneInForm } from './national-phones.ts'

const key = (country: string | null) => (phone: string) => normaliseKey('Phone', phone, country)

test.each([
  [
    'IN',
    [
      '+91-9876543210',
      '9876543210',
      '09876543210',
      '0091 98765 43210',
      '91 98765 43210',
      '+91 (0)98765 43210',
    ],
  ],
  ['IN', ['9198765432', '+91 9198765432', '09198765432']],
  [
    'DE',
    ['+49 151 12345678', '0151/12345678', '0049-151-12345678', '49 151 12345678', '+49 (0)151 12345678'],
  ],
  ['US', ['+1 (212) 555-0101', '212-555-0101', '1-212-555-0101']],
  ['SG', ['+65 9123 4567', '91234567', '6591234567']],
  ['RU', ['+7 912 345-67-89', '8 912 345-67-89', '9123456789']],
  ['IT', ['+39 06 1234 5678', '06 1234 5678']],
])('in %s these are one number: %j', (country, spellings) => {
  expect(new Set(spellings.map(key(country))).size).toBe(1)
})

test('a number of another country stays one, and without a country nothing is taken for granted', () => {
  expect(key('IN')('+1 212 555 0101')).toBe('12125550101')
  expect(key('DE')('+91 98765 43210')).not.toBe(key('DE')('98765 43210'))
  expect(key(null)('9876543210')).not.toBe(key(null)('+91 9876543210'))
  expect([isPhoneCountry('IN'), isPhoneCountry('ZZ')]).toEqual([true, false])
})

test.each([
  ['IN', '98765 43210', '+91-9876543210'],
  ['IN', '098765-43210', '+91-9876543210'],
  ['IN', '+91 98765 43210', '+91-9876543210'],
  ['IN', '0091 98765 43210', '+91-9876543210'],
  ['IN', '919876543210', '+91-9876543210'],
  ['IN', '+91 (0)98765 43210', '+91-9876543210'],
  ['IN', '+91-9876543210', '+91-9876543210'],
  ['IN', '+1 (212) 555-0101', '+1-2125550101'],
  ['US', '(212) 555-0101', '+1-2125550101'],
  ['GB', '020 7946 0000', '+44-2079460000'],
  ['DE', '0151 12345678', '+49-15112345678'],
  ['CI', '07 01 23 45 67', '+225-0701234567'],
  ['IT', '+39 06 1234 5678', '+39-0612345678'],
  // What is not certain goes as it is written.
  ['IN', '12345', null],
  ['IN', '98765 43210 ext 5', null],
  ['IN', '98765 43210 / 98765 43211', null],
  ['DE', '030 123456', null],
  ['DE', '03012345678', null],
  ['GB', '+44 020 7946 0000', null],
  ['IN', 'call me', null],
  ['IN', '+999 1234 5678', null],
])('in %s %s goes as %s', (country, typed, form) => {
  expect(phoneInForm(typed, country)).toBe(form)
})
