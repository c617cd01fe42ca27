import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeCell, unescapeCell } from './csv-escape.ts'

const SIGNS = fc.constantFrom("'", '=', '+', '-', '@', '＝', ' ', '\t', '\r', '\n', 'a', '1')

test('whatever is put in comes out again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(SIGNS).map((signs) => signs.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        expect(unescapeCell(escapeCell(text))).toBe(text)
      },
    ),
  )
})

test('no escaped text begins as a formula does, white space aside', () => {
  fc.assert(
    fc.property(
      fc.array(SIGNS).map((signs) => signs.join('')),
      (text) => {
        expect(escapeCell(text)).not.toMatch(/^(?:\s*[=+\-@＝]|[\t\r\n])/)
      },
    ),
  )
})

test('an ordinary text is left alone, an apostrophe in front of it too', () => {
  for (const text of ['', 'Ana', "'tis", '1-2', 'a=b', '007', "O'Neil"]) expect(escapeCell(text)).toBe(text)
})

test('a phone with a plus gets one apostrophe', () => {
  expect(escapeCell('+49 170 1234567')).toBe("'+49 170 1234567")
  expect(unescapeCell("'+49 170 1234567")).toBe('+49 170 1234567')
})
