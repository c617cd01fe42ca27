import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import { FINAL_STATES, type Outcome } from '#shared/domain/push/outcome.ts'
import { refusalInWords } from '#shared/domain/push/outcome-messages.ts'
import { readTold } from '#shared/domain/report/report-message.ts'
import { REPORT_HEADINGS, type ReportRow, type ReportRun } from '#shared/domain/report/report.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { writeReportCsv } from './report-csv.ts'
import { writeReportXlsx } from './report-xlsx.ts'
import { readBytes } from '#electron/workbook/workbook-test-kit.ts'

const WRITERS = { xlsx: writeReportXlsx, csv: writeReportCsv } as const
const FORMATS = ['xlsx', 'csv'] as const

async function report(format: 'xlsx' | 'csv', run: ReportRun, rows: ReportRow[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  async function* batches(): AsyncGenerator<ReportRow[]> {
    for (let from = 0; from < rows.length; from += 3) yield rows.slice(from, from + 3)
  }
  await WRITERS[format](
    async (bytes) => {
      chunks.push(bytes)
    },
    run,
    batches(),
  )
  return Buffer.concat(chunks)
}

function runOf(headers: readonly string[]): ReportRun {
  const { accountId: _, ...settings } = DEFAULT_SETTINGS
  return {
    sheetName: 'People',
    summary: null,
    settings,
    columns: headers.map((header) => ({ header, attribute: null, constant: null })),
  }
}

const draft = (cells: string[]): ReportRow => ({ cells, outcome: null, changed: false })

/** What sheets hold that readers and writers stumble over; `oneof` mixes them with any text at all. */
const AWKWARD = [
  '',
  ' ',
  ' leading',
  'trailing ',
  '\ttab\t',
  '\n',
  '\r',
  '\r\n',
  'one\r\ntwo\rthree\nfour',
  '"',
  '""',
  'say "hi", she said',
  "'",
  "'=1+1",
  "''-1",
  '=1+1',
  '=HYPERLINK("http://x","y")',
  '+49 170 1234567',
  '-5',
  '@SUM(A1)',
  '＝1+1',
  '\t=1+1',
  ' =1+1',
  '00123',
  '007',
  '12345678901234567890',
  '1.23E+12',
  '1e5',
  'TRUE',
  '#N/A',
  '2024-03-05',
  '3/4',
  'Zoë 😀 👩‍👩‍👧',
  '𝒳𝒴𝒵',
  'שלום עולם',
  'مرحبا \u200f(بكم)',
  '\u202eabc',
  '你好',
  '_x000D_',
  '_x0041_',
  '_X005F_x0041_',
  '&amp;',
  '&#x1F600;',
  '<b>&</b>',
  ']]>',
  '<![CDATA[x]]>',
  '\u0000\u0001\u001f',
  '\u007f\u0085\u2028\u2029',
  '\ufeffmarked',
  '\ufffe\uffff',
  '\ud83d',
  '\ude00 alone',
  '\u00a0nbsp\u00a0',
  '__proto__',
  'constructor',
  ';',
  'a;b|c\td,e',
  'part 1 of 1: {}',
] as const

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...AWKWARD), fc.constantFrom(...AWKWARD))
      .map((pair) => pair.join('')),
  },
)

const sheet = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.record({
    headers: fc.array(cell, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
  }),
)

/** A file of text cannot hold half a surrogate pair: UTF-8 has no bytes for it. */
const wholeCharacters = (text: string): string => text.toWellFormed()

test.each(FORMATS)('every cell and heading comes back from a %s report byte for byte', async (format) => {
  await fc.assert(
    fc.asyncProperty(sheet, async ({ headers, rows }) => {
      const expected =
        format === 'csv'
          ? { headers: headers.map(wholeCharacters), rows: rows.map((cells) => cells.map(wholeCharacters)) }
          : { headers, rows }
      const bytes = await report(format, runOf(expected.headers), expected.rows.map(draft))
      const read = await readBytes(bytes, `r.${format}`)
      expect(read.restored).not.toBeNull()
      expect({ headers: read.headers, rows: read.rows }).toEqual(expected)
    }),
    {
      numRuns: 150,
      // Tabs that stand in every row alike parted the file where only commas do.
      examples: [[{ headers: ['', '', '\ttab\t', ''], rows: [['', '', '', '\ttab\t']] }]],
    },
  )
})

test.each(FORMATS)('every awkward text comes back from a %s report, each by itself', async (format) => {
  const texts = AWKWARD.map((text) => (format === 'csv' ? wholeCharacters(text) : text))
  const bytes = await report(
    format,
    runOf(['Text', 'End']),
    texts.map((text) => draft([text, 'x'])),
  )
  const read = await readBytes(bytes, `r.${format}`)
  expect(read.rows.map((row) => row[0])).toEqual(texts)
})

const outcome: fc.Arbitrary<Outcome | null> = fc.option(
  fc.record({
    rowId: fc.constant(1),
    pushId: fc.constant(1),
    state: fc.constantFrom(...FINAL_STATES),
    leadId: fc.option(fc.uuid()),
    message: fc.constantFrom('', 'The email is not one.', '=1+1', 'two\r\nlines, "quoted"'),
    details: fc.option(
      fc.constantFrom(
        'MXException: the server’s “own” words',
        'LeadSquared said: “nested”',
        'two\r\nlines, ”quoted” ',
      ),
    ),
    attempts: fc.nat({ max: 9 }),
    call: fc.option(fc.integer({ min: 1, max: 40_000 })),
    sentAt: fc.option(fc.nat({ max: 2_000_000_000 }).map((second) => new Date(second * 1000).toISOString())),
  }),
)

test.each(FORMATS)('every outcome comes back from a %s report', async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(outcome, { minLength: 1, maxLength: 12 }), async (outcomes) => {
      const rows = outcomes.map((found, index) => ({
        cells: [`row ${index}`],
        outcome: found,
        changed: false,
      }))
      const read = await readBytes(await report(format, runOf(['Name']), rows), `r.${format}`)
      const expected = outcomes.map((found) => {
        if (!found) return null
        const { rowId: _row, pushId: _push, ...restored } = found
        return restored
      })
      expect(read.outcomes).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test.each(FORMATS)(
  'rows that are empty, and columns without a heading, stay in their places in a %s report',
  async (format) => {
    const headers = ['', 'Same', 'Same', '__proto__', '']
    const rows = [
      ['', '', '', '', ''],
      ['', 'a', 'b', 'c', ''],
      ['', '', '', '', ''],
    ]
    const read = await readBytes(await report(format, runOf(headers), rows.map(draft)), `r.${format}`)
    expect(read.headers).toEqual(headers)
    expect(read.rows).toEqual(rows)
  },
)

test('a row being sent when the report was made comes back unknown, one that waits is to be sent, one changed since says so', async () => {
  const base = {
    rowId: 1,
    pushId: 1,
    leadId: null,
    message: '',
    details: null,
    attempts: 1,
    call: 2,
    sentAt: null,
  }
  const rows: ReportRow[] = [
    { cells: ['a'], outcome: { ...base, state: 'sending' }, changed: false },
    { cells: ['b'], outcome: { ...base, state: 'queued' }, changed: false },
    { cells: ['c'], outcome: { ...base, state: 'updated' }, changed: true },
  ]
  const read = await readBytes(await report('xlsx', runOf(['Name']), rows), 'r.xlsx')
  expect(read.outcomes[0]).toMatchObject({
    state: 'unknown',
    message: expect.stringContaining('may or may not') as string,
  })
  expect(read.outcomes[1]).toBeNull()
  expect(read.outcomes[2]).toMatchObject({ state: 'updated', changed: true })
})

test('cells a spreadsheet program would run are text in both formats', async () => {
  const risky = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1', '\r=1', ' =1', '＝1']
  const xlsx = XLSX.read(
    await report(
      'xlsx',
      runOf(['Name']),
      risky.map((text) => draft([text])),
    ),
  )
  const cells = risky.map((_, index) => xlsx.Sheets['Leads']?.[`A${index + 2}`] as XLSX.CellObject)
  expect(cells.map((found) => [found.t, found.f])).toEqual(risky.map(() => ['s', undefined]))
  const text = (
    await report(
      'csv',
      runOf(['Name']),
      risky.map((value) => draft([value])),
    )
  ).toString('utf8')
  const first = XLSX.read(text, { type: 'string', raw: true }).Sheets['Sheet1']
  for (const index of risky.keys()) {
    expect(String((first?.[`A${index + 2}`] as XLSX.CellObject | undefined)?.v)).toMatch(/^'/)
  }
})

test('a workbook report has its headings frozen and filtered, its text as text, and a rule of colour for each status', async () => {
  const rows = [draft(['007']), draft(['12345678901234567'])]
  const bytes = await report('xlsx', runOf(['Code']), rows)
  const book = XLSX.read(bytes, { cellNF: true, bookFiles: true }) as XLSX.WorkBook & {
    files: Record<string, { content: Buffer }>
  }
  const sheetXml = Buffer.from(book.files['xl/worksheets/sheet1.xml']!.content).toString('utf8')
  expect(sheetXml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  expect(sheetXml).toContain('<autoFilter ref="A1:G3"/>')
  expect(sheetXml.match(/<cfRule /g)).toHaveLength(6)
  expect(book.Sheets['Leads']?.['A2']).toMatchObject({ t: 's', v: '007', z: '@' })
  expect(book.Sheets['Leads']?.['A3']).toMatchObject({ t: 's', v: '12345678901234567' })
  const headings = XLSX.utils.sheet_to_json<string[]>(book.Sheets['Leads']!, { header: 1 })[0]
  expect(headings).toEqual(['Code', ...REPORT_HEADINGS])
})

test('a cell longer than Excel holds is cut in a workbook and said so, and whole in a text file', async () => {
  const long = 'x'.repeat(40_000)
  const workbook = await readBytes(await report('xlsx', runOf(['Name']), [draft([long])]), 'r.xlsx')
  const text = await readBytes(await report('csv', runOf(['Name']), [draft([long])]), 'r.csv')
  expect(workbook.rows[0]?.[0]).toHaveLength(32_767)
  expect(text.rows[0]?.[0]).toBe(long)
  const book = XLSX.read(await report('xlsx', runOf(['Name']), [draft([long])]))
  expect(XLSX.utils.sheet_to_csv(book.Sheets['Run']!)).toContain('Cells cut')
})

test.each(FORMATS)(
  'a refused row of a %s report carries the server’s own reason where a person reads it',
  async (format) => {
    const refused: Outcome = {
      ...{ rowId: 1, pushId: 1, state: 'failed', leadId: null, attempts: 1, call: 1, sentAt: null },
      message: refusalInWords('MXSomethingException', 'Lead stage is closed'),
      details: 'MXSomethingException: Lead stage is closed',
    }
    const rows = [{ cells: ['Ann'], outcome: refused, changed: false }]
    const bytes = await report(format, runOf(['Name']), rows)
    const sheet = XLSX.read(bytes, { type: 'buffer' })
    const [, row] = XLSX.utils.sheet_to_json<string[]>(sheet.Sheets[sheet.SheetNames[0]!]!, { header: 1 })
    expect(row![3]).toBe(
      'LeadSquared refused this row and gave a reason. Correct the row by it, then push it again. LeadSquared said: “MXSomethingException: Lead stage is closed”',
    )
  },
)

test('a message that somebody has edited in the report stays as it was written', () => {
  expect(readTold('failed', 'call Ann. What is known: “she left”')).toEqual({
    message: 'call Ann. What is known: “she left”',
    details: null,
  })
})

test.each(FORMATS)(
  'what cells hold comes back from a .%s report, but for a cell that was edited',
  async (format) => {
    const run: ReportRun = { ...runOf(['Email', 'Deal', 'Deal']), holds: true }
    const held = { 1: '1234.5', 2: '=' }
    const rows: ReportRow[] = [
      { ...draft(['a@expo.example', '$1,234.50', '']), held },
      draft(['b@expo.example', '5', '6']),
      { ...draft(['c@expo.example', '$9.00', '7%']), held: { 2: '0.07' } },
    ]
    const back = await readBytes(await report(format, run, rows), `report.${format}`)
    expect(back.headers).toEqual(['Email', 'Deal', 'Deal'])
    expect(back.rows.map((row) => row.slice(0, 3))).toEqual(rows.map((row) => row.cells))
    expect(back.held).toEqual([held, undefined, { 2: '0.07' }])
    // Its own hidden column is nobody's question.
    expect(back.inspection.questions).toEqual([])
    expect(back.codes).not.toContain('hidden')
  },
)

test('a cell edited in a report holds what was typed into it', async () => {
  const run: ReportRun = { ...runOf(['Email', 'Deal']), holds: true }
  const bytes = await report('csv', run, [
    { ...draft(['a@expo.example', '$1,234.50']), held: { 1: '1234.5' } },
  ])
  const edited = Buffer.from(bytes.toString('utf8').replace('"$1,234.50",', '"$1,300.00",'))
  const back = await readBytes(edited, 'report.csv')
  expect(back.rows[0]?.slice(0, 2)).toEqual(['a@expo.example', '$1,300.00'])
  expect(back.held).toEqual([undefined])
})

test('a report without anything held has no column for it', async () => {
  const back = await readBytes(
    await report('xlsx', runOf(['Email']), [draft(['a@expo.example'])]),
    'report.xlsx',
  )
  expect(back.inspection.sheets[0]).toMatchObject({ columns: 7, hiddenColumns: 0 })
})
