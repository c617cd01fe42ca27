import { SSF as untypedFormatter } from 'xlsx'

/**
 * Dates as Excel counts them: days since the end of 1899 (with a 29 February 1900 that never was) or since 1904, the time
 * of day as a fraction. Read to the millisecond, which undoes what binary fractions lack or have too much, then cut down to
 * the second: a moment of 23:59:59.999 stays in its day and its year.
 */
const { parse_date_code: parseDay } = untypedFormatter as {
  parse_date_code: (day: number, options: { date1904: boolean }) => { y: number; m: number; d: number } | null
}

const SECONDS_A_DAY = 86_400

/** One more than 31 December 9999, the last day there is. */
const FIRST_DAY_TOO_LATE = 2_958_466
const DAYS_TO_1904 = 1462

export function wholeSeconds(value: number): number {
  return Math.floor(Math.round(value * SECONDS_A_DAY * 1000) / 1000)
}

/** Cut down to the second, and to a number that is no less than it. */
export function cutToSecond(value: number): number {
  const seconds = wholeSeconds(value)
  return seconds / SECONDS_A_DAY
}

/** Whether there is such a day, or such a time of day; a phone number under a date format is none. */
export function isDateSerial(value: number, date1904: boolean): boolean {
  return value >= 0 && value < FIRST_DAY_TOO_LATE - (date1904 ? DAYS_TO_1904 : 0)
}

const two = (part: number): string => String(part).padStart(2, '0')

/** A length of time or a time of day, hours first: `36:00:00`, `-28:48:00`. */
export function heldClock(value: number): string {
  const seconds = wholeSeconds(Math.abs(value))
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return value < 0 ? `-${time}` : time
}

export interface Day {
  year: number
  month: number
  day: number
}

/** Columns of dates hold few different days; this many are a hundred years. */
const MOST_DAYS_KNOWN = 40_000

const knownDays = [new Map<number, Day | null>(), new Map<number, Day | null>()] as const

export function dayOf(value: number, date1904: boolean): Day | null {
  const serial = Math.floor(wholeSeconds(value) / SECONDS_A_DAY)
  const known = knownDays[date1904 ? 1 : 0]
  const seen = known.get(serial)
  if (seen !== undefined) return seen
  const parts = parseDay(serial, { date1904 })
  const day = parts && { year: parts.y, month: parts.m, day: parts.d }
  if (known.size >= MOST_DAYS_KNOWN) known.clear()
  known.set(serial, day)
  return day
}

export function isoDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** A date as the file holds it: the day, with the time where there is one; the time alone where there is no day. */
export function heldDate(value: number, date1904: boolean): string {
  const seconds = wholeSeconds(value)
  if (seconds < SECONDS_A_DAY) return heldClock(value)
  const day = dayOf(value, date1904)
  if (!day) return String(value)
  const rest = seconds % SECONDS_A_DAY
  return rest === 0 ? isoDay(day) : `${isoDay(day)} ${heldClock(rest / SECONDS_A_DAY)}`
}

const ISO_MOMENT = /^(?:(\d{4})-(\d{2})-(\d{2}))?(?:(?:^|T)(\d{2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?)?Z?$/
const ISO_DURATION =
  /^(-)?P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/

const decimal = (text: string | undefined): number => Number((text ?? '0').replace(',', '.'))

/** Days of the calendar in which Excel's first is 1 January 1900; null for those before. 30 and 31 December 1899 are none. */
function serialDay(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null
  const days = at.getTime() / 86_400_000 + 25_569
  if (days < 0) return null
  if (days < 2) return 0
  // Before the leap day that never was, Excel's count runs one behind.
  return days <= 60 ? days - 1 : days
}

/**
 * What a cell of type `d` holds (ECMA-376 part 1, 18.18.11: ISO 8601, which in practice brings lengths of time too), as a
 * number. The clock time written is taken as it is written. Null where it is no date Excel has a number for.
 */
export function serialOfIso(text: string, date1904: boolean): number | null {
  const trimmed = text.trim()
  const duration = ISO_DURATION.exec(trimmed)
  if (duration && /\d/.test(trimmed)) {
    const [, minus, days, hours, minutes, seconds] = duration
    const total =
      decimal(days) * SECONDS_A_DAY + decimal(hours) * 3600 + decimal(minutes) * 60 + decimal(seconds)
    return ((minus === undefined ? 1 : -1) * total) / SECONDS_A_DAY
  }
  const moment = ISO_MOMENT.exec(trimmed)
  if (!moment || trimmed === '' || trimmed === 'Z') return null
  const [, year, month, day, hour, minute, second] = moment
  const time = (Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + decimal(second)) / SECONDS_A_DAY
  if (time > 1) return null
  if (year === undefined) return time
  const days = serialDay(Number(year), Number(month), Number(day))
  if (days === null) return null
  const inSystem = date1904 && days > 0 ? days - DAYS_TO_1904 : days
  return inSystem < 0 ? null : inSystem + time
}
