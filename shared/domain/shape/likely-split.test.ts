import { expect, it } from 'vitest'
import { likelySplit } from './likely-split.ts'

it.each([
  [['Pune, MH', 'Ulm, BW', 'Bonn'], { by: ',', parts: 2 }],
  [['Ann Lee', 'Bob Ek', 'Cy van Ost'], { by: ' ', parts: 2 }],
  [['a|b|c', 'd|e|f'], { by: '|', parts: 3 }],
  [['Main St 1\nUlm', 'High St 2\nBonn'], { by: '\n', parts: 2 }],
  [['Ulm', '', 'Bonn'], { by: ',', parts: 2 }],
  [[], { by: ',', parts: 2 }],
])('%j is split at %j', (texts, expected) => {
  expect(likelySplit(texts)).toEqual(expected)
})
