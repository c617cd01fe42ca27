import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readBytes, refusalOf, workbookOf } from '#electron/workbook/workbook-test-kit.ts'

const SPACE = 'urn:schemas-microsoft-com:office:spreadsheet'
const workbook = (sheets: string, styles = '', prolog = '<?xml version="1.0"?>'): Buffer =>
  Buffer.from(
    `${prolog}<Workbook xmlns="${SPACE}" xmlns:ss="${SPACE}" xmlns:x="urn:x"><Styles>${styles}</Styles>${sheets}</Workbook>`,
  )
const sheet = (rows: string, name = 'Leads', options = ''): string =>
  `<Worksheet ss:Name="${name}"><Table>${rows}</Table>${options}</Worksheet>`
const cell = (text: string, type = 'String', attributes = ''): string =>
  `<Cell ${attributes}><Data ss:Type="${type}">${text}</Data></Cell>`
const HEADINGS = `<Row>${['Email', 'Phone', 'Zip'].map((text) => cell(text)).join('')}</Row>`
const read = (rows: string, styles = '', chosen = {}): ReturnType<typeof readBytes> =>
  readBytes(workbook(sheet(HEADINGS + rows), styles), 'leads.xls', chosen)

test('an XML workbook keeps its gaps, dates and zeros', async () => {
  const bytes = readFileSync(new URL('../fixtures/xml-2003.xls', import.meta.url))
  const { inspection, headers, rows, places } = await readBytes(bytes, 'leads.xls')
  expect(inspection).toMatchObject({ format: 'XML Spreadsheet 2003', encoding: 'utf-8', questions: [] })
  expect(headers).toEqual(['Email', 'First Name', 'Phone', 'Enquired on', 'Zip'])
  expect(rows).toEqual([
    ['person1@example.test', '', '+12025550101', '2023-08-09', '00501'],
    ['person2@example.test', 'Bo', '', '', '501'],
  ])
  expect(places).toEqual([2, 5])
})

test('numbers keep the digits the file has, truths and errors read as in Excel', async () => {
  const { rows } = await read(
    `<Row>${cell('1234567890123456789', 'Number')}${cell('00501', 'Number')}${cell('1.5', 'Number')}</Row>` +
      `<Row>${cell('1', 'Boolean')}${cell('#N/A', 'Error')}${cell('two&#10;lines &amp; more')}</Row>`,
  )
  expect(rows).toEqual([
    ['1234567890123456789', '00501', '1.5'],
    ['TRUE', '#N/A', 'two\nlines & more'],
  ])
})

test('formats of cells, rows, columns and their parents are those Excel shows', async () => {
  const styles =
    '<Style ss:ID="zip"><NumberFormat ss:Format="00000"/></Style><Style ss:ID="child" ss:Parent="zip"/>' +
    '<Style ss:ID="when"><NumberFormat ss:Format="General Date"/></Style><Style ss:ID="share"><NumberFormat ss:Format="Percent"/></Style>'
  const { rows } = await read(
    `<Row>${cell('501', 'Number', 'ss:StyleID="child"')}${cell('2026-03-05T14:30:00.000', 'DateTime', 'ss:StyleID="when"')}${cell('0.125', 'Number', 'ss:StyleID="share"')}</Row>` +
      `<Row ss:StyleID="zip">${cell('7', 'Number')}${cell('2026-03-05T00:00:00.000', 'DateTime', 'ss:StyleID="none"')}${cell('8', 'Number')}</Row>`,
    styles,
  )
  expect(rows).toEqual([
    ['00501', '2026-03-05 14:30', '12.50%'],
    ['00007', '2026-03-05', '00008'],
  ])
})

test('cells merged across push the next ones on', async () => {
  const { rows } = await read(`<Row>${cell('a', 'String', 'ss:MergeAcross="1"')}${cell('b')}</Row>`, '', {
    headerRow: 0,
  })
  expect([rows[0]?.[0], rows[0]?.[2]]).toEqual(['a', 'b'])
})

test('several sheets are asked about; hidden sheets, rows and columns are known as hidden', async () => {
  const hidden = '<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>'
  const two = await readBytes(workbook(sheet(HEADINGS) + sheet(HEADINGS, 'More')), 'a.xls')
  expect(two.inspection.questions).toEqual(['sheet'])
  const { inspection } = await readBytes(
    workbook(
      sheet(
        `<Column ss:Index="2" ss:Hidden="1"/>${HEADINGS}<Row ss:Hidden="1">${cell('a')}</Row><Row>${cell('b')}</Row>`,
      ) + sheet(HEADINGS, 'Old', hidden),
    ),
    'a.xls',
  )
  const flat = `<Column ss:Index="2" ss:Width="0"/>${HEADINGS}<Row ss:Height="0">${cell('a')}</Row><Row ss:Height="15">${cell('b')}</Row>`
  const { sheets } = (await readBytes(workbook(sheet(flat)), 'a.xls')).inspection
  expect(sheets[0]).toMatchObject({ hiddenRows: 1, hiddenColumns: 1 })
  expect(inspection.questions).toEqual(['hidden'])
  expect(inspection.sheets.map((one) => [one.hidden, one.hiddenRows, one.hiddenColumns])).toEqual([
    [false, 1, 1],
    [true, 0, 0],
  ])
})

test('comments are no cells, and marks inside text are left out', async () => {
  const { rows } = await read(
    `<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>An</B>a</ss:Data><Comment><ss:Data>no</ss:Data></Comment></Cell></Row>`,
  )
  expect(rows).toEqual([['Ana', '', '']])
})

test('a file that was cut off is read as far as it goes, and known to be broken', async () => {
  const whole = workbook(sheet(`${HEADINGS}<Row>${cell('a')}</Row><Row>${cell('b')}</Row>`)).toString()
  const { inspection, rows } = await readBytes(Buffer.from(whole.slice(0, whole.indexOf('>b<'))), 'leads.xls')
  expect(rows).toEqual([['a', '', '']])
  expect(inspection.questions).toEqual(['broken'])
  expect(inspection.broken[0]).toMatchObject({
    code: 'damaged-xml',
    text: expect.stringContaining('line 1') as string,
  })
})

test('definitions are refused, not expanded', async () => {
  const bytes = workbook(sheet(HEADINGS), '', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>')
  expect((await refusalOf(bytes, 'leads.xls')).code).toBe('xml-entities')
})

test('a cell beyond the bounds of a sheet is refused before anything is made', async () => {
  const bytes = workbook(sheet(`${HEADINGS}<Row ss:Index="999999999">${cell('a')}</Row>`))
  expect((await refusalOf(bytes, 'leads.xls')).code).toBe('too-many-rows')
})

test('a workbook of the xlsx package’s making is read', async () => {
  const bytes = workbookOf(
    [
      [
        [
          ['Name', 'Score'],
          ['Ana', 12.5],
        ],
      ],
    ],
    'xlml',
  )
  const { headers, rows } = await readBytes(bytes, 'export.xml')
  expect([headers, ...rows]).toEqual([
    ['Name', 'Score'],
    ['Ana', '12.5'],
  ])
})
