import type { CellObject } from 'xlsx'
import type { Doubt } from './cell-doubts.ts'
import { NOT_CALCULATED } from '#shared/domain/sheet/held.ts'
import { FORMULA_WITHOUT_VALUE } from '#electron/workbook/formats/formula-marks.ts'
import { heldClock } from '#electron/workbook/formats/date-serial.ts'
import { formatNumber, heldMoment, hidesPartOfDate, isShowable, numberFormat } from './number-format.ts'
import { plainNumber } from './plain-number.ts'
import { hidesAmount } from './shown-amount.ts'

/** A cell's text, and how it differs from what the file holds. */
export interface Shown {
  text: string
  /** Where a person should know of it. */
  doubt: Doubt | null
  /** What the file holds, where that is not the text; in the words of `held.ts`. */
  held?: string
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

/** Built-in formats 14 and 22, which Excel shows in the order of the reader's country. */
const COUNTRY_DATES = new Map([
  ['m/d/yy', 'yyyy-mm-dd'],
  ['m/d/yy h:mm', 'yyyy-mm-dd hh:mm'],
])

const EXPONENT = /^[+-]?\d+([.,]\d+)?E[+-]?\d+$/i

/** Numbers without a format of their own, and those shown with an exponent, come with all their digits. */
function inFull(value: number): Shown {
  const long = Number.isInteger(value) && Math.abs(value) >= 1e15
  const text = plainNumber(value)
  return shownAs(text, long ? 'long' : null, text)
}

/** More hours than a day has: no time of day, though OpenDocument's format of it may not say so. */
const LENGTH_OF_TIME = /^-?(?:2[4-9]|[3-9]\d|\d{3,}):\d{2}(?::\d{2}(?:[.,]\d+)?)?$/

/** OpenDocument keeps what was shown beside the value; elsewhere it is made from the format. */
function shownNumber(value: number, code: string, byFile: string | null, date1904: boolean): Shown {
  const format = numberFormat(byFile === null ? (COUNTRY_DATES.get(code) ?? code) : code)
  if (format.isGeneral && byFile === null) return inFull(value)
  if (!isShowable(format, value, date1904)) return { text: plainNumber(value), doubt: 'no-date' }
  const text = (byFile ?? formatNumber(format, value, date1904)).trim()
  if (EXPONENT.test(text)) return inFull(value)
  if (format.isDate) {
    const held =
      byFile !== null && LENGTH_OF_TIME.test(text) ? heldClock(value) : heldMoment(format, value, date1904)
    const hides = held !== text && hidesPartOfDate(value, format, date1904)
    return shownAs(text, hides ? 'rounded' : null, held)
  }
  const held = plainNumber(value)
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return shownAs(text, 'long', held)
  return shownAs(text, hidesAmount(value, text) ? 'rounded' : null, held)
}

/** Beside texts with a decimal comma 1.234 would be read as a thousand and more; the number it is has to be kept. */
const LIKE_THOUSANDS = /^-?[1-9]\d{0,2}\.\d{3}$/

const shownAs = (text: string, doubt: Doubt | null, held: string): Shown =>
  held === text && !LIKE_THOUSANDS.test(text) ? { text, doubt } : { text, doubt, held }

/** What LibreOffice shows for errors Excel has no name for; OpenDocument has nothing but that text. */
const OWN_ERROR = /^Err:\d{3}$/

function shownWords(text: string): Shown {
  if (text === FORMULA_WITHOUT_VALUE) return { text: '', doubt: 'not-calculated', held: NOT_CALCULATED }
  return text.startsWith('Err:') && OWN_ERROR.test(text) ? { text, doubt: 'error' } : plainly(text)
}

/** What Excel showed in a cell: leading zeros of a format, percent, currency, dates; digits in full. */
export function shownValue(cell: CellObject | undefined, date1904: boolean): Shown {
  switch (cell?.t) {
    case 's':
      return shownWords(String(cell.v ?? ''))
    case 'n':
      if (typeof cell.v !== 'number') return plainly(cell.w ?? '')
      if (cell.z === undefined && cell.w === undefined) return inFull(cell.v)
      return shownNumber(cell.v, String(cell.z ?? 'General'), cell.w ?? null, date1904)
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
