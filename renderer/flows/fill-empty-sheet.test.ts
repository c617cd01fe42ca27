import { expect, test } from 'vitest'
import { STANDARD_ATTRIBUTES } from '#shared/pipeline/attributes.ts'
import { firstRowIsHeadings } from './fill-empty-sheet.ts'

const headings = (...table: string[][]) => firstRowIsHeadings(table, STANDARD_ATTRIBUTES)

test('a first row that names attributes is headings', () => {
  expect(headings(['Email', 'First name'], ['a@b.example', 'Anna'])).toBe(true)
})

test('words over columns of data are headings, even where no attribute is called that', () => {
  expect(headings(['Kontakt', 'Merkmal'], ['a@b.example', 'x'], ['c@d.example', 'y'])).toBe(true)
})

test('a first row of data is data', () => {
  expect(headings(['a@b.example', 'Anna'], ['c@d.example', 'Béla'])).toBe(false)
  expect(headings(['Anna', 'Berlin'], ['Béla', 'Bonn'])).toBe(false)
  expect(headings(['+44 7700 900001', 'Anna'], ['+44 7700 900002', 'Béla'])).toBe(false)
})

test('a single row, a row with gaps or with doubles is not taken for headings', () => {
  expect(headings(['Email', 'Phone'])).toBe(false)
  expect(headings(['Email', '', '', ''], ['a@b.example', '1', '2', '3'])).toBe(false)
  expect(headings(['Email', 'email'], ['a@b.example', 'x'])).toBe(false)
})
