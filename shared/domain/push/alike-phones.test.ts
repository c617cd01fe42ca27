import { expect, test } from 'vitest'
import { AlikePhones } from './alike-phones.ts'

function said(...keys: string[]): string[] {
  const phones = new AlikePhones()
  for (const key of keys) phones.add(['EmailAddress=a@b.example', key])
  return phones.inWords()
}

test('numbers that differ by a country’s code or a 0 are told, with two of them', () => {
  const [text] = said('Phone=919876543210', 'Phone=9876543210', 'Phone=09876543210', 'Phone=4915112345678')
  expect(text).toContain('such as 9876543210 and 919876543210')
  expect(text).toMatch(/^2 rows have a phone .* They are taken for different leads\./)
})

test('a 0 in front alone makes two of one number too', () => {
  expect(said('Phone=9876543210', 'Phone=09876543210')[0]).toContain('1 row has a phone')
})

test('a number with an extension and without is told, whichever comes first', () => {
  const words =
    '1 phone is another row’s with more digits behind it, as an extension has them: 91987654321012 and 919876543210.'
  expect(said('Phone=919876543210', 'Phone=91987654321012')[0]).toContain(words)
  expect(said('Phone=91987654321012', 'Phone=919876543210')[0]).toContain(words)
  expect(said('Phone=91987654321012', 'Mobile=919876543210', 'Phone=91987654321013')).toEqual([])
})

test('the same number twice, another one, and a few digits are not', () => {
  expect(said('Phone=919876543210', 'Phone=919876543210', 'Phone=919876543211', 'Phone=3210')).toEqual([])
  expect(said('Phone=919876543210', 'Mobile=9876543210')).toEqual([])
})
