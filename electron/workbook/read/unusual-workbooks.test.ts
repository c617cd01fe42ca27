import { createCipheriv, createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as XLSX from 'xlsx'
import { expect, test } from 'vitest'
import {
  archiveOf,
  readBytes,
  refusalOf,
  workbookOf,
  workbookOfXml,
} from '#electron/workbook/workbook-test-kit.ts'
import { xorArray, xorKey, xorVerifier } from './xor-obfuscation.ts'

const PASSWORD = 'VelvetSweatshop'
const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

interface Archive {
  FullPaths: string[]
  FileIndex: { content: Uint8Array; size: number }[]
}

/** The parts of an archive, or the streams of a compound file, by name. */
function partsOf(bytes: Buffer): Record<string, Buffer> {
  const { read } = XLSX.CFB as { read: (bytes: Buffer, options: object) => Archive }
  const { FullPaths, FileIndex } = read(bytes, { type: 'buffer' })
  const parts: Record<string, Buffer> = {}
  FullPaths.forEach((path, index) => {
    const { content, size } = FileIndex[index]!
    if (size > 0 && !path.endsWith('/')) parts[path.replace('Root Entry/', '')] = Buffer.from(content)
  })
  return parts
}

function workbookStream(name: string): Buffer {
  const parts = partsOf(fixture(name))
  return parts['Workbook'] ?? parts['Book'] ?? fixture(name)
}

/** [MS-XLS] 2.2.10 and [MS-OFFCRYPTO] 2.3.7.3, the other way round. */
function xorred(stream: Buffer, password: Buffer): Buffer {
  const filePass = Buffer.from([0x2f, 0, 6, 0, 0, 0, 0, 0, 0, 0])
  filePass.writeUInt16LE(xorKey(password), 6)
  filePass.writeUInt16LE(xorVerifier(password), 8)
  const firstEnd = 4 + stream.readUInt16LE(2)
  const bytes = Buffer.concat([stream.subarray(0, firstEnd), filePass, stream.subarray(firstEnd)])
  const array = xorArray(password)
  for (let at = 0; at + 4 <= bytes.length;) {
    const type = bytes.readUInt16LE(at)
    const size = bytes.readUInt16LE(at + 2)
    const isSheet = type === 0x85
    if (isSheet) bytes.writeUInt32LE(bytes.readUInt32LE(at + 4) + filePass.length, at + 4)
    for (let byte = at + 4 + (isSheet ? 4 : 0); byte < at + 4 + size; byte++) {
      if ([0x809, 0x2f, 0xe1].includes(type)) break
      const plain = bytes[byte]!
      bytes[byte] = (((plain << 5) | (plain >> 3)) & 0xff) ^ array[(byte + size) % 16]!
    }
    at += 4 + size
  }
  return bytes
}

test('the XOR method’s numbers for Excel’s own key are those that stand in files of Excel', () => {
  const key = Buffer.from(PASSWORD, 'latin1')
  expect([xorKey(key).toString(16), xorVerifier(key).toString(16)]).toEqual(['b359', '9a0a'])
})

test('a workbook under the XOR method with Excel’s own key opens; with another key the way out is told', async () => {
  const stream = workbookStream('attendees.xls')
  const open = await readBytes(stream, 'a.xls')
  const { headers, rows } = await readBytes(xorred(stream, Buffer.from(PASSWORD, 'latin1')), 'a.xls')
  expect([headers, ...rows]).toEqual([open.headers, ...open.rows])
  const other = await refusalOf(xorred(stream, Buffer.from('secret', 'latin1')), 'a.xls')
  expect(other).toMatchObject({ code: 'password' })
  expect(other.message).toContain('save it as .xlsx')
})

const sha1 = (...parts: Buffer[]): Buffer => createHash('sha1').update(Buffer.concat(parts)).digest()
const u32 = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer)

/** [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9: AES-128, as Excel 2007 writes. */
function standardEncrypted(content: Buffer, password: string): Buffer {
  const salt = Buffer.from('0123456789abcdef')
  let spun = sha1(salt, Buffer.from(password, 'utf16le'))
  for (let spin = 0; spin < 50_000; spin++) spun = sha1(u32(spin), spun)
  const last = sha1(spun, u32(0))
  const key = sha1(Buffer.from(Array.from({ length: 64 }, (_, at) => 0x36 ^ (last[at] ?? 0)))).subarray(0, 16)
  const seal = (bytes: Buffer): Buffer => {
    const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    return Buffer.concat([cipher.update(bytes), cipher.final()])
  }
  const padded = (bytes: Buffer): Buffer =>
    Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)])
  const verifier = Buffer.from('fedcba9876543210')
  const provider = Buffer.from('Microsoft Enhanced RSA and AES Cryptographic Provider\0', 'utf16le')
  const header = Buffer.concat([u32(0x24, 0, 0x660e, 0x8004, 128, 0x18, 0, 0), provider])
  const info = Buffer.concat([
    Buffer.from([3, 0, 2, 0]),
    u32(0x24, header.length),
    header,
    u32(16),
    salt,
    seal(verifier),
    u32(20),
    seal(padded(sha1(verifier))),
  ])
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(content.length))
  const EncryptedPackage = Buffer.concat([size, seal(padded(content))])
  return archiveOf({ EncryptionInfo: info, EncryptedPackage }, 'cfb')
}

test('a workbook Excel 2007 protected with its own key opens; one with a password is told what to do', async () => {
  const plain = workbookOf([[[['Email'], ['ada@engine.example']]]])
  const { rows } = await readBytes(standardEncrypted(plain, PASSWORD), 'a.xlsx')
  expect(rows).toEqual([['ada@engine.example']])
  expect(await refusalOf(standardEncrypted(plain, 'secret'), 'a.xlsx')).toMatchObject({ code: 'password' })
})

const PAGES = [
  'MIME-Version: 1.0',
  'X-Document-Type: Workbook',
  'Content-Type: multipart/related; boundary="----=_NextPart_01"',
  '',
  'This is a web archive.',
  '------=_NextPart_01',
  'Content-Location: file:///C:/1/leads.htm',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Type: text/html; charset="utf-8"',
  '',
  '<html xmlns:x=3D"urn:schemas-microsoft-com:office:excel"><head><xml><x:ExcelWorkbook>=',
  '<x:ExcelWorksheet><x:Name>Leads</x:Name><x:WorksheetSource HRef=3D"file:///C:/1/leads_files/sheet001.htm"/></x:ExcelWorksheet>',
  '<x:ExcelWorksheet><x:Name>Old</x:Name><x:WorksheetSource HRef=3D"file:///C:/1/leads_files/sheet002.htm"/></x:ExcelWorksheet>',
  '</x:ExcelWorkbook></xml></head><frameset></frameset></html>',
  '------=_NextPart_01',
  'Content-Location: file:///C:/1/leads_files/stylesheet.css',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Type: text/css; charset="utf-8"',
  '',
  '.xl65 {mso-number-format:"\\@";}',
  '------=_NextPart_01',
  'Content-Location: file:///C:/1/leads_files/sheet002.htm',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Type: text/html; charset="utf-8"',
  '',
  '<table><tr><td>Email</td></tr><tr><td>old@leads.example</td></tr></table>',
  '------=_NextPart_01',
  'Content-Location: file:///C:/1/leads_files/sheet001.htm',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Type: text/html; charset="utf-8"',
  '',
  '<table><tr><td>Email</td><td>First name</td><td>Zip</td></tr>',
  '<tr><td>zo=C3=AB@leads.exam=',
  'ple</td><td>Zo=C3=AB</td><td class=3Dxl65>01067</td></tr></table>',
  '------=_NextPart_01--',
  '',
].join('\r\n')

test.each(['leads.xls', 'leads.mht', 'leads.csv'])(
  'a single file web page is read, its sheets by their names and in their order (%s)',
  async (name) => {
    const { inspection, headers, rows } = await readBytes(Buffer.from(PAGES, 'latin1'), name, {
      sheet: 'Leads',
    })
    expect(inspection.sheets.map((sheet) => sheet.name)).toEqual(['Leads', 'Old'])
    expect(inspection.format).toBe('Single file web page')
    expect([headers, ...rows]).toEqual([
      ['Email', 'First name', 'Zip'],
      ['zoë@leads.example', 'Zoë', '01067'],
    ])
  },
)

test('a web archive without a table says what to do', async () => {
  const bytes = Buffer.from(PAGES.replaceAll('table', 'p').replaceAll('<td', '<i'), 'latin1')
  expect((await refusalOf(bytes, 'a.mht')).message).toContain('there is no table in it')
  const none = Buffer.from(
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n',
  )
  expect((await refusalOf(none, 'a.mht')).message).toContain('save it as .xlsx or .csv')
})

const TOTALLED = [
  ['Email', 'Amount'],
  ['a@leads.example', 3],
  ['b@leads.example', 4],
  ['Total', { t: 'n', v: 7, f: 'SUBTOTAL(109,B2:B3)' } as XLSX.CellObject],
]

test('an OpenDocument sheet’s last row of subtotals is no lead; one in between, or a plain last row, stays', async () => {
  const { rows, notes } = await readBytes(workbookOf([[TOTALLED]], 'ods'), 'a.ods')
  expect(rows.map(([email]) => email)).toEqual(['a@leads.example', 'b@leads.example'])
  expect(notes).toContain('totals row is no lead and was left out: row 4.')
  const followed = [...TOTALLED, ['c@leads.example', 5]]
  const between = await readBytes(workbookOf([[followed]], 'ods'), 'a.ods')
  expect(between.rows.map(([first]) => first)).toContain('Total')
})

/** [MS-XLSB] 2.4.99: the range, the kind and number of the list, rows of headings, rows of totals. */
function binaryTable(lastRow: number, totals: number): Buffer {
  const content = Buffer.concat([u32(0, lastRow, 0, 1), u32(0, 1, 1, totals), Buffer.alloc(32)])
  return Buffer.concat([Buffer.from([0xd7, 0x02, content.length]), content])
}

test('a binary workbook’s table says where its totals are, and they are no leads', async () => {
  const parts = {
    ...partsOf(workbookOf([[TOTALLED]], 'xlsb')),
    'xl/tables/table1.bin': binaryTable(3, 1),
    'xl/worksheets/_rels/sheet1.bin.rels': Buffer.from(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.bin"/></Relationships>',
    ),
  }
  const { rows, notes } = await readBytes(archiveOf(parts), 'a.xlsb')
  expect(rows.map(([email]) => email)).toEqual(['a@leads.example', 'b@leads.example'])
  expect(notes).toContain('totals row is no lead and was left out: row 4.')
  parts['xl/tables/table1.bin'] = binaryTable(3, 0)
  expect((await readBytes(archiveOf(parts), 'a.xlsb')).rows).toHaveLength(3)
})

test('an old workbook that names its code page is read in another one where somebody says so', async () => {
  const stream = workbookStream('biff5-without-code-page.xls')
  const first = 4 + stream.readUInt16LE(2)
  const says1252 = Buffer.from([0x42, 0, 2, 0, 0xe4, 0x04])
  const bytes = Buffer.concat([stream.subarray(0, first), says1252, stream.subarray(first)])
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2)) {
    if (bytes.readUInt16LE(at) === 0x85)
      bytes.writeUInt32LE(bytes.readUInt32LE(at + 4) + says1252.length, at + 4)
  }
  const asItSays = await readBytes(bytes, 'a.xls')
  expect(asItSays.inspection).toMatchObject({ encodings: [], questions: [] })
  expect(asItSays.rows[0]?.[1]).toBe('Ìàðèÿ')
  const asSaid = await readBytes(bytes, 'a.xls', { encoding: 'windows-1251' })
  expect(asSaid.inspection).toMatchObject({ encoding: 'windows-1251', questions: [] })
  expect(asSaid.rows[0]?.[1]).toBe('Мария')
})

test('a row of no height and a column of no width are asked about as hidden', async () => {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const row = (number: number, attributes: string, ...texts: string[]) =>
    `<row r="${number}" ${attributes}>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  const sheet =
    `<?xml version="1.0"?><worksheet xmlns="${main}"><cols><col min="1" max="1" width="9"/><col width="0" min="2" max="2" customWidth="1"/></cols><sheetData>` +
    row(1, 'customHeight="0"', 'Email', 'City') +
    row(2, 'ht="0" customHeight="1"', 'a@expo.example', 'Oslo') +
    row(3, 'ht="0.75" customHeight="0"', 'b@expo.example', 'Rome') +
    '</sheetData></worksheet>'
  const { inspection } = await readBytes(workbookOfXml(sheet), 'f.xlsx')
  expect(inspection.questions).toEqual(['hidden'])
  expect(inspection.sheets[0]).toMatchObject({ hiddenRows: 1, hiddenColumns: 1 })
})
