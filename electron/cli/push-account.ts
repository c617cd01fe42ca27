import type { Problem } from '#shared/domain/check/problem.ts'
import type { ReviewedAfter } from '#shared/domain/push/after.ts'
import type { PushRequest, PushReview } from '#shared/domain/push/outcome.ts'
import type { SentForm } from '#shared/domain/push/sent-forms.ts'
import { isOpenReading, type ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { sharedKeyInWords } from '#shared/domain/sheet/search-words.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Program } from '#electron/compose.ts'
import type { ShapeDone } from '#electron/services/sheets/apply-shapes.ts'
import type { Cleaned } from './clean-sheet.ts'
import { UnansweredOwners } from './unanswered-owners.ts'
import { UnansweredValues } from './unanswered-values.ts'
import { unmistakable } from './column-name.ts'
import { Ending, WRONG_USAGE } from './exit-codes.ts'
import { atTheTerminal } from './terminal-words.ts'

/** How the file was read. */
export interface FileAccount {
  file: string
  /** Of a workbook with several. */
  sheet: string
  format: string
  /** Null where the format settles it. */
  encoding: string | null
  delimiter: string | null
  /** Row of the headings in the file's sheet, from 1; null: it has none. */
  headingRow: number | null
  /** Rows and columns hidden in the workbook, and whether they are part of this. */
  hidden: { rows: number; columns: number; included: boolean }
  /** What else was found when it was read: merged cells, empty rows, damage. */
  notes: { code: string; text: string }[]
  /** Name of the recipe that says what becomes of it; null: none does. */
  recipe: string | null
  cleaned: Cleaned[]
  /** What a recipe did to the sheet's shape, where it did. */
  shaped?: ShapeDone[]
}

/**
 * All a push says of what it sends, before it sends it; `--json` carries it as it stands here (docs/command-line.md). One
 * account for a dry run and for a push, so that neither can say what the other would not.
 */
export interface PushAccount extends FileAccount {
  account: string
  host: string
  searchBy: string
  mapping: { header: string; attribute: string }[]
  /** Headings of the columns that stay behind. */
  notSent: string[]
  blanks: { choice: PushRequest['blanks']; cells: number }
  /** Rows that share a search key with another, the groups they make, and the leads those are in LeadSquared. */
  duplicates: { choice: PushRequest['duplicates']; rows: number; groups: number; leads: number }
  leftOut: { reason: string; rows: number }[]
  /** Rows that are sent though they have problems. */
  withProblems: number
  /** How the columns of dates and numbers are read, and who says so; `as` null: no cell has to be told. */
  readings: {
    header: string
    kind: ColumnReading['kind']
    as: ColumnReading['as']
    by: ColumnReading['by']
    /** Cells with a time of day that do not say its zone, where there are such, and whose clocks they are taken by. */
    times?: number
    zone?: string
    /** Cells whose time of day has an offset, by which they are sent in UTC, where there are such. */
    offsets?: number
  }[]
  /** Of the rows that are sent, cells that go otherwise than they are written. */
  forms: Omit<SentForm, 'columnId'>[]
  /** Of the rows that are sent, cells that may be wrong though it stops nothing: placeholders, formulas, unseen signs. */
  doubts: { reason: string; cells: number }[]
  /** The first 1,000 rows that stay out because of problems, with all of them. */
  problems: { row: number; problems: string[] }[]
  warnings: string[]
  /** Where it goes by a comparison: what may be written, and what stays out because it is there already. */
  write?: NonNullable<PushReview['write']>
  /** What follows: the lists (`id` null: it is made), the activity, and the calls that takes at most. */
  afterPlan?: Omit<ReviewedAfter, 'problem'>
  /** Where the plan's day is known: its calls, what is left of them, and until when (ISO 8601, UTC). */
  day?: { allowed: number; left: number; resetsAt: string }
}

const MOST_ROWS_NAMED = 1_000

/** What a push would do, in all it says of it. @throws {Ending} where it cannot be carried out at all */
export async function accountOf(
  program: Program,
  file: FileAccount,
  request: PushRequest,
): Promise<{ account: PushAccount; review: PushReview }> {
  const { columns } = program.workspace.head(request.sheetId)!
  const headings = new Map(columns.map((column) => [column.id, unmistakable(columns, column)]))
  const problems: PushAccount['problems'] = []
  const { attributes } = await program.attributes.list(request.accountId)
  const unanswered = new UnansweredValues(program, request, file.recipe, attributes)
  const owners = new UnansweredOwners(program, request)
  const reviewed = await program.pushes.review(request, (row, number, planned) => {
    unanswered.look(row, planned)
    owners.look(row, planned)
    if (planned.state !== 'skipped' || planned.problems.length === 0 || problems.length >= MOST_ROWS_NAMED)
      return
    problems.push({
      row: number,
      problems: textsOf(planned.problems, headings),
    })
  })
  if (!reviewed.ok) throw new Ending(WRONG_USAGE, reviewed.fault.text)
  const review = reviewed.value
  if (review.after && review.after.problem !== '')
    throw new Ending(WRONG_USAGE, `${atTheTerminal(review.after.problem)} Nothing was sent.`)
  unanswered.askBack()
  owners.askBack()
  askBackReadings(review.readings)
  const view = program.accounts.view(request.accountId)
  // A push of changes goes by Lead ID, whatever the sheet is searched by.
  const shared = request.edited ? null : sharedKeyInWords(request.searchBy, columns, attributes)
  const account: PushAccount = {
    ...file,
    account: view?.label ?? '',
    host: view?.host ?? '',
    searchBy: request.searchBy,
    ...columnsOf(columns),
    blanks: { choice: request.blanks, cells: review.blanks },
    duplicates: {
      choice: request.duplicates,
      ...review.duplicates,
      leads: leadsOfDuplicates(review, request),
    },
    leftOut: review.leftOut.map(({ text, count }) => ({ reason: text, rows: count })),
    withProblems: review.withProblems,
    readings: review.readings.map(({ header, kind, as, by, times = 0, zone = 'UTC', offsets = 0 }) => ({
      ...{ header, kind, as, by },
      ...(times === 0 ? {} : { times, zone }),
      ...(offsets === 0 ? {} : { offsets }),
    })),
    forms: review.forms.map(({ columnId: _, ...form }) => form),
    doubts: review.warned.map(({ text, count }) => ({ reason: text, cells: count })),
    problems,
    warnings: [...(shared ? [`${shared.fact} ${shared.advice}`] : []), ...review.warnings].map(atTheTerminal),
    ...(review.write ? { write: review.write } : {}),
    ...(review.after ? { afterPlan: plannedOf(review.after) } : {}),
    ...dayOf(review),
  }
  return { account, review }
}

function plannedOf({ problem: _, ...after }: ReviewedAfter): NonNullable<PushAccount['afterPlan']> {
  return after
}

function dayOf({ spending }: PushReview): Pick<PushAccount, 'day'> {
  if (!spending || spending.allowed === null || spending.left === null) return {}
  const { allowed, left, resetsAt } = spending
  return { day: { allowed, left, resetsAt } }
}

/** What the window would ask: cells that mean one thing read this way and another read that way. @throws {Ending} */
function askBackReadings(readings: readonly ColumnReading[]): void {
  const open = readings.filter(isOpenReading)
  if (open.length === 0) return
  const sentences = open.map(({ header, kind, either, example, proof }) => {
    const cells = inDigits.countOf(either, 'cell')
    const why =
      proof.length > 1 ? 'and its other cells contradict one another' : 'and no other cell proves which'
    return `${header.trim() === '' ? 'A column without a heading' : `“${header.trim()}”`} has ${cells} such as “${example ?? ''}” that can be read two ways, ${why}. Say which: ${kind === 'dates' ? '--date-order dmy, mdy or ymd' : '--decimal comma or --decimal point'}.`
  })
  throw new Ending(WRONG_USAGE, `${sentences.join('\n')}\nNothing was sent.`)
}

function columnsOf(columns: readonly Column[]): Pick<PushAccount, 'mapping' | 'notSent'> {
  return {
    mapping: columns.flatMap((column) =>
      column.attribute === null
        ? []
        : [{ header: unmistakable(columns, column), attribute: column.attribute }],
    ),
    notSent: columns
      .filter(({ attribute }) => attribute === null)
      .map((column) => unmistakable(columns, column)),
  }
}

function leadsOfDuplicates({ duplicates: { groups } }: PushReview, { duplicates }: PushRequest): number {
  return duplicates === 'skip' ? 0 : groups
}

/** Leads the rows make or change: rows of one key that go one after the other are one lead. */
export function distinctLeads(
  { toSend, leads, duplicates }: PushReview,
  choice: PushRequest['duplicates'],
): number {
  return choice === 'order' ? toSend - (duplicates.rows - duplicates.groups) : leads
}

function textsOf(problems: readonly Problem[], headings: ReadonlyMap<number, string>): string[] {
  return problems.map(({ columnId, text }) => {
    const told = atTheTerminal(text)
    const heading = columnId === null ? undefined : headings.get(columnId)
    const isNamed = heading === undefined || heading === '' || text.includes(`“${heading}”`)
    return isNamed ? told : `${heading}: ${told}`
  })
}
