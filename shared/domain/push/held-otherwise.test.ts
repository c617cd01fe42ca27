import { expect, test } from 'vitest'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { heldOtherwise } from './held-otherwise.ts'

const CITY: Attribute = {
  ...{ schemaName: 'mx_City', displayName: 'City', dataType: 'Select', mandatory: false, maxLength: null },
  ...{ options: ['Pune', 'Oslo'], readOnly: false },
}

test.each([
  ['what is held as meant needs no word', CITY, 'Pune', 'Pune', true, ''],
  ['nor does a field without options', null, 'Nowhere', 'Nowhere', true, ''],
  [
    'an option nobody listed',
    CITY,
    'Punee',
    'Punee',
    true,
    'Not one of the field’s options: stored as a value of its own.',
  ],
  ['nothing at all', CITY, 'Pune', '', false, 'Nothing is there.'],
  ['a text that was cut', null, 'A long story', 'A long', false, 'Cut after 6 characters.'],
  [
    'a moment in another zone',
    null,
    '2026-03-01 10:00:00',
    '2026-03-01 04:30:00',
    false,
    'Moved by 5.5 hours, as a time zone does.',
  ],
  [
    'a day that became the one before',
    null,
    '2026-03-01',
    '2026-02-28 18:30:00',
    false,
    'Moved by 5.5 hours, as a time zone does.',
  ],
  ['another value', null, 'Ada', 'Grace', false, 'Held otherwise.'],
])('%s', (_, attribute, meant, held, same, words) => {
  expect(heldOtherwise(attribute, { meant, held, same })).toBe(words)
})
