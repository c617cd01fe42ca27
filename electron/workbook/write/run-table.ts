import { DEFAULT_SEARCH } from '#shared/domain/sheet/sheet.ts'
import { packRun, shownTime, type ReportRun } from '#shared/domain/report/report.ts'
import { taskInWords } from '#shared/domain/push/after-words.ts'
import type { AfterView } from '#shared/domain/push/after.ts'
import { inEnglish } from '#shared/wording/numbers.ts'

/** What was written; `states` counts rows by the word in their Status column. */
export interface ReportCounts {
  rows: number
  /** Cells longer than Excel allows. */
  cut: number
  states: Map<string, number>
}

const BLANKS = { skip: 'left as they are', clear: 'clear the field' } as const
const DUPLICATES = {
  first: 'only the first row sent',
  last: 'only the last row sent',
  merge: 'merged into one lead',
  order: 'sent one after the other',
  skip: 'none of them sent',
} as const

/** How a row of the sheet "Run" looks: a fact and its label, a heading, a column's mapping, a remark, a text for Leadsheet only. */
export type RunStyle = 'fact' | 'heading' | 'mapping' | 'remark' | 'machine'

export interface RunRow {
  cells: string[]
  style: RunStyle
}

/** What was put where, how many failed and why. */
function afterFacts(after: AfterView | undefined): string[][] {
  return (after?.tasks ?? []).flatMap((task) => [
    ['After the push', taskInWords(task, inEnglish)],
    ...task.reasons.map(({ leads, text }) => ['', `${inEnglish.countOf(leads, 'lead')}: ${text}`]),
  ])
}

/** The sheet "Run": what a person wants to know of the run, then what Leadsheet needs to open the report again. */
export function runTable(run: ReportRun, counts: ReportCounts, marks: string[]): RunRow[] {
  const { summary, settings } = run
  const facts: string[][] = [['Sheet', run.sheetName]]
  if (summary) {
    facts.push(
      ['Account', summary.accountLabel],
      ['Host', summary.host],
      ['Started', shownTime(summary.startedAt)],
      ['Ended', summary.endedAt === null ? 'not yet' : shownTime(summary.endedAt)],
      ['Seconds running', summary.seconds.toFixed(1)],
      ['Calls', String(summary.calls)],
      ['Answers over the limit', String(summary.throttled)],
      ['Limits met', summary.limits.join(', ') || 'none'],
    )
    facts.push(...afterFacts(summary.after))
  } else {
    facts.push(['Account', 'nothing was sent yet'])
  }
  facts.push(
    ['Search by', settings.searchBy === DEFAULT_SEARCH ? 'Email or phone' : settings.searchBy],
    ['Empty cells', BLANKS[settings.blanks]],
    ['Rows with the same key', DUPLICATES[settings.duplicates]],
    [],
    ['Rows', String(counts.rows)],
    ...[...counts.states].map(([word, count]) => [word, String(count)]),
  )
  if (counts.cut > 0) {
    facts.push([
      'Cells cut',
      `${inEnglish.formatCount(counts.cut)}; Excel holds 32,767 characters in a cell. Export as .csv to have them whole.`,
    ])
  }
  const styled = (style: RunStyle, ...rows: string[][]): RunRow[] => rows.map((cells) => ({ cells, style }))
  return [
    ...styled('fact', ...facts, []),
    ...styled('heading', ['Column', 'LeadSquared attribute', 'Same value in every row']),
    ...styled(
      'mapping',
      ...run.columns.map(({ header, attribute, constant }) => [
        header,
        attribute ?? 'Not sent',
        constant ?? '',
      ]),
      [],
    ),
    ...styled('remark', ['Below is what Leadsheet needs to open this report again. Leave it as it is.']),
    ...styled('machine', ...[...packRun(run), ...marks].map((part) => [part])),
  ]
}
