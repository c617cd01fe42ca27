import { z } from 'zod'
import { isFinal, Outcome, PushSummary, RowState } from '#shared/domain/push/outcome.ts'
import type { Held } from '#shared/domain/sheet/held.ts'
import { ReadAs, SheetSettings } from '#shared/domain/sheet/sheet.ts'
import { readTold, toldInOne } from './report-message.ts'
import { STATUS_LABELS } from '#shared/domain/push/status.ts'

/** What a report carries besides its table, so that opening it again restores the work. */
export const ReportRun = z.object({
  sheetName: z.string(),
  /** The push the report is of, or the sheet's latest; null where nothing was sent yet. */
  summary: PushSummary.omit({ accountId: true }).nullable(),
  settings: SheetSettings.omit({ accountId: true }),
  /** One entry a column, in order. */
  columns: z.array(
    z.object({
      header: z.string(),
      attribute: z.string().nullable(),
      constant: z.string().nullable(),
      readAs: ReadAs.optional(),
    }),
  ),
  /** Some cells hold something other than they show; a column of its own says what. */
  holds: z.literal(true).optional(),
  /** The columns and nothing else: a table of leads for whatever program comes next. It restores no work. */
  plain: z.literal(true).optional(),
  /** Of a plain workbook: a hidden column behind it says what each row's lead had when it was got (`base-cell.ts`). */
  bases: z.literal(true).optional(),
})
export type ReportRun = z.infer<typeof ReportRun>

/** A row's outcome as a report tells it; which row it belongs to is the order in the file. */
export const RestoredOutcome = Outcome.omit({ pushId: true, rowId: true }).extend({
  /** The row was edited since, in Leadsheet before the report was made or in the report itself. */
  changed: z.literal(true).optional(),
})
export type RestoredOutcome = z.infer<typeof RestoredOutcome>

/** A row on its way into a report. `cells[i]` belongs to the run's `columns[i]`. */
export interface ReportRow {
  cells: string[]
  /** By place in `cells`. */
  held?: Held | undefined
  outcome: Outcome | null
  /** Edited since its outcome. */
  changed: boolean
  /** The lead it is known to be, where its outcome does not say. */
  leadId?: string | null
  /** Of a run with `bases`. @default '' */
  base?: string
}

/** Follow the sheet's own columns, in this order. */
export const REPORT_HEADINGS = ['Status', 'Lead ID', 'Message', 'Attempts', 'Call', 'Sent at'] as const

/** Of text reports: carries in its first rows what a workbook has on its sheet "Run". */
export const RUN_HEADING = 'Leadsheet run'

/** Behind all others, where cells hold something other than they show. */
export const HELD_HEADING = 'Leadsheet values'

export const LEADS_SHEET = 'Leads'
export const RUN_SHEET = 'Run'

const CHANGED_SINCE = ', changed since'

/** `2026-11-23 18:30:05 UTC`: reads well in a cell, and no program takes it for a date of its own time zone. */
export function shownTime(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}

function readTime(shown: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) UTC$/.exec(shown)
  return match ? `${match[1]}T${match[2]}.000Z` : null
}

/** The cells under {@link REPORT_HEADINGS}. */
export function outcomeCells(outcome: Outcome | null, changed: boolean, leadId = ''): string[] {
  if (!outcome) return [STATUS_LABELS.draft, leadId, '', '', '', '']
  return [
    STATUS_LABELS[outcome.state] + (changed ? CHANGED_SINCE : ''),
    outcome.leadId ?? leadId,
    toldInOne(outcome),
    String(outcome.attempts),
    outcome.call === null ? '' : String(outcome.call),
    outcome.sentAt === null ? '' : shownTime(outcome.sentAt),
  ]
}

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

const SENT_WHEN_EXPORTED =
  'LeadSquared may or may not have taken this row: it was being sent when the report was made. Look the lead up before you push it again.'

/**
 * The inverse of {@link outcomeCells}. Null where the row was not sent, or waits to be; where its lead is known all the same,
 * it is a draft that says which.
 */
export function restoreOutcome(cells: readonly string[]): RestoredOutcome | null {
  const [status = '', leadId = '', message = '', attempts = '', call = '', sentAt = ''] = cells
  const changed = status.trim().toLowerCase().endsWith(CHANGED_SINCE)
  const word = status.trim().slice(0, changed ? -CHANGED_SINCE.length : undefined)
  const state = RowState.options.find(
    (candidate) => STATUS_LABELS[candidate].toLowerCase() === word.toLowerCase(),
  )
  if (state === undefined || (!isFinal(state) && state !== 'sending')) {
    if (state !== 'draft' || leadId.trim() === '') return null
    return { state, leadId: leadId.trim(), message: '', details: null, attempts: 0, call: null, sentAt: null }
  }
  return {
    state: state === 'sending' ? 'unknown' : state,
    leadId: leadId === '' ? null : leadId,
    ...(state === 'sending' ? { message: SENT_WHEN_EXPORTED, details: null } : readTold(state, message)),
    attempts: wholeNumber(attempts) ?? 0,
    call: wholeNumber(call) || null,
    sentAt: readTime(sentAt),
    ...(changed ? { changed } : {}),
  }
}

/** Where the report's own columns begin, or null: these are not the headings of a report. */
export function reportColumnsStart(headings: readonly string[]): number | null {
  for (let start = headings.length - REPORT_HEADINGS.length; start >= 0; start--) {
    if (REPORT_HEADINGS.every((heading, index) => headings[start + index] === heading)) return start
  }
  return null
}

/** Well inside the 32,767 characters a cell of Excel holds. */
const PART_CHARACTERS = 30_000

/** The run as a few texts, each small enough for a cell, numbered so that a sort does them no harm. */
export function packRun(run: ReportRun): string[] {
  // Parsed, so that nothing travels that is no part of a run: a push's summary knows the account's id, a report must not.
  const json = JSON.stringify(ReportRun.parse(run))
  const count = Math.ceil(json.length / PART_CHARACTERS)
  return Array.from({ length: count }, (_, index) => {
    const part = json.slice(index * PART_CHARACTERS, (index + 1) * PART_CHARACTERS)
    return `part ${index + 1} of ${count}: ${part}`
  })
}

/** A part may stand behind the mark of its row. Null where parts are missing or were cut: then names and columns have to be guessed as for any file. */
export function unpackRun(texts: Iterable<string>): ReportRun | null {
  const parts: string[] = []
  let count = 0
  for (const text of texts) {
    const match = /^(?:row [\da-f]+ )?part (\d+) of (\d+): /.exec(text)
    if (!match) continue
    parts[Number(match[1]) - 1] = text.slice(match[0].length)
    count = Number(match[2])
  }
  if (count === 0) return null
  try {
    const run = ReportRun.safeParse(JSON.parse(parts.join('')))
    return run.success ? run.data : null
  } catch {
    return null
  }
}

/** A file name that every system takes. */
export function reportName(sheetName: string, format: 'xlsx' | 'csv'): string {
  const safe = sheetName
    .replace(/\.(xlsx|xlsm|xlsb|xls|ods|csv|tsv|txt)$/i, '')
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
  return `${safe === '' ? 'Leads' : safe} report.${format}`
}
