import { expect, test } from 'vitest'
import { garbledPart } from './garbled.ts'

test.each([
  ['Zo&euml;', 'entity'],
  ['Smith &amp; Sons', 'entity'],
  ['&#39;Al&#39;', 'entity'],
  ['ZoÃ«', 'read-twice'],
  ['itâ€™s', 'read-twice'],
  ['10 Â°C', 'read-twice'],
  ['Jos\ufffd', 'lost'],
  ['M\\u00fcller', 'escaped'],
  ['M%C3%BCller', 'escaped'],
  ['M=C3=BCller', 'escaped'],
])('%s was damaged on its way', (text, kind) => {
  expect(garbledPart(text)?.kind).toBe(kind)
})

test.each([
  '50%',
  'A=B',
  '100%d5',
  'C:\\users',
  'Smith & Sons',
  'AT&T; Verizon',
  'SÃO PAULO',
  'ÂNGELA',
  'âge',
  'R&D;',
  'Zoë',
  'a&b=c;',
  '',
])('%s is as it was meant', (text) => {
  expect(garbledPart(text)).toBeNull()
})
