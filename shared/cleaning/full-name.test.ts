import { expect, it } from 'vitest'
import { splitFullName } from './full-name.ts'

it.each([
  ['Ann Lee', 'Ann', 'Lee'],
  ['  Mary   Ann Smith ', 'Mary Ann', 'Smith'],
  ['Lee, Ann', 'Ann', 'Lee'],
  ['Dr. Jörg Müller', 'Jörg', 'Müller'],
  ['Herr Prof. Dr. Max Planck', 'Max', 'Planck'],
  ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
  ['Rosa de la Cruz', 'Rosa', 'de la Cruz'],
  ['Martin Luther King Jr.', 'Martin Luther', 'King Jr.'],
  ['John Smith, PhD', 'John', 'Smith PhD'],
  ['Van Morrison', 'Van', 'Morrison'],
  ['Anna-Lena Weiß-Groß', 'Anna-Lena', 'Weiß-Groß'],
  ['M. Claude Monet', 'Claude', 'Monet'],
])('splits %j into %j and %j', (value, first, last) => {
  expect(splitFullName(value)).toEqual({ first, last })
})

it.each(['', 'Madonna', 'Dr. Who', '王小明', 'Lee, Ann, Bob', ','])('does not guess at %j', (value) => {
  expect(splitFullName(value)).toBeNull()
})
