import { withoutOffset, withoutZoneName, WRITTEN_ZONE, writtenOffset } from './zones.ts'

/** Which of day, month and year a date in figures begins with: day, month, year · month, day, year · year, month, day. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/**
 * What a date means. `ordered`: in each order it can be read in, as LeadSquared takes it; null where there is no such day in
 * that order, and not null in one of them at least.
 */
export type DateReading =
  | { kind: 'clear'; text: string }
  | ({ kind: 'ordered' } & Readonly<Record<DateOrder, string | null>>)
  /** Written as a date, but there is no such day or time. */
  | { kind: 'no-such-day' }
  | { kind: 'unclear' }

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'jan january januar janvier janv enero ene gennaio gen janeiro januari jänner jän',
    'feb february februar février fevrier févr fév fevr febrero febbraio fevereiro fev februari feber',
    'mar march märz maerz mär mrz mars marzo março marco maart mrt',
    'apr april avril avr abril abr aprile',
    'may mai mayo maggio mag maio mei',
    'jun june juni juin junio giugno giu junho',
    'jul july juli juillet juil julio luglio lug julho',
    'aug august août aout agosto ago augustus',
    'sep sept september septembre septiembre setiembre settembre set setembro',
    'oct october oktober okt octobre octubre ottobre ott outubro out',
    'nov november novembre noviembre novembro',
    'dec december dezember dez décembre decembre déc diciembre dic dicembre dezembro',
  ].flatMap((names, month) => names.split(' ').map((name) => [name, month + 1] as const)),
)

/** An hour alone is a time only where something says so: 9 pm. */
const TIME =
  '(?:[,t\\s]\\s?(?:um|at|à|às|a las)?\\s?(\\d{1,2})(?:[:h](\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?|(?=\\s?[ap]\\.?\\s?m))\\s?(am|pm|a\\.\\s?m\\.|p\\.\\s?m\\.|uhr|h)?\\s?' +
  `(${WRITTEN_ZONE})?)?`
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`, 'i')
const IN_FIGURES = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`, 'i')
const DAY_MONTH = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th|\\.|º|er)?[\\s\\-/]*(?:of\\s+|de\\s+)?(\\p{L}+)\\.?,?[\\s\\-/]*(?:de\\s+|del\\s+)?(\\d{4}|\\d{2})${TIME}$`,
  'iu',
)
const MONTH_DAY = new RegExp(
  `^(\\p{L}+)\\.?[\\s\\-/]*(\\d{1,2})(?:st|nd|rd|th)?,?[\\s\\-/]+(\\d{4}|\\d{2})${TIME}$`,
  'iu',
)
const YEAR_NAMED = new RegExp(`^(\\d{4})[\\s\\-/](\\p{L}+)\\.?[\\s\\-/](\\d{1,2})${TIME}$`, 'iu')
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/
const WEEKDAY = /^\p{L}{2,12}\.?,\s*(?=\d|\p{L}+\.?\s*\d)/u
/** `Wed May 01 2024 10:00:00 GMT+0530`, as programs print a date. */
const PRINTED_WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun) (?=\p{L}{3} \d)/iu

/** "Wednesday, 24 September 2025 at 12:30:00 p.m." and some spaces: beyond that a cell holds no date. */
const LONGEST = 80

const UNCLEAR: DateReading = { kind: 'unclear' }
const NO_SUCH_DAY: DateReading = { kind: 'no-such-day' }

const two = (value: number) => String(value).padStart(2, '0')

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Two digits are read as Excel reads them: 00–29 of this century, 30–99 of the last. */
function fullYear(text: string): number {
  const year = Number(text)
  if (text.length > 2) return year
  return year < 30 ? 2000 + year : 1900 + year
}

/** ` HH:mm:ss`, with ` +330` behind it where it is written with an offset of so many minutes; '' where no time was written; null where there is no such time. */
function timeOf([hour, minute, second, half, zone]: readonly (string | undefined)[]): string | null {
  if (hour === undefined) return ''
  let hours = Number(hour)
  if (half !== undefined && /^[ap]/i.test(half)) {
    if (hours < 1 || hours > 12) return null
    hours = (hours % 12) + (/^p/i.test(half) ? 12 : 0)
  }
  if (hours > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return null
  const offset = zone === undefined ? 0 : writtenOffset(zone)
  if (offset === null) return null
  return ` ${two(hours)}:${minute ?? '00'}:${second ?? '00'}${offset === 0 ? '' : ` ${offset}`}`
}

/** Null where there is no such day. A year outside 1000–9999 is a slip. */
function written(year: number, month: number, day: number, time: string | null): string | null {
  if (time === null || year < 1000 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return null
  const [, clock = '', offset = '0'] = time.split(' ')
  const date = `${year}-${two(month)}-${two(day)}`
  return clock === '' ? date : withoutOffset(`${date} ${clock}`, Number(offset))
}

function clearOr(text: string | null): DateReading {
  return text === null ? NO_SUCH_DAY : { kind: 'clear', text }
}

/**
 * Reads a date as people write them and answers it as LeadSquared takes it: `yyyy-MM-dd`, with ` HH:mm:ss` where a time
 * was written. Never guesses between day and month. A time with an offset is moved by it, to UTC, in which LeadSquared has times.
 */
export function readDateIn(value: string): DateReading {
  if (value.length > LONGEST) return UNCLEAR
  // Most dates of most sheets are written so already.
  if (ISO_DAY.test(value)) {
    const [year, month, day] = [value.slice(0, 4), value.slice(5, 7), value.slice(8)]
    return clearOr(written(Number(year), Number(month), Number(day), ''))
  }
  const text = withoutZoneName(value.trim().replace(/\s+/g, ' '))
    .replace(WEEKDAY, '')
    .replace(PRINTED_WEEKDAY, '')
  const first = text.charCodeAt(0)
  if (first >= 48 && first <= 57) {
    const yearFirst = YEAR_FIRST.exec(text)
    if (yearFirst) {
      const [, year, , month, day, ...time] = yearFirst
      return clearOr(written(Number(year), Number(month), Number(day), timeOf(time)))
    }
    const figures = IN_FIGURES.exec(text)
    if (figures) return inFigures(figures)
  }
  return withMonthName(text)
}

function inFigures([, one, , other, last, ...rest]: RegExpExecArray): DateReading {
  const time = timeOf(rest)
  const year = fullYear(last!)
  const dmy = written(year, Number(other), Number(one), time)
  const mdy = written(year, Number(one), Number(other), time)
  // With two digits the year may as well come first: 99-12-31.
  const ymd =
    last!.length === 2 && one!.length === 2
      ? written(fullYear(one!), Number(other), Number(last), time)
      : null
  if (dmy === null && mdy === null && ymd === null) return NO_SUCH_DAY
  return dmy !== null && dmy === mdy && (ymd === null || ymd === dmy)
    ? { kind: 'clear', text: dmy }
    : { kind: 'ordered', dmy, mdy, ymd }
}

function withMonthName(text: string): DateReading {
  const dayMonth = DAY_MONTH.exec(text)
  const monthDay = dayMonth ? null : MONTH_DAY.exec(text)
  const yearNamed = dayMonth || monthDay ? null : YEAR_NAMED.exec(text)
  const named = dayMonth ?? monthDay ?? yearNamed
  if (!named) return UNCLEAR
  const [, first, second, third, ...time] = named
  const [day, name, year] = dayMonth
    ? [first, second, third]
    : monthDay
      ? [second, first, third]
      : [third, second, first]
  const month = MONTHS.get(name!.toLowerCase().normalize('NFC'))
  return month === undefined ? UNCLEAR : clearOr(written(fullYear(year!), month, Number(day), timeOf(time)))
}

const CLOCK =
  /^(\d{1,2})(?:([:h.])(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s?(am|pm|a\.\s?m\.|p\.\s?m\.|uhr)?$/i

/** A time of day as LeadSquared takes it, `HH:mm:ss`; null for what is none. `9 pm`, `9:30 PM`, `09h30`, `9.30 Uhr`. */
export function readTime(value: string): string | null {
  if (value.length > 20) return null
  const match = CLOCK.exec(value.trim().replace(/\s+/g, ' '))
  if (!match) return null
  const [, hour, sign, minute, second, half] = match
  // 9.30 may be an amount, and 9 anything.
  if (half === undefined && (sign === undefined || sign === '.')) return null
  return timeOf([hour, minute, second, half])?.trim() ?? null
}
