import { SSF as untypedFormatter, type CellObject } from 'xlsx'
import type { Doubt } from './cell-doubts.ts'

const formatter = untypedFormatter as {
  format: (format: string, value: number, options: { date1904: boolean }) => string
  is_date: (format: string) => boolean
}

/** A cell's text, and how it differs from what the file holds, where that matters. */
export interface Shown {
  text: string
  doubt: Doubt | null
}

/** Error codes as binary files keep them ([MS-XLS] 2.5.10); the parser turns every format's errors into these. */
const ERROR_TEXTS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
}

const plainly = (text: string): Shown => ({ text, doubt: null })

/** Digits in full, never an exponent: `String` turns to one from 1e21 up and below 1e-6. */
export function plainNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  const rounded = Math.abs(value) < 1e15 ? Number(value.toPrecision(15)) : value
  const text = String(rounded)
  if (!/e/i.test(text)) return text
  if (Math.abs(rounded) >= 1) return BigInt(rounded).toString()
  return rounded.toFixed(20).replace(/\.?0+$/, '')
}

/** Built-in formats 14 and 22, which Excel shows in the order of the reader's country. */
const COUNTRY_DATES = new Map([
  ['m/d/yy', 'yyyy-mm-dd'],
  ['m/d/yy h:mm', 'yyyy-mm-dd hh:mm'],
])

function isGeneral(format: string | number | undefined): boolean {
  return format === undefined || format === 'General' || format === '@'
}

/** The amount a shown number stands for, or null where it is no plain number, percentage or currency. */
function amountOf(shown: string): number | null {
  const percent = shown.includes('%')
  const negative = /\(.*\d.*\)/.test(shown) || shown.includes('-')
  const digits = shown.replace(/[^\d.]/g, '')
  if (digits === '' || digits.split('.').length > 2) return null
  const amount = Number(digits) * (negative ? -1 : 1)
  return percent ? amount / 100 : amount
}

interface FormatFacts {
  isDate: boolean
  /** The format as the formatter understands it. */
  usable: string
  showsDay: boolean
  showsTime: boolean
  showsCentury: boolean
}

/** The formatter takes the points of `dd.mm.yyyy` for fractions of a second, and stumbles over formats of other programs. */
function usableFormat(format: string): string {
  const pointed = format.replace(/"[^"]*"|\\.|\.(?!0)/g, (found) => (found === '.' ? '\\.' : found))
  const candidates = formatter.is_date(format) ? [pointed, 'yyyy-mm-dd hh:mm'] : [format, 'General']
  return candidates.find(formats) ?? 'General'
}

function formats(format: string): boolean {
  try {
    formatter.format(format, 45_356.5, { date1904: false })
    return true
  } catch {
    return false
  }
}

const formatFacts = new Map<string, FormatFacts>()

function factsOf(format: string): FormatFacts {
  const known = formatFacts.get(format)
  if (known) return known
  const letters = format.replace(/"[^"]*"|\[\$[^\]]*\]|\\./g, '')
  const facts = {
    isDate: formatter.is_date(format),
    usable: usableFormat(format),
    showsDay: /[ydeg]/i.test(letters),
    showsTime: /[hs]/i.test(letters),
    showsCentury: /yyy|e/i.test(letters),
  }
  formatFacts.set(format, facts)
  return facts
}

function hidesPart(value: number, shown: string, format: string): boolean {
  const { isDate, showsDay, showsTime, showsCentury } = factsOf(format)
  if (isDate) {
    const hasTime = Math.abs(value - Math.round(value)) > 1e-6
    const hasDay = value >= 1
    return (hasTime && !showsTime) || (hasDay && !(showsDay ? showsCentury : format.includes('[')))
  }
  if (shown === '') return true
  const amount = amountOf(shown)
  return amount !== null && Math.abs(amount - value) > Math.abs(value) * 1e-12 + 1e-12
}

/** OpenDocument keeps what was shown beside the value. */
function shownByFile(value: number, shown: string, long: boolean): Shown {
  if (EXPONENT.test(shown)) return { text: plainNumber(value), doubt: long ? 'long' : null }
  return { text: shown, doubt: long ? 'long' : null }
}

const EXPONENT = /^[+-]?\d+([.,]\d+)?E[+-]?\d+$/i

function shownNumber(cell: CellObject, date1904: boolean): Shown {
  const value = cell.v as number
  const long = Number.isInteger(value) && Math.abs(value) >= 1e15
  if (cell.w !== undefined) return shownByFile(value, cell.w.trim(), long)
  if (isGeneral(cell.z)) return { text: plainNumber(value), doubt: long ? 'long' : null }
  const format = String(cell.z)
  const country = COUNTRY_DATES.get(format)
  if (country !== undefined) {
    const text = formatter.format(country, value, { date1904 })
    return { text, doubt: hidesPart(value, text, country) ? 'rounded' : null }
  }
  const shown = formatter.format(factsOf(format).usable, value, { date1904 }).trim()
  if (EXPONENT.test(shown)) {
    return { text: plainNumber(value), doubt: long ? 'long' : null }
  }
  if (long && !factsOf(format).isDate) return { text: shown, doubt: 'long' }
  return { text: shown, doubt: hidesPart(value, shown, format) ? 'rounded' : null }
}

/** What Excel showed in a cell: leading zeros of a format, percent, currency, dates; digits in full. */
export function shownValue(cell: CellObject | undefined, date1904: boolean): Shown {
  switch (cell?.t) {
    case 's':
      return plainly(String(cell.v ?? ''))
    case 'n':
      return typeof cell.v === 'number' ? shownNumber(cell, date1904) : plainly(cell.w ?? '')
    case 'b':
      return plainly(cell.v === true ? 'TRUE' : 'FALSE')
    case 'e':
      return { text: cell.w ?? ERROR_TEXTS[Number(cell.v)] ?? '#N/A', doubt: 'error' }
    case 'd':
      return plainly((cell.w ?? '').trim())
    default:
      return plainly('')
  }
}
