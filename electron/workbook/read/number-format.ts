import { SSF as untypedFormatter } from 'xlsx'
import {
  cutToSecond,
  dayOf,
  heldClock,
  heldDate,
  isDateSerial,
  isoDay,
} from '#electron/workbook/formats/date-serial.ts'
import { dateSeparator } from './date-separators.ts'
import { withEra } from './japanese-eras.ts'
import { decimalsOf, type SectionDecimals } from './number-sections.ts'
import { nearestFraction, roundHalfUp } from './plain-number.ts'

const formatter = untypedFormatter as {
  format: (format: string, value: number, options: { date1904: boolean }) => string
  is_date: (format: string) => boolean
}

/** A format code, and what it leaves out of a date. */
export interface NumberFormat {
  isGeneral: boolean
  isDate: boolean
  /** As the formatter understands it. */
  usable: string
  /** What stands between a percentage's digits and its sign: `12,5 %` in most of Europe. */
  percentGap: string
  /** Of numbers: what each part of the format rounds to. */
  decimals: SectionDecimals | null
  /** Years are counted by Japan's eras. */
  isEra: boolean
  /** Years are counted by a calendar the formatter does not know: the day is shown as ISO 8601 has it. */
  isOtherCalendar: boolean
  showsDay: boolean
  showsTime: boolean
  showsFractions: boolean
  showsCentury: boolean
  /** Hours past 24, minutes past 60: a length of time, not a moment. */
  isDuration: boolean
  /** Nothing but hours, minutes and seconds. */
  isTimeOnly: boolean
}

const LANGUAGE_TAG = /\[\$-[^\]]*\]/g
const LITERALS = /"[^"]*"|\\.|\[[^\]]*\]/g
const DURATION = /\[(?:h+|m+|s+)\]/i

/** The lower half of a language tag is the language, the byte above its half the calendar ([MS-OI29500] 2.1.739). */
function tagOf(format: string): { language: number; calendar: number } {
  const number = Number.parseInt(/\[\$[^\]-]*-([\dA-F]{3,8})\]/i.exec(format)?.[1] ?? '0', 16)
  return { language: number & 0xffff, calendar: (number >>> 16) & 0xff }
}

const JAPANESE = 0x0411
const JAPANESE_ERAS = 0x03
/** Gregorian ones, in whatever language: none stated, localized, English, Arabic and French. */
const GREGORIAN = new Set([0x00, 0x01, 0x02, 0x09, 0x0a, 0x0b, 0x0c])

/** The formatter takes the points of `dd.mm.yyyy` for fractions of a second; the slash of AM/PM parts no days. */
function datePattern(code: string, separator: string): string {
  return code.replace(/"[^"]*"|\\.|\[[^\]]*\]|AM\/PM|A\/P|\.(?!0)|\//gi, (found) => {
    if (found === '.') return '\\.'
    return found === '/' ? `\\${separator}` : found
  })
}

/** Spaces that do not break a line, and other letters the formatter has never seen, as letters to be shown. */
function withLiterals(code: string): string {
  return code.replace(/"[^"]*"|\\.|\[[^\]]*\]|[^ -~]/g, (found) =>
    /^[^ -~]$/.test(found) ? `\\${found}` : found,
  )
}

const PERCENT_GAP = /(?<=[0#?])((?:\\.|"[^"]*")+)%/g

function gapOf(code: string): string {
  const [, gap = ''] = new RegExp(PERCENT_GAP.source).exec(code) ?? []
  return gap.replace(/\\(.)|"([^"]*)"/g, '$1$2')
}

function formats(format: string): boolean {
  try {
    formatter.format(format, 45_356.5, { date1904: false })
    return true
  } catch {
    return false
  }
}

/** Excel groups by thousands wherever a comma stands between digits; the formatter knows `#,##0` alone. */
function plainGroups(code: string): string {
  return code.replace(/"[^"]*"|\\.|\[[^\]]*\]|[#0?,]*[#0?],[#0?][#0?,]*/g, (found) =>
    /^["\\[]/.test(found) ? found : `#,##${'0'.repeat(Math.max(1, found.replace(/[^0]/g, '').length))}`,
  )
}

const known = new Map<string, NumberFormat>()

/**
 * The formatter shows a language's tag before a number as a dollar sign (`[$-409]00000`), wants a percent sign right behind its
 * digits, and stumbles over formats of other programs, which something plainer stands in for.
 */
export function numberFormat(format: string): NumberFormat {
  const seen = known.get(format)
  if (seen) return seen
  const code = withLiterals(format.replace(LANGUAGE_TAG, '')).replace(/^general$/i, 'General')
  const letters = code.replace(LITERALS, '')
  const { language, calendar } = tagOf(format)
  const isEra = /g/i.test(letters.replace(/general/gi, '')) || (/e/i.test(letters) && language === JAPANESE)
  const isDate = formatter.is_date(code) || (isEra && !/[0#?]/.test(letters))
  const showsTime = /[hs]/i.test(letters)
  const candidates = isDate
    ? [datePattern(code, dateSeparator(format)), showsTime ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd']
    : [code.replace(PERCENT_GAP, '%'), plainGroups(code.replace(PERCENT_GAP, '%'))]
  const usable = candidates.find(formats) ?? 'General'
  const isDuration = DURATION.test(code)
  const facts: NumberFormat = {
    isGeneral: code === 'General' || code === '@' || code === '',
    isDate,
    usable,
    percentGap: isDate ? '' : gapOf(code),
    decimals: isDate ? null : decimalsOf(usable),
    isEra: isDate && isEra,
    isOtherCalendar: isDate && !GREGORIAN.has(calendar) && calendar !== JAPANESE_ERAS,
    showsDay: /d/i.test(letters),
    showsTime: showsTime || isDuration,
    showsFractions: /s\.0/i.test(code) || /\]\.0/.test(code),
    showsCentury: /yyy|e/i.test(letters),
    isDuration,
    isTimeOnly: isDate && !isEra && !/[dyb]/i.test(letters) && (showsTime || isDuration),
  }
  known.set(format, facts)
  return facts
}

function formatAmount(format: NumberFormat, value: number): string {
  const { decimals } = format
  const rounding = decimals?.of(value) ?? null
  const rounded =
    rounding === null
      ? value
      : rounding.kind === 'fraction'
        ? nearestFraction(value, rounding.digits)
        : roundHalfUp(value, rounding.decimals)
  const text = formatter.format(format.usable, rounded, { date1904: false })
  return format.percentGap === '' ? text : text.replace('%', () => `${format.percentGap}%`)
}

function formatDate(format: NumberFormat, value: number, date1904: boolean): string {
  // Excel shows no length of time below zero; LibreOffice does, and 1904's Excel.
  if (value < 0) return `-${formatDate(format, -value, date1904)}`
  const cut = format.showsFractions ? value : cutToSecond(value)
  const day = dayOf(value, date1904)
  if (format.isOtherCalendar && day) return isoDay(day)
  const code = format.isEra && day ? withEra(format.usable, day) : format.usable
  if (code === null) return day ? isoDay(day) : ''
  return formatter.format(code, cut, { date1904 })
}

/** A date's or an amount's text. Only for a value the format can show (`isShowable`). */
export function formatNumber(format: NumberFormat, value: number, date1904: boolean): string {
  return format.isDate ? formatDate(format, value, date1904) : formatAmount(format, value)
}

/** False for a number under a date format that is no date: Excel shows `####` for a phone number kept that way. */
export function isShowable(format: NumberFormat, value: number, date1904: boolean): boolean {
  return !format.isDate || isDateSerial(format.isTimeOnly ? Math.abs(value) : value, date1904)
}

/** What a cell of a date format holds, as `held.ts` writes it. */
export function heldMoment(format: NumberFormat, value: number, date1904: boolean): string {
  return format.isDuration || value < 0 ? heldClock(value) : heldDate(value, date1904)
}

/** Whether a date says something that its format leaves out: the day, the century, the time of day. */
export function hidesPartOfDate(value: number, format: NumberFormat, date1904: boolean): boolean {
  if (format.isDuration) return false
  if (Math.abs(value - Math.round(value)) > 1e-6 && !format.showsTime) return true
  if (value < 1) return false
  if (!format.showsCentury) return true
  return !format.showsDay && dayOf(value, date1904)?.day !== 1
}
