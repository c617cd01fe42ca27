import { SSF as untypedFormatter } from 'xlsx'
import { dateSeparator } from './date-separators.ts'

interface DateParts {
  y: number
  m: number
  d: number
  H: number
  M: number
  S: number
}

const formatter = untypedFormatter as {
  format: (format: string, value: number, options: { date1904: boolean }) => string
  is_date: (format: string) => boolean
  parse_date_code: (value: number, options: { date1904: boolean }) => DateParts | null
}

/** A format code, and what it leaves out of a date. */
export interface NumberFormat {
  isGeneral: boolean
  isDate: boolean
  /** As the formatter understands it. */
  usable: string
  /** What stands between a percentage's digits and its sign: `12,5 %` in most of Europe. */
  percentGap: string
  showsDay: boolean
  showsTime: boolean
  showsCentury: boolean
  /** Hours past 24, minutes past 60: a length of time, not a moment. */
  isDuration: boolean
}

const LANGUAGE_TAG = /\[\$-[^\]]*\]/g
const LITERALS = /"[^"]*"|\\.|\[[^\]]*\]/g
const DURATION = /\[(?:h+|m+|s+)\]/i

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

const known = new Map<string, NumberFormat>()

/**
 * The formatter shows a language's tag before a number as a dollar sign (`[$-409]00000`), wants a percent sign right behind its
 * digits, and stumbles over formats of other programs, which something plainer stands in for.
 */
export function numberFormat(format: string): NumberFormat {
  const seen = known.get(format)
  if (seen) return seen
  const code = withLiterals(format.replace(LANGUAGE_TAG, ''))
  const letters = code.replace(LITERALS, '')
  const isDate = formatter.is_date(code)
  const showsTime = /[hs]/i.test(letters)
  const candidates = isDate
    ? [datePattern(code, dateSeparator(format)), showsTime ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd']
    : [code.replace(PERCENT_GAP, '%')]
  const facts: NumberFormat = {
    isGeneral: code === 'General' || code === '@' || code === '',
    isDate,
    usable: candidates.find(formats) ?? 'General',
    percentGap: isDate ? '' : gapOf(code),
    showsDay: /d/i.test(letters),
    showsTime: showsTime || DURATION.test(code),
    showsCentury: /yyy|e/i.test(letters),
    isDuration: DURATION.test(code),
  }
  known.set(format, facts)
  return facts
}

export function formatNumber(format: NumberFormat, value: number, date1904: boolean): string {
  const text = formatter.format(format.usable, value, { date1904 })
  return format.percentGap === '' ? text : text.replace('%', () => `${format.percentGap}%`)
}

const two = (part: number): string => String(part).padStart(2, '0')

/** A date as the file holds it: the day, and the time where there is one. */
export function heldDate(value: number, date1904: boolean): string {
  const parts = formatter.parse_date_code(value, { date1904 })
  if (!parts) return String(value)
  const time = `${two(parts.H)}:${two(parts.M)}:${two(parts.S)}`
  if (value < 1) return time
  const day = `${parts.y}-${two(parts.m)}-${two(parts.d)}`
  return Number.isInteger(value) ? day : `${day} ${time}`
}

/** Whether a date says something that its format leaves out: the day, the century, the time of day. */
export function hidesPartOfDate(value: number, format: NumberFormat, date1904: boolean): boolean {
  if (format.isDuration) return false
  if (Math.abs(value - Math.round(value)) > 1e-6 && !format.showsTime) return true
  if (value < 1) return false
  if (!format.showsCentury) return true
  return !format.showsDay && formatter.parse_date_code(value, { date1904 })?.d !== 1
}
