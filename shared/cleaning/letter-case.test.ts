import { expect, it } from 'vitest'
import { changeCase } from './letter-case.ts'

it.each([
  ['JOHN SMITH', 'John Smith'],
  ['anna-lena müller', 'Anna-Lena Müller'],
  ["o'neill d’angelo", "O'Neill D’Angelo"],
  ['LUDWIG VAN BEETHOVEN', 'Ludwig van Beethoven'],
  ['van gogh', 'Van Gogh'],
  ['mcdonald', 'McDonald'],
  ['McDonald iPhone DeVries', 'McDonald iPhone DeVries'],
  ['élodie  ÖZ', 'Élodie  Öz'],
  ["john's bakery", "John's Bakery"],
])('writes %j as a name: %j', (value, title) => {
  expect(changeCase(value, 'title')).toBe(title)
  expect(changeCase(title, 'title')).toBe(title)
})

it('writes in capitals and in small letters', () => {
  expect(changeCase('Straße', 'upper')).toBe('STRASSE')
  expect(changeCase('ÉCOLE', 'lower')).toBe('école')
})
