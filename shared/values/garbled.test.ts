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
])('%s was damaged on its way', (text, kind) => {
  expect(garbledPart(text)?.kind).toBe(kind)
})

test.each(['Smith & Sons', 'AT&T; Verizon', 'SÃO PAULO', 'ÂNGELA', 'âge', 'R&D;', 'Zoë', 'a&b=c;', ''])(
  '%s is as it was meant',
  (text) => {
    expect(garbledPart(text)).toBeNull()
  },
)
