import { expect, test } from 'vitest'
import { readBytes, workbookOf, type Cell, type SheetOptions } from '#electron/workbook/workbook-test-kit.ts'

const read = (rows: readonly (readonly Cell[])[], options: SheetOptions = {}): ReturnType<typeof readBytes> =>
  readBytes(workbookOf([[rows, options]]), 'leads.xlsx')

const PEOPLE = [
  ['Ana', 'ana@b.example', '+44 7700 900001'],
  ['Ben', 'ben@b.example', '+44 7700 900002'],
]

test('headings in the first row are taken without a question', async () => {
  const { inspection, headers, rows } = await read([['Name', 'E-mail', 'Phone'], ...PEOPLE])
  expect(inspection.questions).toEqual([])
  expect(headers).toEqual(['Name', 'E-mail', 'Phone'])
  expect(rows).toEqual(PEOPLE)
})

test('a title block and blank rows above the headings are passed over, and said so', async () => {
  const { inspection, headers, rows, notes } = await read([
    ['Spring Expo 2026'],
    ['Exported', '2026-04-01'],
    [],
    ['Name', 'E-mail', 'Phone', 'Company', 'City'],
    ...PEOPLE.map((row) => [...row, 'Alder & Finch', 'Leeds']),
  ])
  expect(inspection.questions).toEqual([])
  expect(headers).toEqual(['Name', 'E-mail', 'Phone', 'Company', 'City'])
  expect(rows).toHaveLength(2)
  expect(notes).toContain('The headings were taken from row 4')
})

test('a sheet that begins with data is asked about, and its columns get letters', async () => {
  const { inspection, headers, rows } = await read(PEOPLE)
  expect(inspection.questions).toContain('header')
  expect(headers).toEqual(['A', 'B', 'C'])
  expect(rows).toEqual(PEOPLE)
})

test('a first row that could be either is proposed and asked about', async () => {
  const { inspection, headers } = await read([
    ['Rot', 'Grün'],
    ['Gelb', 'Blau'],
    ['Braun', 'Weiß'],
  ])
  expect(inspection.questions).toContain('header')
  expect(headers).toEqual(['Rot', 'Grün'])
})

test('what the person chooses goes', async () => {
  const bytes = workbookOf([
    [
      [
        ['x', 'y'],
        ['Name', 'City'],
        ['Ana', 'Leeds'],
      ],
    ],
  ])
  const second = await readBytes(bytes, 'f.xlsx', { headerRow: 1 })
  expect([second.headers, ...second.rows]).toEqual([
    ['Name', 'City'],
    ['Ana', 'Leeds'],
  ])
  const none = await readBytes(bytes, 'f.xlsx', { headerRow: 'none' })
  expect(none.headers).toEqual(['A', 'B'])
  expect(none.rows).toHaveLength(3)
})

test('headings under merged group headings are told apart by the group where they repeat', async () => {
  const { headers, rows } = await read(
    [
      ['Name', 'Home', null, 'Work', null],
      [null, 'Phone', 'E-mail', 'Phone', 'E-mail'],
      ['Ana', '+44 7700 900001', 'a@b.example', '+44 7700 900002', 'ana@work.example'],
    ],
    { merges: ['A1:A2', 'B1:C1', 'D1:E1'] },
  )
  expect(headers).toEqual(['Name', 'Home Phone', 'Home E-mail', 'Work Phone', 'Work E-mail'])
  expect(rows).toHaveLength(1)
})

test('a title merged over the whole sheet is no group of headings', async () => {
  const { headers } = await read([['Spring Expo', null, null], ['Name', 'E-mail', 'Phone'], ...PEOPLE], {
    merges: ['A1:C1'],
  })
  expect(headers).toEqual(['Name', 'E-mail', 'Phone'])
})

test('columns with neither heading nor value are left out; one with either is kept', async () => {
  const { headers, rows } = await read([
    ['Name', null, 'E-mail', null, 'Empty but named'],
    ['Ana', null, 'ana@b.example', 'no heading', null],
  ])
  expect(headers).toEqual(['Name', 'E-mail', '', 'Empty but named'])
  expect(rows).toEqual([['Ana', 'ana@b.example', 'no heading', '']])
})
