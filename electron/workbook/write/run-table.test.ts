import { describe, expect, it } from 'vitest'
import { noCounts } from '#shared/domain/push/outcome.ts'
import type { ReportRun } from '#shared/domain/report/report.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/sheet/sheet.ts'
import { runTable } from './run-table.ts'

const RUN: ReportRun = {
  sheetName: 'Fair',
  settings: DEFAULT_SETTINGS,
  columns: [],
  summary: {
    ...{
      pushId: 1,
      sheetId: 1,
      sheetName: 'Fair',
      accountLabel: 'Acme',
      host: 'api.example',
      phase: 'finished',
    },
    ...{ startedAt: '2026-11-28T10:00:00.000Z', endedAt: null, seconds: 1, searchBy: 'default', mapping: [] },
    ...{ counts: noCounts(), rows: 2, calls: 1, throttled: 0, limits: [], imported: false },
    after: {
      ...{ pushId: 1, phase: 'finished', note: '' },
      tasks: [
        {
          ...{ kind: 'list-failed', name: 'To mend', target: '3', leads: 1, done: 1, failed: 0, unknown: 0 },
          ...{ open: 0, leadless: 2, reasons: [] },
        },
        {
          ...{ kind: 'activity', name: 'Phone Call', target: '201', leads: 1200, done: 1198, failed: 1 },
          ...{ unknown: 1, open: 0, leadless: 0 },
          reasons: [{ state: 'failed', text: 'LeadSquared refused it: No.', leads: 1, rows: [] }],
        },
      ],
    },
  },
}

describe('the sheet “Run” of a report', () => {
  it('tells what was put where after the push, and why some was not', () => {
    const rows = runTable(RUN, { rows: 2, cut: 0, states: new Map() }, []).map(({ cells }) => cells)
    const at = rows.findIndex(([fact]) => fact === 'After the push')
    expect(rows.slice(at, at + 3)).toEqual([
      ['After the push', 'List “To mend”: 1 lead of a failed row, 2 failed rows whose lead is not known.'],
      ['After the push', 'Activity “Phone Call” posted on 1,198 of 1,200 leads, 1 failed, 1 unknown.'],
      ['', '1 lead: LeadSquared refused it: No.'],
    ])
  })
})
