import { daysInMonth } from '#shared/domain/check/value-checks.ts'
import { cleanedText, UNCLEAR, type Cleaner } from './cleaned.ts'
import { goesTo, mostly, type CellCleaning } from './cleaning.ts'

/** How 03/04/2025 is meant; only the person knows. */
export type DayOrder = 'day-first' | 'month-first'

export type ReadDate =
  | { kind: 'date'; text: string }
  /** Day and month could be either way round. */
  | { kind: 'ambiguous'; dayFirst: string; monthFirst: string }
  | { kind: 'unclear' }

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    [
      'jan',
      'january',
      'januar',
      'janvier',
      'janv',
      'enero',
      'ene',
      'gennaio',
      'gen',
      'janeiro',
      'januari',
      'jänner',
    ],
    [
      'feb',
      'february',
      'februar',
      'février',
      'févr',
      'fév',
      'febrero',
      'febbraio',
      'fevereiro',
      'fev',
      'februari',
    ],
    ['mar', 'march', 'märz', 'mär', 'mrz', 'mars', 'marzo', 'março', 'maart', 'mrt'],
    ['apr', 'april', 'avril', 'avr', 'abril', 'abr', 'aprile'],
    ['may', 'mai', 'mayo', 'maggio', 'mag', 'maio', 'mei'],
    ['jun', 'june', 'juni', 'juin', 'junio', 'giugno', 'giu', 'junho'],
    ['jul', 'july', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'lug', 'julho'],
    ['aug', 'august', 'août', 'agosto', 'ago', 'augustus'],
    ['sep', 'sept', 'september', 'septembre', 'septiembre', 'settembre', 'set', 'setembro'],
    ['oct', 'october', 'oktober', 'okt', 'octobre', 'octubre', 'ottobre', 'ott', 'outubro', 'out'],
    ['nov', 'november', 'novembre', 'noviembre', 'novembro'],
    ['dec', 'december', 'dezember', 'dez', 'décembre', 'déc', 'diciembre', 'dic', 'dicembre', 'dezembro'],
  ].flatMap((names, month) => names.map((name) => [name, month + 1] as const)),
)

const TIME =
  '(?:(?:,|t|\\s|um|at)\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*(am|pm|a\\.m\\.|p\\.m\\.)?\\s*(z)?)?'
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`, 'i')
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`, 'i')
const DAY_MONTH = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th|\\.|º|er)?[\\s-]*(?:de\\s+)?(\\p{L}+)\\.?,?[\\s-]*(?:de\\s+)?(\\d{4}|\\d{2})${TIME}$`,
  'iu',
)
const MONTH_DAY = new RegExp(
  `^(\\p{L}+)\\.?[\\s-]*(\\d{1,2})(?:st|nd|rd|th)?,?[\\s-]+(\\d{4}|\\d{2})${TIME}$`,
  'iu',
)
const WEEKDAY = /^\p{L}{2,12}\.?,\s*(?=\d|\p{L}+\.?\s*\d)/u

/** "Wednesday, 24 September 2025 at 12:30:00 p.m." and some spaces: beyond that a cell holds no date. */
const LONGEST = 80

const two = (value: number) => String(value).padStart(2, '0')

/** Two digits are read as Excel reads them: 00–29 of this century, 30–99 of the last. */
function fullYear(text: string): number {
  const year = Number(text)
  if (text.length > 2) return year
  return year < 30 ? 2000 + year : 1900 + year
}

/** ` HH:mm:ss`, '' where no time was written; null where there is no such time. */
function timeOf([hour, minute, second, half]: readonly (string | undefined)[]): string | null {
  if (hour === undefined) return ''
  let hours = Number(hour)
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null
    hours = (hours % 12) + (/^p/i.test(half) ? 12 : 0)
  }
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null
  return ` ${two(hours)}:${minute!}:${second ?? '00'}`
}

/** Null where there is no such day. A year outside 1000–9999 is a slip. */
function written(year: number, month: number, day: number, time: string | null): string | null {
  if (time === null || year < 1000 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return null
  return `${year}-${two(month)}-${two(day)}${time}`
}

function dateOr(text: string | null): ReadDate {
  return text === null ? { kind: 'unclear' } : { kind: 'date', text }
}

/**
 * Reads a date as people write them and answers it as LeadSquared takes it: `yyyy-MM-dd`, with ` HH:mm:ss` where a time
 * was written. Never guesses between day and month, and does not move a time between zones: an offset is unclear.
 */
export function readDate(value: string): ReadDate {
  if (value.length > LONGEST) return { kind: 'unclear' }
  const text = value.trim().replace(/\s+/g, ' ').replace(WEEKDAY, '')
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst) {
    const [, year, , month, day, ...time] = yearFirst
    return dateOr(written(Number(year), Number(month), Number(day), timeOf(time)))
  }
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast) {
    const [, one, , other, year, ...rest] = yearLast
    const time = timeOf(rest)
    const dayFirst = written(fullYear(year!), Number(other), Number(one), time)
    const monthFirst = written(fullYear(year!), Number(one), Number(other), time)
    if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) {
      return { kind: 'ambiguous', dayFirst, monthFirst }
    }
    return dateOr(dayFirst ?? monthFirst)
  }
  const dayMonth = DAY_MONTH.exec(text)
  const monthDay = dayMonth ? null : MONTH_DAY.exec(text)
  const named = dayMonth ?? monthDay
  if (!named) return { kind: 'unclear' }
  const [, first, second, year, ...time] = named
  const month = MONTHS.get((dayMonth ? second : first)!.toLowerCase())
  const day = Number(dayMonth ? first : second)
  return month === undefined
    ? { kind: 'unclear' }
    : dateOr(written(fullYear(year!), month, day, timeOf(time)))
}

function dateCleaner(order: DayOrder | null): Cleaner {
  return (value) => {
    const date = readDate(value)
    if (date.kind === 'unclear') return UNCLEAR
    if (date.kind === 'date') return cleanedText(date.text)
    if (order === null) return { kind: 'ambiguous', either: date.dayFirst, or: date.monthFirst }
    return cleanedText(order === 'day-first' ? date.dayFirst : date.monthFirst)
  }
}

export const DATES: CellCleaning<'dates'> = {
  work: 'cells',
  kind: 'dates',
  label: 'Dates to one format',
  about:
    'Dates become 2025-03-14, with a time 2025-03-14 09:30:00, as LeadSquared takes them. Two-digit years are read as Excel ' +
    'reads them: 29 is 2029, 30 is 1930.',
  types: ['Date'],
  signs: [goesTo('Date'), mostly((value) => readDate(value).kind !== 'unclear')],
  mends: { problem: 'not-a-date', label: 'Write dates in one format' },
  reach: 'types',
  options: [
    {
      name: 'order',
      label: 'How is 03/04/2025 meant?',
      as: 'reading',
      values: [
        { value: 'day-first', label: 'April', word: 'dmy', hint: 'The day comes first.' },
        { value: 'month-first', label: 'March', word: 'mdy', hint: 'The month comes first.' },
      ],
      initial: null,
    },
  ],
  cleaner: ({ order = null }) => dateCleaner(order as DayOrder | null),
}
