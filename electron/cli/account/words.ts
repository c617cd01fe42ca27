import { timesInWords } from '#shared/domain/sheet/reading-words.ts'
import type { PushReview } from '#shared/domain/push/outcome.ts'
import { sentFormInWords } from '#shared/domain/push/sent-forms.ts'
import { DEFAULT_SEARCH } from '#shared/domain/sheet/sheet.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { ShapeDone } from '#electron/services/sheets/apply-shapes.ts'
import { plannedInWords } from '#electron/cli/after-words.ts'
import type { Cleaned } from '#electron/cli/clean-sheet.ts'
import { delimiterInWords } from '#electron/cli/options/values.ts'
import { distinctLeads, type FileAccount, type PushAccount } from '#electron/cli/push-account.ts'

/** Rows with problems that are named; `--json` and the report have more. */
const MOST_ROWS_NAMED = 10

/** What a person reads before anything is sent, and instead of it in a dry run. */
export function accountInWords(account: PushAccount, review: PushReview): string[] {
  const { inScope, toSend, calls, seconds, limit } = review
  const leads = distinctLeads(review, account.duplicates.choice)
  return [
    readAs(account),
    ...(account.recipe === null ? [] : [`  As the recipe “${account.recipe}” says.`]),
    ...account.notes.map(({ text }) => `  ${text}`),
    ...(account.shaped ?? []).flatMap(shapedInWords),
    ...account.cleaned.map(cleanedInWords),
    `${toSend} of ${inDigits.countOf(inScope, 'row')} as ${inDigits.countOf(leads, 'lead')} in ${inDigits.countOf(calls, 'call')}, about ${Math.ceil(seconds)} s at ${inDigits.formatLimit(limit)}.`,
    whatIsWritten(account, review),
    ...savedInWords(review),
    ...(account.day ? [dayInWords(account.day)] : []),
    ...(review.spendingNote ? [review.spendingNote] : []),
    ...account.leftOut.map(({ reason, rows }) => `  ${rows} left out: ${reason}`),
    ...account.problems
      .slice(0, MOST_ROWS_NAMED)
      .map(({ row, problems }) => `  Row ${row}: ${problems.join(' ').replace(/\s+/g, ' ')}`),
    ...(account.problems.length > MOST_ROWS_NAMED ? ['  …and others; --json and --report name them.'] : []),
    ...(account.withProblems > 0
      ? [`  ${inDigits.countOf(account.withProblems, 'row')} with problems sent all the same`]
      : []),
    ...account.doubts.map(
      ({ reason, cells }) => `  ${inDigits.countOf(cells, 'cell')} with a warning: ${reason}`,
    ),
    ...account.readings.flatMap(readingInWords),
    ...review.forms.map((form) => `  ${sentFormInWords(form)}`),
    ...duplicatesInWords(account.duplicates),
    ...blanksInWords(account.blanks),
    ...account.mapping.map(({ header, attribute }) => `  ${header || '(no heading)'} → ${attribute}`),
    ...(account.notSent.length > 0
      ? [`  Not sent: ${account.notSent.map((header) => header || '(no heading)').join(', ')}`]
      : []),
    ...account.warnings,
    ...(review.after ? plannedInWords(review.after) : []),
  ]
}

function whatIsWritten({ searchBy }: PushAccount, { write }: PushReview): string {
  const key = searchBy === DEFAULT_SEARCH ? 'email or phone' : searchBy
  switch (write?.mode ?? 'upsert') {
    case 'upsert':
      return `Leads found by ${key} are updated; others are created.`
    case 'update':
      return `Leads found by ${key} are updated; none is created.`
    case 'create':
      return `Leads not found by ${key} are created; none is updated.`
    case 'fill':
      return `Of leads found by ${key} the empty fields are filled; nothing that is there is changed, and no lead is created.`
  }
}

function savedInWords({ write }: PushReview): string[] {
  if (!write) return []
  const { cells, savedCells, savedRows, savedFields = 0, savedCalls, lookCalls = 0, withoutImage } = write
  const { countOf } = inDigits
  return [
    `Only what differs: ${countOf(cells, 'cell')} of leads that are there; ${countOf(savedCells, 'cell')} of them and ${countOf(savedRows, 'row')} stay out, which saves ${countOf(savedCalls, 'call')}.`,
    ...(savedFields > 0 ? [`  ${countOf(savedFields, 'field')} no row has to send.`] : []),
    ...(lookCalls > 0
      ? [
          `  ${countOf(lookCalls, 'call')} more, just before the leads are written, to ${write.mode === 'create' ? 'leave out those that somebody made meanwhile' : 'keep what they hold by then'}.`,
        ]
      : []),
    ...(withoutImage > 0 && write.mode === 'upsert'
      ? [
          `  ${countOf(withoutImage, 'row')} not among them: new, or not matched. An undo puts nothing back there.`,
        ]
      : []),
  ]
}

function dayInWords({ left, allowed, resetsAt }: NonNullable<PushAccount['day']>): string {
  return `Of the ${allowed} calls of this account’s day ${left} are left, until ${resetsAt.slice(0, 10)} at ${resetsAt.slice(11, 16)} UTC.`
}

function readAs({ file, sheet, format, encoding, delimiter, headingRow, hidden }: FileAccount): string {
  const place = sheet === file.replace(/\.[^.]*$/, '') ? '' : `, sheet “${sheet}”`
  const how = [
    format,
    ...(encoding === null ? [] : [encoding]),
    ...(delimiter === null ? [] : [`parted by ${delimiterInWords(delimiter)}`]),
    headingRow === null ? 'no headings' : `headings in row ${headingRow}`,
  ]
  const rows = hidden.rows > 0 ? [inDigits.countOf(hidden.rows, 'hidden row')] : []
  const columns = hidden.columns > 0 ? [inDigits.countOf(hidden.columns, 'hidden column')] : []
  const unseen = [...rows, ...columns].join(' and ')
  return `${file}${place}: ${how.join(', ')}.${unseen === '' ? '' : ` ${unseen}: ${hidden.included ? 'included' : 'left out'}.`}`
}

const READ_AS = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
  ',': 'a comma before the fraction',
  '.': 'a point before the fraction',
} as const

const SAID_BY = {
  person: 'as chosen',
  cells: 'as its own cells prove',
  sheet: 'as the options say',
  nobody: '',
} as const

function readingInWords({ header, as, by, ...times }: PushAccount['readings'][number]): string[] {
  const name = header || '(no heading)'
  const told = timesInWords(times)
  return [
    ...(as === null ? [] : [`  ${name} is read as ${READ_AS[as]}, ${SAID_BY[by]}`]),
    ...(told === '' ? [] : [`  ${name}: ${told}`]),
  ]
}

function shapedInWords({ shape, rows, changed, notes }: ShapeDone): string[] {
  return [`  ${shape}: ${changed} of ${inDigits.countOf(rows, 'row')}`, ...notes.map((note) => `    ${note}`)]
}

function cleanedInWords({ cleaning, columns, changed, unclear, examples }: Cleaned): string {
  const where = columns.length === 0 || columns.length > 5 ? '' : ` in ${columns.join(', ')}`
  const left =
    unclear === 0
      ? ''
      : `; ${unclear} left as ${unclear === 1 ? 'it is' : 'they are'}, not clear: ${examples.map((value) => `“${value.slice(0, 40)}”`).join(', ')}${unclear > examples.length ? ' …' : ''}`
  return `  Cleaned (${cleaning}): ${inDigits.countOf(changed, columns.length === 0 ? 'row' : 'cell')}${columns.length === 0 ? ' taken out' : ''}${where}${left}`
}

const DUPLICATES: Readonly<Record<PushAccount['duplicates']['choice'], string>> = {
  order: 'all sent, one after the other; the last one stands',
  merge: 'merged',
  last: 'only the last of each is sent',
  first: 'only the first of each is sent',
  skip: 'none of them is sent',
}

function duplicatesInWords({ choice, rows, groups, leads }: PushAccount['duplicates']): string[] {
  if (rows === 0) return []
  return [
    `  ${inDigits.countOf(rows, 'row')} repeat a search key, in ${inDigits.countOf(groups, 'group')}: ${DUPLICATES[choice]} (--duplicates ${choice}); they make ${inDigits.countOf(leads, 'lead')}`,
  ]
}

function blanksInWords({ choice, cells }: PushAccount['blanks']): string[] {
  if (cells === 0) return []
  return [
    `  ${inDigits.countOf(cells, 'empty cell')}: ${choice === 'clear' ? 'the fields are cleared' : 'the fields are left alone'} (--blank ${choice})`,
  ]
}
