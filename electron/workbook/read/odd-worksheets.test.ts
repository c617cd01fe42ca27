import { expect, test } from 'vitest'
import { archiveOf, readBytes, refusalOf, workbookOfXml } from '#electron/workbook/workbook-test-kit.ts'

const text = (ref: string, value: string): string =>
  `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`
const HEADINGS = `<row r="1">${text('A1', 'Email')}${text('B1', 'Company')}</row>`
const row = (number: number, email: string, company: string): string =>
  `<row r="${number}">${text(`A${number}`, email)}${text(`B${number}`, company)}</row>`

const read = async (rows: string, shared = ''): Promise<string[][]> =>
  (await readBytes(workbookOfXml(rows, shared), 'leads.xlsx', { headerRow: 0 })).rows

test('two rows of one number are refused: their cells would be mixed', async () => {
  const bytes = workbookOfXml(
    `${HEADINGS}${row(2, 'ann@one.example', 'One')}<row r="2">${text('A2', 'bob@two.example')}</row>`,
  )
  const refusal = await refusalOf(bytes, 'leads.xlsx')
  expect(refusal.code).toBe('rows-contradict')
  expect(refusal.message).toContain('row 2 stands twice')
})

test('a cell that stands twice, or in the row of another, is refused', async () => {
  const twice = workbookOfXml(
    `${HEADINGS}<row r="2">${text('A2', 'a@one.example')}${text('A2', 'b@one.example')}</row>`,
  )
  expect((await refusalOf(twice, 'a.xlsx')).message).toContain('a cell of row 2 stands twice')
  const astray = workbookOfXml(`${HEADINGS}<row r="2">${text('A3', 'a@one.example')}</row>`)
  expect((await refusalOf(astray, 'a.xlsx')).message).toContain('a cell of row 3 stands in row 2')
})

test('rows out of order and rows that only say how they look are read as they are', async () => {
  expect(
    await read(
      `${row(3, 'c@one.example', 'C')}${HEADINGS}${row(2, 'b@one.example', 'B')}<row r="2" ht="20"/><row r="3"><c r="A3" s="0"/></row>`,
    ),
  ).toEqual([
    ['b@one.example', 'B'],
    ['c@one.example', 'C'],
  ])
})

test('a shared text that is empty moves no other into its place', async () => {
  const shared =
    '<si><t>Email</t></si><si/><si><t>ann@one.example</t></si><si xml:space="preserve"><t>One</t></si><si ><t>Company</t></si>'
  const cell = (ref: string, index: number): string => `<c r="${ref}" t="s"><v>${index}</v></c>`
  expect(
    await read(
      `<row r="1">${cell('A1', 0)}${cell('B1', 4)}</row><row r="2">${cell('A2', 2)}${cell('B2', 3)}</row><row r="3">${cell('A3', 2)}${cell('B3', 1)}</row>`,
      shared,
    ),
  ).toEqual([
    ['ann@one.example', 'One'],
    ['ann@one.example', ''],
  ])
})

test('rows that are commented out are none, and sections of plain text are text', async () => {
  expect(
    await read(
      `<!-- made by hand -->${HEADINGS}<!-- ${row(2, 'old@one.example', 'Old')} --><row r="2">${text('A2', 'ann@one.example')}${text('B2', '<![CDATA[A & B <Ltd>]]>')}</row><?old ${row(3, 'x@one.example', 'X')}?>`,
    ),
  ).toEqual([['ann@one.example', 'A & B <Ltd>']])
})

test('blanks where the grammar allows them keep every row and cell apart', async () => {
  expect(
    await read(
      `${HEADINGS}<row\n  r="2"\n>\n<c\n r="A2"\n t="inlineStr"\n><is><t>ann@one.example</t ></is ></c ><c\tr="B2"\tt="inlineStr"><is><t>One</t></is></c></row ><row r="3"><c r="A3" t="inlineStr"><is><t>bob@two.example</t></is></c></row\n>`,
    ),
  ).toEqual([
    ['ann@one.example', 'One'],
    ['bob@two.example', ''],
  ])
})

test('a cell that does not say where it stands keeps its place whatever its text is', async () => {
  const cell = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`
  expect(
    await read(
      `<row>${cell('Email')}${cell('Company')}</row><row>${cell('ann@one.example')}${cell('&lt;font color="red"&gt;One')}</row><row r="3"><c r="b3" t="inlineStr"><is><t>Two</t></is></c></row>`,
    ),
  ).toEqual([
    ['ann@one.example', '<font color="red">One'],
    ['', 'Two'],
  ])
})

test.each(['1E400', '1,5', '1.234.567', '2026-03-05', '12 345', '0x1F', 'abc'])(
  '%s, said to be a number, is the text it is',
  async (value) => {
    expect(
      await read(`${HEADINGS}<row r="2">${text('A2', 'ann@one.example')}<c r="B2"><v>${value}</v></c></row>`),
    ).toEqual([['ann@one.example', value]])
  },
)

test('numbers are numbers in every spelling they may have', async () => {
  expect(
    await read(`${HEADINGS}<row r="2"><c r="A2"><v>1.5E+3</v></c><c r="B2" t="n"><v>-.5</v></c></row>`),
  ).toEqual([['1500', '-0.5']])
})

test('cells that end and begin again are refused: the parser would stop at the first end', async () => {
  const cells = `<sheetData>${HEADINGS}${row(2, 'a@one.example', 'A')}</sheetData><sheetData>${row(3, 'b@one.example', 'B')}</sheetData>`
  const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${cells}</worksheet>`
  expect((await refusalOf(workbookOfXml(xml), 'a.xlsx')).code).toBe('rows-contradict')
})

test.each([
  ['ISO-8859-1', 'latin1', ''],
  ['UTF-16', 'utf16le', '\ufeff'],
  ['utf-16', 'utf8', ''],
] as const)('a sheet written in %s keeps its letters', async (name, encoding, mark) => {
  const xml = `${mark}<?xml version="1.0" encoding="${name}"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${HEADINGS}${row(2, 'zoe@one.example', 'Zoë & Söhne'.replace('&', '&amp;'))}</sheetData></worksheet>`
  const parts = {
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Leads" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': Buffer.from(xml, encoding),
  }
  const { rows } = await readBytes(archiveOf(parts), 'leads.xlsx', { headerRow: 0 })
  expect(rows).toEqual([['zoe@one.example', 'Zoë & Söhne']])
})

test('rows of XML Spreadsheet 2003 that go back to one before are refused', async () => {
  const cell = (value: string): string => `<Cell><Data ss:Type="String">${value}</Data></Cell>`
  const xml = (rows: string): Buffer =>
    Buffer.from(
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row>${cell('Email')}${cell('Company')}</Row>${rows}</Table></Worksheet><Worksheet ss:Name="T"><Table><Row ss:Index="1">${cell('x')}</Row></Table></Worksheet></Workbook>`,
    )
  const twice = xml(
    `<Row>${cell('a@one.example')}${cell('One')}</Row><Row ss:Index="2">${cell('b@two.example')}</Row>`,
  )
  expect((await refusalOf(twice, 'leads.xls')).code).toBe('rows-contradict')
  const whole = await readBytes(xml(`<Row ss:Index="3">${cell('a@one.example')}</Row>`), 'leads.xls', {
    sheet: 'S',
  })
  expect(whole.rows).toEqual([['a@one.example', '']])
})

test('breaks, blanks and readings beside a word in an OpenDocument sheet are as they are shown', async () => {
  const cell = (text: string): string =>
    `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
  const content = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S"><table:table-row>${cell('Email')}${cell('Company')}${cell('Notes')}</table:table-row><table:table-row>${cell('a@one.example')}${cell('<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>')}${cell("a<text:s text:c='3'/>b<text:s></text:s>c<text:line-break></text:line-break><text:span>d</text:span>")}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
  const bytes = archiveOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': content,
  })
  expect((await readBytes(bytes, 'leads.ods')).rows).toEqual([['a@one.example', '東京', 'a   b c\nd']])
})

test('two sheets of one name are refused: one would show the rows of the other', async () => {
  const parts = {
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Leads" sheetId="1" r:id="rId1"/><sheet name="Leads" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${[1, 2].map((id) => `<Relationship Id="rId${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${id}.xml"/>`).join('')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${HEADINGS}${row(2, 'a@one.example', 'A')}</sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${HEADINGS}${row(2, 'b@one.example', 'B')}</sheetData></worksheet>`,
  }
  expect((await refusalOf(archiveOf(parts), 'leads.xlsx')).code).toBe('sheet-names-repeat')
})

test('two parts of one name are refused: programs differ in which they show', async () => {
  const parts = {
    'xl/workbook.xml': '<a/>',
    'xl/worksheets/sheet1.xml': '<a/>',
    'xl/worksheets/sheetX.xml': '<b/>',
  }
  const bytes = archiveOf(parts).toString('latin1').replaceAll('sheetX', 'sheet1')
  expect((await refusalOf(Buffer.from(bytes, 'latin1'), 'leads.xlsx')).code).toBe('parts-repeat')
})

test.each([
  ['BEGIN:VCARD\r\nFN:Ann\r\nEMAIL:ann@one.example\r\nEND:VCARD\r\n', 'a list of contacts'],
  [
    'From: a@one.example\r\nTo: b@one.example,\r\n c@one.example\r\nSubject: Leads\r\n\r\nHello\r\n',
    'an email',
  ],
  ['[\n  {"Email": "ann@one.example", "Name": "Ann"}\n]', 'data of a program'],
  ['{"Email":"ann@one.example"}\n{"Email":"bob@one.example"}\n', 'data of a program'],
  ['BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', 'a calendar'],
])('a file that holds people but no table is named for what it is: %#', async (content, what) => {
  const refusal = await refusalOf(Buffer.from(content), 'leads.csv')
  expect(refusal.code).toBe('not-a-spreadsheet')
  expect(refusal.message).toContain(what)
})

test('headings that look like a mail’s are headings', async () => {
  const { headers } = await readBytes(
    Buffer.from('From,To,Subject\na@one.example,b@one.example,Hi\n'),
    'log.csv',
  )
  expect(headers).toEqual(['From', 'To', 'Subject'])
})
