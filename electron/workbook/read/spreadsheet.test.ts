import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type * as XLSX from 'xlsx'
import {
  archiveOf,
  readBytes,
  workbookOf,
  workbookOfXml,
  type Cell,
} from '#electron/workbook/workbook-test-kit.ts'

function number(value: number, format?: string): XLSX.CellObject {
  return format === undefined ? { t: 'n', v: value } : { t: 'n', v: value, z: format }
}

/** A cell as a file holds it, and the text a person saw in Excel. */
const SHOWN: readonly (readonly [what: string, cell: Cell, text: string])[] = [
  ['text', 'Zoë 😀 שלום', 'Zoë 😀 שלום'],
  ['text with zeros in front', '00049', '00049'],
  ['text that looks like a date', '1-2-24', '1-2-24'],
  ['text that looks like a formula', '=1+1', '=1+1'],
  ['a code whose zeros come from its format', number(1234, '00000'), '01234'],
  ['a phone kept as a number', number(447_911_123_456), '447911123456'],
  [
    'a phone kept as a number and shown with an exponent',
    number(447_911_123_456, '0.00E+00'),
    '447911123456',
  ],
  ['a number beyond 15 digits', number(1e21), '1000000000000000000000'],
  ['a very small number', number(1e-7), '0.0000001'],
  ['a sum that binary arithmetic misses', number(0.1 + 0.2), '0.3'],
  ['a percentage', number(0.125, '0.0%'), '12.5%'],
  ['an amount of money', number(1234.5, '$#,##0.00'), '$1,234.50'],
  ['a loss in brackets', number(-5, '#,##0.00;(#,##0.00)'), '(5.00)'],
  ['a code whose format names a language', number(49, '[$-409]00000'), '00049'],
  ['a phone whose format names a language', number(4_915_112_345_678, '[$-1010409]General'), '4915112345678'],
  ['a share whose format names a language', number(0.125, '[$-409]0.0%'), '12.5%'],
  ['a percentage as most of Europe writes it', number(0.125, '0.00\\\u00a0%'), '12.50\u00a0%'],
  ['an amount with a space that does not break', number(1234.5, '#,##0.00\u00a0€'), '1,234.50\u00a0€'],
  ['rupees', number(1234.5, '[$₹-4009] #,##0.00'), '₹ 1,234.50'],
  ['a German date', number(45_356, '[$-407]dd/mm/yyyy'), '05.03.2024'],
  ['a Dutch date', number(45_356, '[$-413]d/m/yyyy'), '5-3-2024'],
  ['an hour in halves of a day', number(45_356.75, '[$-407]dd/mm/yyyy h:mm AM/PM'), '05.03.2024 6:00 PM'],
  ['a date by a format Excel has not', number(45_356, 'QQ yyyy'), '2024-03-05'],
  ['true', true, 'TRUE'],
  ['false', false, 'FALSE'],
  ['a date in the order of the country', number(45_356, 'm/d/yy'), '2024-03-05'],
  ['a date with its time in the order of the country', number(45_356.75, 'm/d/yy h:mm'), '2024-03-05 18:00'],
  ['a date by a format of its own', number(45_356, 'dd.mm.yyyy'), '05.03.2024'],
  ['the leap day Excel invented', number(60, 'yyyy-mm-dd'), '1900-02-29'],
  ['an error', { t: 'e', v: 0x2a }, '#N/A'],
  ['another error', { t: 'e', v: 0x07 }, '#DIV/0!'],
]

test.each(['xlsx', 'xlsm', 'xlsb', 'biff8'] as const)(
  'a %s file arrives as Excel showed it',
  async (bookType) => {
    const headings = SHOWN.map((_, index) => `Heading ${String.fromCharCode(97 + index)}`)
    const bytes = workbookOf([[[headings, SHOWN.map(([, cell]) => cell)]]], bookType)
    const { rows } = await readBytes(bytes, `file.${bookType === 'biff8' ? 'xls' : bookType}`)
    expect(SHOWN.map(([what], index) => [what, rows[0]?.[index]])).toEqual(
      SHOWN.map(([what, , text]) => [what, text]),
    )
  },
)

test.each(['xlsx', 'xlsb', 'biff8'] as const)(
  'dates counted from 1904 come out right from %s',
  async (bookType) => {
    const bytes = workbookOf(
      [
        [
          [
            ['Name', 'When'],
            ['Ana', number(45_356 - 1462, 'yyyy-mm-dd')],
          ],
        ],
      ],
      bookType,
      true,
    )
    expect((await readBytes(bytes, 'mac')).rows).toEqual([['Ana', '2024-03-05']])
  },
)

test('no time zone moves a date', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadsheet-zones-'))
  const path = join(folder, 'dates.xlsx')
  writeFileSync(
    path,
    workbookOf([
      [
        [
          ['Day', 'Moment'],
          [number(45_356, 'm/d/yy'), number(45_356.999, 'yyyy-mm-dd hh:mm')],
        ],
      ],
    ]),
  )
  const script = `
    const { openFile } = await import(${JSON.stringify(new URL('open-file.ts', import.meta.url).href)})
    const file = await openFile(process.argv[1], 'dates.xlsx', { encoding: null, delimiter: null })
    console.log(JSON.stringify(file.sheets[0].row(1)))`
  for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC']) {
    const out = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script, path], {
      env: { ...process.env, TZ: zone },
    })
    expect([zone, JSON.parse(out.toString('utf8'))]).toEqual([zone, ['2024-03-05', '2024-03-05 23:58']])
  }
  rmSync(folder, { recursive: true })
})

test('cells that show less than they hold, run past 15 digits or hold an error are counted and named', async () => {
  const bytes = workbookOf([
    [
      [
        ['Name', 'Amount', 'Day', 'Long', 'Broken'],
        ['Ana', number(12.345, '0'), number(45_356.5, 'yyyy-mm-dd'), number(1e16), { t: 'e', v: 0x2a }],
        ['Ben', number(12, '0'), number(45_356, 'yyyy-mm-dd'), number(12), 'fine'],
      ],
    ],
  ])
  const { codes, notes } = await readBytes(bytes, 'f.xlsx')
  expect(codes.sort()).toEqual(['error', 'long', 'rounded'])
  expect(notes).toContain('2 cells show less than they hold')
  expect(notes).toContain('B2 shows 12, holds 12.345')
  expect(notes).toContain('C2 shows 2024-03-05, holds 2024-03-05 12:00:00')
  expect(notes).toContain('1 number has more than 15 digits')
  expect(notes).toContain('E2 #N/A')
})

test.each([
  ['a phone grouped by its format', number(2_075_551_234, '(###) ###-####')],
  ['a code with letters before it', number(7, '"L-"0000')],
  ['a fraction', number(1.25, '# ?/?')],
  ['an amount in another country’s money', number(-1234.5, '[$€-407] #,##0.00')],
  ['the first of a month', number(45_352, 'mmm yyyy')],
  ['a length of time', number(1.5, '[hh]:mm')],
])('%s shows all it holds', async (_, cell) => {
  const { codes } = await readBytes(
    workbookOf([
      [
        [
          ['Name', 'Value'],
          ['Ana', cell],
        ],
      ],
    ]),
    'f.xlsx',
  )
  expect(codes).toEqual([])
})

test.each([
  ['a scaled amount', number(1_500_000, '0.0,,"M"'), 'B2 shows 1.5M, holds 1500000'],
  ['a day the format leaves out', number(45_356, 'mmm yyyy'), 'B2 shows Mar 2024, holds 2024-03-05'],
  ['a year without its century', number(45_356, 'dd-mmm-yy'), 'B2 shows 05-Mar-24, holds 2024-03-05'],
  ['a day behind a time', number(45_356.75, '[$-409]hh:mm'), 'B2 shows 18:00, holds 2024-03-05 18:00:00'],
  ['a number that is not shown', number(5, ';;;'), 'B2 shows nothing, holds 5'],
])('%s is told with what the cell holds', async (_, cell, told) => {
  const { notes } = await readBytes(
    workbookOf([
      [
        [
          ['Name', 'Value'],
          ['Ana', cell],
        ],
      ],
    ]),
    'f.xlsx',
  )
  expect(notes).toContain(told)
})

test('emoji as numeric references, carriage returns, escapes and entities arrive as they are', async () => {
  const texts = [
    ['&#x1F600;&#128512;', '😀😀'],
    ['caf&#233; &#x20AC;', 'café €'],
    ['one_x000D_\ntwo', 'one\r\ntwo'],
    ['a&#13;b', 'a\rb'],
    ['_x005F_x000D_', '_x000D_'],
    ['&lt;b&gt; &amp;amp;', '<b> &amp;'],
    ['  kept  ', '  kept  '],
  ]
  const shared = texts.map(([xml]) => `<si><t xml:space="preserve">${xml}</t></si>`).join('')
  const inline = texts.map(
    ([xml], index) =>
      `<row r="${index + 2}"><c r="A${index + 2}" t="s"><v>${index}</v></c><c r="B${index + 2}" t="inlineStr"><is><t>${xml}</t></is></c></row>`,
  )
  const heading =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Notes</t></is></c></row>'
  const { rows } = await readBytes(workbookOfXml(heading + inline.join(''), shared), 'f.xlsx')
  expect(rows).toEqual(texts.map(([, text]) => [text, text]))
})

test('a formula is the value it had when the file was saved', async () => {
  const row =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Total</t></is></c></row>' +
    '<row r="2"><c r="A2" t="str"><f>UPPER("ana")</f><v>ANA</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
  expect((await readBytes(workbookOfXml(row), 'f.xlsx')).rows).toEqual([['ANA', '2']])
})

test.each(['xlsx', 'xlsb'] as const)(
  'hidden rows and columns of %s are told, asked about, and left out if wanted',
  async (bookType) => {
    const bytes = workbookOf(
      [
        [
          [
            ['Name', 'Secret', 'City'],
            ['Ana', 'x', 'Leeds'],
            ['Ben', 'y', 'Köln'],
          ],
          { hiddenRows: [1], hiddenColumns: [1] },
        ],
      ],
      bookType,
    )
    const kept = await readBytes(bytes, 'f')
    expect(kept.inspection.questions).toContain('hidden')
    expect(kept.inspection.sheets[0]).toMatchObject({ hiddenRows: 1, hiddenColumns: 1 })
    expect(kept.rows).toHaveLength(2)
    expect(kept.notes).toContain('came along: 1 hidden row and 1 hidden column')
    const without = await readBytes(bytes, 'f', { hidden: 'leave-out' })
    expect(without.headers).toEqual(['Name', 'City'])
    expect(without.rows).toEqual([['Ben', 'Köln']])
    expect(without.notes).toContain('left out: 1 hidden row and 1 hidden column')
  },
)

test('of several sheets one is asked for, with the first rows of each; a hidden one is no candidate', async () => {
  const bytes = workbookOf([
    [
      [
        ['Name', 'City'],
        ['Ana', 'Leeds'],
      ],
      { name: 'Leads' },
    ],
    [
      [
        ['Code', 'Meaning'],
        ['a', 'b'],
      ],
      { name: 'Codes' },
    ],
    [[['x']], { name: 'Secret', hidden: true }],
  ])
  const { inspection, rows } = await readBytes(bytes, 'f.xlsx')
  expect(inspection.questions).toEqual(['sheet'])
  expect(inspection.sheets.map(({ name, hidden, preview }) => [name, hidden, preview[0]])).toEqual([
    ['Leads', false, ['Name', 'City']],
    ['Codes', false, ['Code', 'Meaning']],
    ['Secret', true, ['x']],
  ])
  expect(rows).toEqual([['Ana', 'Leeds']])
  expect((await readBytes(bytes, 'f.xlsx', { sheet: 'Codes' })).rows).toEqual([['a', 'b']])
})

test('headings named like parts of JavaScript objects are headings like any other', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
  const bytes = workbookOf([[[names, ['a', 'b', 'c', 'd']]]])
  const { headers, rows } = await readBytes(bytes, 'f.xlsx')
  expect(headers).toEqual(names)
  expect(rows).toEqual([['a', 'b', 'c', 'd']])
  expect(({} as Record<string, unknown>)['a']).toBeUndefined()
})

const ODS = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="People"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-column/>
<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>When</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Share</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Phone</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>Zo&#xEB; &#x1F600;</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>05.03.2024</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.50%</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="447911123456"><text:p>4.48E+11</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>two</text:p><text:p>lines</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell><table:table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table>
<table:table table:name="Secret" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>`

test('an OpenDocument file as LibreOffice writes it arrives as it was shown, with what it hides told', async () => {
  const bytes = archiveOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': ODS,
    'META-INF/manifest.xml':
      '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
  })
  const { inspection, headers, rows } = await readBytes(bytes, 'people.ods')
  expect(inspection.format).toBe('OpenDocument spreadsheet')
  expect(
    inspection.sheets.map(({ name, hidden, hiddenRows, hiddenColumns }) => [
      name,
      hidden,
      hiddenRows,
      hiddenColumns,
    ]),
  ).toEqual([
    ['People', false, 1, 1],
    ['Secret', true, 0, 0],
  ])
  expect(headers).toEqual(['Name', 'When', 'Share', 'Phone'])
  expect(rows.map((row) => headers.map((_, column) => row[column] ?? ''))).toEqual([
    ['Zoë 😀', '05.03.2024', '12.50%', '447911123456'],
    ['two\nlines', '', 'TRUE', ''],
  ])
})
