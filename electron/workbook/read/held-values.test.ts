import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type * as XLSX from 'xlsx'
import {
  archiveOf,
  readBytes,
  refusalOf,
  workbookOf,
  workbookOfXml,
  type ReadFile,
} from '#electron/workbook/workbook-test-kit.ts'

const bytesOf = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

const read = (name: string): Promise<ReadFile> => readBytes(bytesOf(name), name)

/** What each row shows and holds in a column. */
function column(
  { rows, held }: ReadFile,
  at: number,
): [shown: string | undefined, held: string | undefined][] {
  return rows.map((row, index) => [row[at], held[index]?.[at]])
}

test('dates kept as ISO 8601 are shown like any date and hold their day and second, the last of a year too', async () => {
  const file = await read('iso-dates.xlsx')
  expect(column(file, 1)).toEqual([
    ['2023-08-09', undefined],
    ['1979-12-31', undefined],
    ['2023-08-09', undefined],
  ])
  expect(column(file, 2)).toEqual([
    ['2023-08-09 07:15', '2023-08-09 07:15:00'],
    ['2024-12-31 23:59', '2024-12-31 23:59:59'],
    ['2023-08-09 07:15', '2023-08-09 07:15:00'],
  ])
})

test('times and lengths of time kept as ISO 8601 are the times they are', async () => {
  expect(column(await read('iso-times.xlsx'), 0)).toEqual([
    ['0:11', '00:11:00'],
    ['2014-07-03 10:20', '2014-07-03 10:20:30'],
    ['8:30', '08:30:00'],
    ['8:30', '08:30:00'],
  ])
})

test('an ISO date before 1900, or none, stays the text it is', async () => {
  const cell = (row: number, text: string) => `<row r="${row}"><c r="A${row}" t="d"><v>${text}</v></c></row>`
  const heading = '<row r="1"><c r="A1" t="inlineStr"><is><t>Born on</t></is></c></row>'
  const { rows } = await readBytes(
    workbookOfXml(heading + cell(2, '1850-05-01') + cell(3, '2024-02-30') + cell(4, 'soon')),
    'f.xlsx',
    { headerRow: 0 },
  )
  expect(rows).toEqual([['1850-05-01'], ['2024-02-30'], ['soon']])
})

test('shares and amounts of money are shown as Excel shows them and hold their numbers', async () => {
  const file = await read('shares-and-money.xlsx')
  expect(column(file, 1).map(([, held]) => held)).toEqual(['0.5', '0.725', '1', undefined, '0.07'])
  expect(column(file, 2)).toEqual([
    ['Rs.47,215,930.00', '47215930'],
    ['$(1,234.50)', '-1234.5'],
    ['₹125,000.50', '125000.5'],
    ['$-', '0'],
    ['12.5k', '12500'],
  ])
  // The point of "Rs." is none of the number's.
  expect(file.notes).toContain('1 cell shows less than it holds')
})

test('numbers under formats of all kinds are shown as Excel rounds them, without loss', async () => {
  expect(column(await read('odd-formats.xlsx'), 0)).toEqual([
    ['$34.78', '34.775'],
    ['1187.5282349881188', undefined],
    ['令和6年3月5日', '2024-03-05'],
    ['27', '2015-04-01'],
    ['12 2/7', '12.3'],
    ['-28:48', '-28:48:00'],
    ['1000000000000', undefined],
    ['-5', undefined],
    ['-123 31/68', '-123.456'],
    ['1.01', '1.005'],
    ['-6:00', '-06:00:00'],
    ['23:59:59', undefined],
    ['1,234.500', '1234.5'],
    ['(917) 555-1234', '9175551234'],
  ])
})

test('a number under a date format that is no date is the number itself, with a word', async () => {
  const file = await read('numbers-under-dates.xlsx')
  expect(column(file, 1).map(([shown]) => shown)).toEqual(['9175551234', '2075551234', '9175551234'])
  expect(column(file, 2)).toEqual([
    ['05/03/2024', '2024-03-05'],
    ['20240305', undefined],
    ['-3', undefined],
  ])
  expect(file.notes).toContain('5 numbers stand under a date format but are no dates')
  expect(file.notes).toContain('B2 9175551234; B3 2075551234; C3 20240305')
})

const number = (value: number, format: string): XLSX.CellObject => ({ t: 'n', v: value, z: format })

test.each([
  ['halves of a cent go up', number(2.675, '0.00'), '2.68', '2.675'],
  ['also below zero', number(-1.005, '0.00'), '-1.01', '-1.005'],
  ['and in the section for losses', number(-2.345, '0.00;(0.00)'), '(2.35)', '-2.345'],
  ['and in percentages', number(0.07125, '0.00%'), '7.13%', '0.07125'],
  ['and in thousands', number(12_450, '0.0,"k"'), '12.5k', '12450'],
  ['groups as they are written in India', number(1_234_567.5, '#,##,##0.00'), '1,234,567.50', '1234567.5'],
  ['a format named in capitals', number(0.1, 'GENERAL'), '0.1', undefined],
  ['a sum that binary arithmetic misses', number(0.1 + 0.2, '0.0%'), '30.0%', '0.3'],
  ['a Buddhist year', number(45_356, '[$-107041E]d/m/yyyy'), '2024-03-05', undefined],
  ['an era before the last', number(43_000, '[$-411]gge"."m"."d'), '平29.9.22', '2017-09-22'],
  [
    'half past five, as binary fractions have it',
    number(45_356.729_166_666_664, 'h:mm'),
    '17:30',
    '2024-03-05 17:30:00',
  ],
  ['a day and a half', number(1.5, '[h]:mm'), '36:00', '36:00:00'],
  ['a quarter of a day', number(0.25, 'h:mm'), '6:00', '06:00:00'],
  ['a phone under a time format', number(9_175_551_234, '[h]:mm'), '9175551234', undefined],
])('%s', async (_, cell, shown, held) => {
  for (const bookType of ['xlsx', 'xlsb', 'biff8'] as const) {
    const bytes = workbookOf(
      [
        [
          [
            ['Name', 'Value'],
            ['Ana', cell],
          ],
        ],
      ],
      bookType,
    )
    const file = await readBytes(bytes, 'f')
    expect([bookType, ...column(file, 1)]).toEqual([bookType, [shown, held]])
  }
})

test('a text before the first formatted run is part of the text', async () => {
  expect((await read('plain-then-rich.xlsx')).inspection.sheets[0]?.preview).toEqual([['tvalrval1rval2']])
})

test('merged cells fill the rows they are merged over, counted and named, and make no rows', async () => {
  const { rows, notes } = await read('merged-cells.xlsx')
  expect(rows).toEqual([
    ['Acme', 'person1@example.test', 'Asha'],
    ['Acme', 'person2@example.test', 'Bo'],
    ['Acme', 'person3@example.test', 'Cy'],
    ['Beta', 'person4@example.test', 'Dee'],
  ])
  expect(notes).toContain('2 cells were filled with what the merged cell above them holds')
  expect(notes).toContain('First: A3; A4.')
})

test.each(['xlsx', 'xlsb', 'biff8'] as const)(
  'a merged amount of %s is held by each of its rows',
  async (bookType) => {
    const bytes = workbookOf(
      [
        [
          [
            ['Name', 'Deal', 'Title'],
            ['Ana', number(1234.5, '$#,##0.00'), 'all'],
            ['Ben', null, 'across'],
            ['Cy', number(5, '$#,##0.00'), 'here'],
          ],
          { merges: ['B2:B3', 'A5:C5'] },
        ],
      ],
      bookType,
    )
    const file = await readBytes(bytes, 'f')
    expect(column(file, 1).map(([, held]) => held)).toEqual(['1234.5', '1234.5', '5'])
  },
)

test('a merge whose first row is hidden and left out fills the rows that are seen', async () => {
  const bytes = workbookOf([
    [
      [
        ['Company', 'Email'],
        ['Acme', 'a@expo.example'],
        [null, 'b@expo.example'],
      ],
      { hiddenRows: [1], merges: ['A2:A3'] },
    ],
  ])
  const { rows } = await readBytes(bytes, 'f.xlsx', { hidden: 'leave-out' })
  expect(rows).toEqual([['Acme', 'b@expo.example']])
})

test('formulas saved without a value are told at their cells, and an empty text is one', async () => {
  const file = await read('formulas-without-values.xlsx')
  expect(file.rows[0]).toEqual(['Asha', 'Rao', '', '', ''])
  expect(file.held).toEqual([{ 2: '=', 3: '=' }, undefined, undefined])
  expect(file.notes).toContain('2 formulas are not calculated yet')
  expect(file.notes).toContain('First: C2; D2.')
})

test('a formula of OpenDocument without a value is told as one', async () => {
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">
    <table:table-row><table:table-cell office:value-type="string"><text:p>Email</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Score</text:p></table:table-cell></table:table-row>
    <table:table-row><table:table-cell office:value-type="string"><text:p>a@expo.example</text:p></table:table-cell><table:table-cell table:formula="of:=1+1"/></table:table-row>
    </table:table></office:spreadsheet></office:body></office:document-content>`
  const bytes = archiveOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': content,
  })
  expect((await readBytes(bytes, 'f.ods')).held).toEqual([{ 1: '=' }])
})

test('a zero that was never worked out is no value where the file leaves all calculating to Excel', async () => {
  const bytes = (calculation: string): Buffer => {
    const row =
      '<row r="2"><c r="A2" t="inlineStr"><is><t>Ana</t></is></c><c r="B2"><f>1+1</f><v>0</v></c></row>'
    const heading =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Score</t></is></c></row>'
    return workbookOfXml(heading + row, '', calculation)
  }
  expect((await readBytes(bytes('<calcPr calcId="1" fullCalcOnLoad="1"/>'), 'f.xlsx')).held).toEqual([
    { 1: '=' },
  ])
  expect((await readBytes(bytes('<calcPr calcId="1"/>'), 'f.xlsx')).rows).toEqual([['Ana', '0']])
})

test('a table’s totals row is no lead, and what a filter hides is asked about', async () => {
  const { inspection, rows, notes } = await read('hidden-rows-and-totals.xlsx')
  expect(inspection.questions).toEqual(['hidden'])
  expect(rows.map((row) => row[0])).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `person${n}@example.test`))
  expect(notes).toContain('The table’s totals row is no lead and was left out: row 10.')
  const seen = await readBytes(bytesOf('hidden-rows-and-totals.xlsx'), 'f.xlsx', { hidden: 'leave-out' })
  expect(seen.headers).toEqual(['Email', 'Status'])
  expect(seen.rows.map((row) => row[0])).toEqual([1, 3, 5, 7].map((n) => `person${n}@example.test`))
})

test('a length of time that is not written as OpenDocument has it stands as it is shown, and the rest is read', async () => {
  expect((await read('plain-time.ods')).rows).toEqual([['09:55:33']])
})

test('cells that repeat beyond where a sheet ends are refused before any is made', async () => {
  const refusal = await refusalOf(bytesOf('repeated-cells.ods'), 'f.ods')
  expect(refusal.code).toBe('too-many-cells')
  expect(refusal.message).toContain('so it was not opened')
})

test.each([
  [
    'rows',
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="100" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
  ],
  [
    'rows under another prefix',
    '<t:table-row t:number-rows-repeated="9000000"><t:table-cell office:value-type="string"><text:p>x</text:p></t:table-cell></t:table-row>',
  ],
  [
    'a cell behind a gap no sheet has',
    '<table:table-row><table:table-cell table:number-columns-repeated="900000000"/><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
  ],
])('so are %s', async (_, rows) => {
  const content = `<office:document-content><office:body><office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`
  const bytes = archiveOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': content,
  })
  expect((await refusalOf(bytes, 'f.ods')).code).toBe('too-many-cells')
})

test('a value filled down many rows is honest', async () => {
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">
    <table:table-row><table:table-cell office:value-type="string"><text:p>Email</text:p></table:table-cell></table:table-row>
    <table:table-row table:number-rows-repeated="20000"><table:table-cell office:value-type="string"><text:p>x@expo.example</text:p></table:table-cell></table:table-row>
    </table:table></office:spreadsheet></office:body></office:document-content>`
  const bytes = archiveOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': content,
  })
  expect((await readBytes(bytes, 'f.ods')).rows).toHaveLength(20_000)
})

test.each(['ZZZZZZ2', 'A9999999'])(
  'a cell at %s, where no sheet has one, is refused at once',
  async (place) => {
    const row = /\d+/.exec(place)?.[0] ?? ''
    const xml = `<row r="1"><c r="A1" t="inlineStr"><is><t>Email</t></is></c></row><row r="${row}"><c r="${place}"><v>1</v></c></row>`
    expect(['too-many-rows', 'too-many-columns']).toContain(
      (await refusalOf(workbookOfXml(xml), 'f.xlsx')).code,
    )
  },
)

test('a number that a text beside it would make a thousand of holds what it is', async () => {
  const row = (at: number, cell: string) => `<row r="${at}">${cell}</row>`
  const number = (at: number, value: string) => row(at, `<c r="A${at}"><v>${value}</v></c>`)
  const heading = row(1, '<c r="A1" t="inlineStr"><is><t>Deal size</t></is></c>')
  const text = row(4, '<c r="A4" t="inlineStr"><is><t>1.234,56</t></is></c>')
  const file = await readBytes(
    workbookOfXml(heading + number(2, '1.234') + number(3, '24.5') + text),
    'f.xlsx',
    { headerRow: 0 },
  )
  expect(column(file, 0)).toEqual([
    ['1.234', '1.234'],
    ['24.5', undefined],
    ['1.234,56', undefined],
  ])
})
