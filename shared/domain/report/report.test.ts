import { expect, test } from 'vitest'
import { noCounts, type Outcome, type PushSummary } from '#shared/domain/push/outcome.ts'
import {
  outcomeCells,
  packRun,
  REPORT_HEADINGS,
  reportColumnsStart,
  reportName,
  restoreOutcome,
  unpackRun,
  type ReportRun,
} from './report.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'

function runOf(columns: number): ReportRun {
  const { accountId: _, ...settings } = DEFAULT_SETTINGS
  return {
    sheetName: 'People',
    summary: null,
    settings,
    columns: Array.from({ length: columns }, (_, index) => ({
      header: `Heading “${index}” ${'é😀'.repeat(20)}`,
      attribute: index % 2 === 0 ? 'EmailAddress' : null,
      constant: index % 3 === 0 ? 'Trade Fair' : null,
    })),
  }
}

test.each([0, 1, 400])(
  'a run of %i columns comes back from its parts, whatever order they are found in',
  (columns) => {
    const parts = packRun(runOf(columns))
    expect(parts.every((part) => part.length <= 32_767)).toBe(true)
    expect(unpackRun([...parts].reverse())).toEqual(runOf(columns))
    expect(unpackRun(['other text', ...parts, ''])).toEqual(runOf(columns))
  },
)

test('no account id travels in a run, though a push’s own summary has one', () => {
  const summary: PushSummary = {
    pushId: 1,
    sheetId: 1,
    sheetName: 'People',
    accountId: 'id-of-the-account',
    accountLabel: 'Sales',
    host: 'api.leadsquared.com',
    phase: 'finished',
    startedAt: '2026-11-27T10:00:00.000Z',
    endedAt: null,
    seconds: 1,
    searchBy: 'default',
    mapping: [],
    counts: noCounts(),
    rows: 0,
    calls: 1,
    throttled: 0,
    limits: [],
    imported: false,
  }
  const parts = packRun({ ...runOf(2), summary })
  expect(parts.join('')).not.toContain('id-of-the-account')
  expect(unpackRun(parts)?.summary?.accountLabel).toBe('Sales')
})

test('a run with a part that is missing or cut is no run', () => {
  const parts = packRun(runOf(400))
  expect(parts.length).toBeGreaterThan(1)
  expect(unpackRun(parts.slice(1))).toBeNull()
  expect(unpackRun(parts.slice(0, -1))).toBeNull()
  expect(unpackRun([parts[0]!.slice(0, 1000), ...parts.slice(1)])).toBeNull()
  expect(unpackRun([])).toBeNull()
  expect(unpackRun(['part 1 of 1: {"sheetName":1}'])).toBeNull()
})

test('a report is recognised by its headings standing together, also where columns were added after them', () => {
  expect(reportColumnsStart(['Email', ...REPORT_HEADINGS])).toBe(1)
  expect(reportColumnsStart([...REPORT_HEADINGS, 'mine'])).toBe(0)
  expect(reportColumnsStart([...REPORT_HEADINGS, 'x', ...REPORT_HEADINGS])).toBe(7)
  expect(
    reportColumnsStart(['Status', 'Email', 'Lead ID', 'Message', 'Attempts', 'Call', 'Sent at']),
  ).toBeNull()
  expect(reportColumnsStart(['Email', 'Status'])).toBeNull()
})

const UPDATED: Outcome = {
  rowId: 3,
  pushId: 8,
  state: 'updated',
  leadId: 'a4f351b9',
  message: '',
  details: 'words of the server',
  attempts: 2,
  call: 17,
  sentAt: '2026-11-23T18:30:05.789Z',
}

test('an outcome reads well in cells, and comes back with the second it was sent in', () => {
  const cells = outcomeCells(UPDATED, false)
  expect(cells).toEqual([
    'Updated',
    'a4f351b9',
    'What is known: “words of the server”',
    '2',
    '17',
    '2026-11-23 18:30:05 UTC',
  ])
  expect(restoreOutcome(cells)).toEqual({
    state: 'updated',
    leadId: 'a4f351b9',
    message: '',
    details: 'words of the server',
    attempts: 2,
    call: 17,
    sentAt: '2026-11-23T18:30:05.000Z',
  })
})

test('a status corrected by hand is read whatever its case; one that is no status leaves the row to be sent', () => {
  expect(restoreOutcome([' created ', 'x'])).toMatchObject({
    state: 'created',
    attempts: 0,
    call: null,
    sentAt: null,
  })
  for (const word of ['', 'done', 'Draft', 'Queued']) expect(restoreOutcome([word])).toBeNull()
  expect(outcomeCells(UPDATED, true)[0]).toBe('Updated, changed since')
  expect(restoreOutcome(outcomeCells(UPDATED, true))).toMatchObject({ state: 'updated', changed: true })
  expect(restoreOutcome(outcomeCells(UPDATED, false))).not.toHaveProperty('changed')
  expect(outcomeCells(null, false)).toEqual(['Draft', '', '', '', '', ''])
})

test('a report is named after its sheet, in a way every system takes', () => {
  expect(reportName('guests.xlsx', 'xlsx')).toBe('guests report.xlsx')
  expect(reportName('a/b\\c:d*?"<>|\n', 'csv')).toBe('a b c d report.csv')
  expect(reportName('...', 'csv')).toBe('... report.csv')
  expect(reportName('  ', 'csv')).toBe('Leads report.csv')
  expect(reportName('x'.repeat(300), 'csv').length).toBeLessThan(100)
})
