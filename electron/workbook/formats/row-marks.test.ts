import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReportRow, ReportRun } from '#shared/domain/report/report.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { writeReportCsv } from '#electron/workbook/write/report-csv.ts'
import { markText, packMarks, readMarks, rowMark } from './row-marks.ts'
import { readBytes } from '#electron/workbook/workbook-test-kit.ts'

const MANY = Array.from({ length: 20_000 }, (_, index) => rowMark([String(index), 'x']))

test('marks come back from texts that fit a cell, whatever their order', () => {
  const texts = packMarks(MANY)
  expect(texts.length).toBeGreaterThan(1)
  expect(texts.every((text) => text.length <= 32_767)).toBe(true)
  expect(readMarks([...texts].reverse())).toEqual(new Set(MANY))
  expect(readMarks(['Sheet', ...MANY.slice(0, 9).map(markText), 'row of data'])).toEqual(
    new Set(MANY.slice(0, 9)),
  )
})

test('where some marks are gone, or all, nothing is told of any row', () => {
  expect(readMarks(packMarks(MANY).slice(1))).toBeNull()
  expect(readMarks(['part 1 of 1: {}', ''])).toBeNull()
})

test('a row has its own mark, by its cells and their places', () => {
  expect(new Set(MANY).size).toBeGreaterThan(MANY.length - 2)
  expect(rowMark(['a', ''])).not.toBe(rowMark(['', 'a']))
  expect(rowMark(['ab', 'c'])).not.toBe(rowMark(['a', 'bc']))
  expect(rowMark(['49'])).not.toBe(rowMark(['00049']))
})

test('what office programs alter by themselves is no edit', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (cells) => {
      const saved = cells.map((cell) => ` ${cell.replaceAll(/\r\n?/g, '\n').replaceAll('\u0001', '')} `)
      expect(rowMark(saved)).toBe(rowMark(cells))
    }),
  )
})

const SENT = { rowId: 1, pushId: 1, message: '', details: null, attempts: 1, call: 1, sentAt: null }

async function textReport(): Promise<string[]> {
  const { accountId: _, ...settings } = DEFAULT_SETTINGS
  const run: ReportRun = {
    sheetName: 'People',
    summary: null,
    settings,
    columns: ['Name', 'City'].map((header) => ({ header, attribute: null, constant: null })),
  }
  const rows: ReportRow[] = [
    ['Ana', 'Leeds'],
    ['Ben', 'Köln'],
    ['Cy', 'Bath'],
  ].map((cells) => ({ cells, outcome: { ...SENT, state: 'created', leadId: 'x' }, changed: false }))
  const chunks: Uint8Array[] = []
  async function* batches(): AsyncGenerator<ReportRow[]> {
    yield rows
  }
  await writeReportCsv(
    async (bytes) => {
      chunks.push(bytes)
    },
    run,
    batches(),
  )
  return Buffer.concat(chunks).toString('utf8').trimEnd().split('\r\n')
}

const changedIn = async (lines: readonly string[]): Promise<boolean[]> =>
  (await readBytes(Buffer.from(lines.join('\r\n')), 'r.csv')).outcomes.map(
    (outcome) => outcome?.changed === true,
  )

test('rows that were sorted, or some of which were deleted, count as they were; an edited one does not', async () => {
  const [heading = '', ana = '', ben = '', cy = ''] = await textReport()
  expect(await changedIn([heading, cy, ben, ana])).toEqual([false, false, false])
  expect(await changedIn([heading, ana, cy])).toEqual([false, false])
  expect(await changedIn([heading, ana, ben.replace('Köln', 'Bonn'), cy])).toEqual([false, true, false])
})

test('a column that was added or moved makes no row an edited one, and with one deleted none is told', async () => {
  const lines = (await textReport()).map((line) => line.split(','))
  const added = lines.map(([name, ...rest], index) => [name, index === 0 ? 'Mine' : 'new', ...rest].join(','))
  expect(await changedIn(added)).toEqual([false, false, false])
  const moved = lines.map(([name, city, ...rest]) => [city, name, ...rest].join(','))
  expect(await changedIn(moved)).toEqual([false, false, false])
  const deleted = lines.map(([name, , ...rest]) => [name, ...rest].join(','))
  expect(await changedIn(deleted)).toEqual([false, false, false])
})
