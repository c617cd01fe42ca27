import { expect, it } from 'vitest'
import { phoneCleaner } from '#shared/cleaning/phones.ts'
import { readPhone } from './phone-library.ts'

it.each([
  ['0171 2345678', 'DE', '+49 171 2345678'],
  ['(030) 123-4567', 'DE', '+49 30 1234567'],
  ['9876543210', 'IN', '+91 98765 43210'],
  ['919876543210', 'IN', '+91 98765 43210'],
  ['07700 900123', 'GB', '+44 7700 900123'],
  ['+1 (415) 555-2671', 'DE', '+1 415 555 2671'],
  ['0044 7700 900123', null, '+44 7700 900123'],
  ['+49 171 2345678', null, '+49 171 2345678'],
  ['415-555-2671 ext. 12', 'US', '+1 415 555 2671 ext. 12'],
])('writes %s (%s) as %s', (value, country, text) => {
  expect(phoneCleaner(readPhone, country, 'spaced')(value)).toEqual({ kind: 'text', text })
})

it('writes the other forms', () => {
  expect(phoneCleaner(readPhone, 'DE', 'plain')('0171 2345678')).toEqual({
    kind: 'text',
    text: '+491712345678',
  })
  expect(phoneCleaner(readPhone, 'DE', 'dashed')('0171 2345678')).toEqual({
    kind: 'text',
    text: '+49-1712345678',
  })
})

it.each([
  ['0171 2345678', null],
  ['123', 'DE'],
  ['call 0171 2345678', 'DE'],
  ['0171 2345678 / 0172 2345678', 'DE'],
  ['1.23E+12', 'DE'],
])('does not guess at %s (%s)', (value, country) => {
  expect(phoneCleaner(readPhone, country, 'spaced')(value)).toEqual({ kind: 'unclear' })
})

it('keeps a number whose extension the form has no room for', () => {
  expect(phoneCleaner(readPhone, 'US', 'plain')('415-555-2671 ext. 12')).toEqual({ kind: 'unclear' })
})

it('changes nothing the second time', () => {
  for (const style of ['spaced', 'plain', 'dashed'] as const) {
    const clean = phoneCleaner(readPhone, 'DE', style)
    const once = clean('0171 2345678')
    expect(once.kind === 'text' && clean(once.text)).toEqual(once)
  }
})
