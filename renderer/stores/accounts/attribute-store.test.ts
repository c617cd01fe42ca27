import { expect, test } from 'vitest'
import { inDisplayNames, isSafeKey } from './attribute-store.ts'

test('fields that are quoted by their schema names read as people know them, other quotations stay', () => {
  expect(inDisplayNames('LeadSquared does not accept the value for “EmailAddress”.')).toBe(
    'LeadSquared does not accept the value for “Email Address”.',
  )
  expect(inDisplayNames('Correct “mx_Nobody_Knows” in “Search by”.')).toBe(
    'Correct “mx_Nobody_Knows” in “Search by”.',
  )
})

test('a key is safe where it names one lead; a field nobody knows of is not taken to', () => {
  expect(['default', 'EmailAddress', 'FirstName', 'mx_Nobody_Knows'].map(isSafeKey)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
