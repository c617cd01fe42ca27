import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  archiveOf,
  refusalOf,
  workbookOf,
  workbookOfXml,
  readBytes,
} from '#electron/workbook/workbook-test-kit.ts'

const PEOPLE = [
  ['Name', 'Email'],
  ['Ana', 'ana@b.example'],
]

/** A zip of one part whose directory says what it likes about the part's size. */
function lyingZip(stated: number, content: Buffer, name = 'xl/worksheets/sheet1.xml'): Buffer {
  const packed = deflateRawSync(content)
  const nameBytes = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(stated, 22)
  local.writeUInt16LE(nameBytes.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(stated, 24)
  entry.writeUInt16LE(nameBytes.length, 28)
  const directoryStart = local.length + nameBytes.length + packed.length
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + nameBytes.length, 12)
  end.writeUInt32LE(directoryStart, 16)
  return Buffer.concat([local, nameBytes, packed, entry, nameBytes, end])
}

test('a file of no bytes is said to be empty', async () => {
  const refusal = await refusalOf(Buffer.alloc(0), 'leads.xlsx')
  expect(refusal.code).toBe('empty')
  expect(refusal.message).toContain('0 bytes')
})

test('a bomb is refused by the sizes it states, before anything is unpacked', async () => {
  const refusal = await refusalOf(lyingZip(0xee6b2800, Buffer.from('x')), 'bomb.xlsx')
  expect(refusal.code).toBe('too-large-inflated')
  expect(refusal.message).toContain('would unpack to 3.7 GB or more; Leadsheet opens up to 500 MB')
})

test('a bomb that states a small size is stopped at that size', async () => {
  const bytes = lyingZip(1000, Buffer.alloc(20_000_000), '[Content_Types].xml')
  expect(bytes.length).toBeLessThan(30_000)
  const refusal = await refusalOf(bytes, 'bomb.xlsx')
  expect(refusal.code).toBe('false-size')
})

test.each(['xlsx', 'xlsb', 'ods', 'biff8'] as const)(
  'a %s file that was cut off is said to be incomplete or damaged',
  async (bookType) => {
    const whole = workbookOf([[PEOPLE]], bookType)
    const refusal = await refusalOf(whole.subarray(0, Math.floor(whole.length * 0.6)), 'leads')
    expect(['incomplete', 'damaged']).toContain(refusal.code)
  },
)

test('a part with broken compression is said to be damaged', async () => {
  const whole = Buffer.from(workbookOf([[PEOPLE]]))
  const at = whole.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length
  whole.fill(0xff, at, at + 40)
  expect(['incomplete', 'damaged']).toContain((await refusalOf(whole, 'leads.xlsx')).code)
})

test.each([
  ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ'), 'leads.xlsx'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'leads.csv'],
  [
    'a Word document',
    archiveOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }),
    'leads.xlsx',
  ],
  [
    'a PowerPoint presentation',
    archiveOf({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' }),
    'leads.xls',
  ],
  ['a zip archive', archiveOf({ 'leads.csv': 'Name\nAna' }), 'leads.xlsx'],
  ['an old Office document', archiveOf({ WordDocument: Buffer.alloc(600) }, 'cfb'), 'leads.xls'],
  [
    'an OpenDocument text',
    archiveOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
    'leads.ods',
  ],
])('%s under a spreadsheet’s name is named for what it is', async (what, bytes, name) => {
  const refusal = await refusalOf(bytes, name)
  expect(refusal.code).toBe('not-a-spreadsheet')
  expect(refusal.message).toContain(what)
})

test('pages, XML and Numbers files that hold no table get a way out of their own', async () => {
  const page = await refusalOf(Buffer.from('<html><body>Sign in</body></html>'), 'export.xls')
  expect([page.code, page.message]).toEqual(['web-page', expect.stringContaining('as .xlsx or .csv')])
  const xml = await refusalOf(Buffer.from('<?xml version="1.0"?><leads><lead/></leads>'), 'export.xls')
  expect([xml.code, xml.message]).toEqual(['xml', expect.stringContaining('save it as .xlsx')])
  const numbers = await refusalOf(archiveOf({ 'Index/Document.iwa': Buffer.alloc(10) }), 'leads.numbers')
  expect([numbers.code, numbers.message]).toEqual(['numbers', expect.stringContaining('Export To')])
})

test('old exchange formats, and LibreOffice’s flat sheets, are named with a way out', async () => {
  const sylk = await refusalOf(Buffer.from('ID;PSCALC3\r\nC;X1;Y1;K"Name"\r\nE\r\n'), 'leads.csv')
  expect([sylk.code, sylk.message]).toEqual(['old-exchange-format', expect.stringContaining('SYLK')])
  const dif = await refusalOf(Buffer.from('TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n'), 'leads.dif')
  expect([dif.code, dif.message]).toEqual(['old-exchange-format', expect.stringContaining('DIF')])
  const flat = await refusalOf(
    Buffer.from('<?xml version="1.0"?>\n<office:document office:version="1.3">'),
    'leads.fods',
  )
  expect([flat.code, flat.message]).toEqual(['xml', expect.stringContaining('Open it in LibreOffice')])
  const ordinary = await readBytes(Buffer.from('ID;Phone;City\r\n1;030 123;Leeds\r\n'), 'leads.csv')
  expect(ordinary.headers).toEqual(['ID', 'Phone', 'City'])
})

test('bytes that are neither a workbook nor text are said to be so', async () => {
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 31) % 19))
  expect((await refusalOf(noise, 'leads.xlsx')).code).toBe('wrong-extension')
  expect((await refusalOf(noise, 'leads.csv')).code).toBe('not-text')
})

test('text under a workbook’s name is read as the text it is', async () => {
  const { inspection, rows } = await readBytes(Buffer.from('Name,Email\nAna,a@b.example\n'), 'leads.xlsx')
  expect(inspection.format).toBe('CSV text')
  expect(rows).toEqual([['Ana', 'a@b.example']])
})

test('16,384 columns are counted and refused with the bound', async () => {
  const wide = Array.from({ length: 16_384 }, (_, index) => `Column ${index}`)
  const refusal = await refusalOf(workbookOf([[[wide, wide]]]), 'wide.xlsx')
  expect(refusal.code).toBe('too-many-columns')
  expect(refusal.message).toContain('16,384 columns; Leadsheet opens up to 500')
})

test('entities defined in XML are refused, not expanded', async () => {
  const bytes = workbookOfXml(
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' +
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
  )
  const refusal = await refusalOf(bytes, 'entities.xlsx')
  expect(refusal.code).toBe('xml-entities')
  expect(refusal.message).toContain('so it was not opened')
})

test('a small file that claims the whole sheet, by its size, its links or its merges, is opened as the little it is', async () => {
  const cells =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>City</t></is></c></row>' +
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Ana</t></is></c><c r="B2" t="inlineStr"><is><t>Leeds</t></is></c></row>'
  const bytes = workbookOfXml(
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>' +
      `<sheetData>${cells}</sheetData><mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells>` +
      '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks></worksheet>',
  )
  expect((await readBytes(bytes, 'claims.xlsx')).rows).toEqual([['Ana', 'Leeds']])
})

test('a sheet of nothing is said to be empty', async () => {
  expect((await refusalOf(workbookOf([[[]]]), 'leads.xlsx')).code).toBe('empty-sheet')
  expect((await refusalOf(Buffer.from('\r\n\r\n'), 'leads.csv')).code).toBe('empty')
})
