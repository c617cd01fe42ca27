import { DEFAULT_SEARCH } from '#shared/pipeline/sheet.ts'
import { packRun, shownTime, type ReportRun } from '#shared/pipeline/report.ts'
import { formatCount } from './unreadable.ts'

/** What was written; `states` counts rows by the word in their Status column. */
export interface ReportCounts {
  rows: number
  /** Cells longer than Excel allows. */
  cut: number
  states: Map<string, number>
}

const BLANKS = { skip: 'left as they are', clear: 'clear the field' } as const
const DUPLICATES = {
  last: 'only the last row sent',
  merge: 'merged into one lead',
  order: 'sent one after the other',
  skip: 'not sent',
} as const

/** The sheet "Run": what a person wants to know of the run, then what Leadsheet needs to open the report again. */
export function runTable(run: ReportRun, counts: ReportCounts): string[][] {
  const { summary, settings } = run
  const rows: string[][] = [['Sheet', run.sheetName]]
  if (summary) {
    rows.push(
      ['Account', summary.accountLabel],
      ['Host', summary.host],
      ['Started', shownTime(summary.startedAt)],
      ['Ended', summary.endedAt === null ? 'not yet' : shownTime(summary.endedAt)],
      ['Seconds running', summary.seconds.toFixed(1)],
      ['Calls', String(summary.calls)],
      ['Answers over the limit', String(summary.throttled)],
      ['Limits met', summary.limits.join(', ') || 'none'],
    )
  } else {
    rows.push(['Account', 'nothing was sent yet'])
  }
  rows.push(
    ['Search by', settings.searchBy === DEFAULT_SEARCH ? 'Email or phone' : settings.searchBy],
    ['Empty cells', BLANKS[settings.blanks]],
    ['Rows with the same key', DUPLICATES[settings.duplicates]],
    [],
    ['Rows', String(counts.rows)],
    ...[...counts.states].map(([word, count]) => [word, String(count)]),
  )
  if (counts.cut > 0) {
    rows.push([
      'Cells cut',
      `${formatCount(counts.cut)}; Excel holds 32,767 characters in a cell. Export as .csv to have them whole.`,
    ])
  }
  rows.push([], ['Column', 'LeadSquared attribute', 'Same value in every row'])
  for (const column of run.columns) {
    rows.push([column.header, column.attribute ?? 'Not sent', column.constant ?? ''])
  }
  rows.push([], ['Below is what Leadsheet needs to open this report again.'])
  for (const part of packRun(run)) rows.push([part])
  return rows
}
