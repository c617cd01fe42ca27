/** A series: the value at any place, counted from the first of the cells it is told from. */
export interface Series {
  valueAt(index: number): string
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
/** 31.12.2026, 31/12/2026 or 31-12-26: which of the first two is the day is told from the values. */
const WRITTEN_DATE = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/
const DAY_MS = 86_400_000
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.(\d{1,6}))?$/
/** A counter, such as `0098`, and what may stand before it, as in `Lead 7` or `A-09`. */
const COUNTED = /^(.*?\D|)(\d{1,9})$/
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/
const QUARTER = /^(Q|q|Quarter |Qtr )([1-4])$/

/** Names that follow each other round and round, each list in one length; told whatever the case they are written in. */
const CYCLES: readonly (readonly string[])[] = [
  ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
]

function evenStep(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const step = values[1]! - values[0]!
  for (let i = 2; i < values.length; i++) {
    if (Math.abs(values[i]! - values[i - 1]! - step) > 1e-9 * Math.max(1, Math.abs(step))) return null
  }
  return step
}

function modulo(value: number, size: number): number {
  return ((value % size) + size) % size
}

/** A single number is no series yet; `alone` makes it one, counting by one. */
function numbers(source: readonly string[], alone: boolean): Series | null {
  const matches = source.map((text) => PLAIN_NUMBER.exec(text))
  if (!matches.every((match) => match !== null)) return null
  const step = source.length === 1 ? (alone ? 1 : null) : evenStep(source.map(Number))
  if (step === null) return null
  const lengths = matches.map((match) => match[1]?.length ?? 0)
  const digits = Math.max(...lengths)
  // 1.50 and 1.75 are written to two places, and so is what follows; after 2.5 and 3 there are as many as it takes.
  const fixed = lengths.every((length) => length === digits)
  const first = Number(source[0])
  return {
    valueAt(index) {
      // Adding nothing makes a plain zero of the negative one that rounding can leave.
      const value = Number((first + step * index).toFixed(digits)) + 0
      return fixed ? value.toFixed(digits) : String(value)
    },
  }
}

function dayNumber(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : null
}

function isoDay(text: string): number | null {
  const match = ISO_DATE.exec(text)
  return match && dayNumber(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** Days one after another, or months where two dates are whole months apart, as 31 Jan and 28 Feb are. */
function daySeries(days: readonly (number | null)[], write: (date: Date) => string): Series | null {
  if (!days.every((day) => day !== null)) return null
  const dates = days.map((day) => new Date(day * DAY_MS))
  const [first] = dates
  const months = monthsApart(dates)
  if (months !== null) {
    const day = Math.max(...dates.map((date) => date.getUTCDate()))
    return {
      valueAt(index) {
        const month = first!.getUTCMonth() + months * index
        const last = new Date(Date.UTC(first!.getUTCFullYear(), month + 1, 0))
        last.setUTCDate(Math.min(day, last.getUTCDate()))
        return write(last)
      },
    }
  }
  const step = days.length === 1 ? 1 : evenStep(days)
  if (step === null) return null
  return { valueAt: (index) => write(new Date((days[0]! + step * index) * DAY_MS)) }
}

/** Null where dates are not on the same day of different months (or all on the last of theirs), evenly apart. */
function monthsApart(dates: readonly Date[]): number | null {
  const step = evenStep(dates.map((date) => date.getUTCFullYear() * 12 + date.getUTCMonth()))
  if (step === null || step === 0) return null
  const same = dates.every((date) => date.getUTCDate() === dates[0]!.getUTCDate())
  const ends = dates.every((date) => new Date(date.getTime() + DAY_MS).getUTCDate() === 1)
  return same || ends ? step : null
}

function isoDates(source: readonly string[]): Series | null {
  return daySeries(source.map(isoDay), (date) => date.toISOString().slice(0, 10))
}

/**
 * Dates as people write them go on as they are written. Where no value tells whether the day or the month comes first there is
 * no series: a guess would fill a column with wrong dates.
 */
function writtenDates(source: readonly string[]): Series | null {
  const parts = source.map((text) => WRITTEN_DATE.exec(text))
  if (!parts.every((part) => part !== null)) return null
  const sign = parts[0]![2]!
  const [yearLength] = parts.map((part) => part[4]!.length)
  if (parts.some((part) => part[2] !== sign || part[4]!.length !== yearLength)) return null
  const one = parts.map((part) => Number(part[1]))
  const two = parts.map((part) => Number(part[3]))
  const dayFirst = sign === '.' || one.some((value) => value > 12)
  const monthFirst = two.some((value) => value > 12)
  if (dayFirst === monthFirst) return null
  const year = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text))
  const padded = parts.every((part) => part[1]!.length === 2 && part[3]!.length === 2)
  const pad = (value: number) => (padded ? String(value).padStart(2, '0') : String(value))
  const days = parts.map((part, i) =>
    dayFirst ? dayNumber(year(part[4]!), two[i]!, one[i]!) : dayNumber(year(part[4]!), one[i]!, two[i]!),
  )
  return daySeries(days, (date) => {
    const day = pad(date.getUTCDate())
    const month = pad(date.getUTCMonth() + 1)
    const years = String(date.getUTCFullYear()).slice(-yearLength!)
    return [dayFirst ? day : month, dayFirst ? month : day, years].join(sign)
  })
}

/** Times of the day: by the hour from one, else by their step; round midnight. */
function times(source: readonly string[]): Series | null {
  const parts = source.map((text) => TIME.exec(text))
  if (!parts.every((part) => part !== null)) return null
  const seconds = parts.map((part) => Number(part[1]) * 3600 + Number(part[2]) * 60 + Number(part[3] ?? 0))
  const step = seconds.length === 1 ? 3600 : evenStep(seconds)
  if (step === null) return null
  const withSeconds = parts[0]![3] !== undefined
  const padded = parts.every((part) => part[1]!.length === 2)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    valueAt(index) {
      const at = modulo(seconds[0]! + step * index, 86_400)
      const hour = Math.floor(at / 3600)
      const rest = [two(Math.floor(at / 60) % 60), ...(withSeconds ? [two(at % 60)] : [])]
      return [padded ? two(hour) : String(hour), ...rest].join(':')
    },
  }
}

function inCaseOf(sample: string, word: string): string {
  if (sample === sample.toLowerCase()) return word.toLowerCase()
  return sample === sample.toUpperCase() ? word.toUpperCase() : word
}

function cycles(source: readonly string[]): Series | null {
  for (const names of CYCLES) {
    const places = source.map((text) => names.findIndex((name) => name.toLowerCase() === text.toLowerCase()))
    if (places.includes(-1)) continue
    const step = source.length === 1 ? 1 : modulo(places[1]! - places[0]!, names.length)
    const even = places.every((place, i) => place === modulo(places[0]! + step * i, names.length))
    if (!even || step === 0) continue
    return {
      valueAt: (index) => inCaseOf(source[0]!, names[modulo(places[0]! + step * index, names.length)]!),
    }
  }
  return null
}

function quarters(source: readonly string[]): Series | null {
  const parts = source.map((text) => QUARTER.exec(text))
  if (!parts.every((part) => part !== null) || parts.some((part) => part[1] !== parts[0]![1])) return null
  const step = source.length === 1 ? 1 : evenStep(parts.map((part) => Number(part[2])))
  if (step === null) return null
  return { valueAt: (index) => `${parts[0]![1]}${modulo(Number(parts[0]![2]) - 1 + step * index, 4) + 1}` }
}

/** A counter after a word goes on from one cell; digits alone do from two, since one may be a phone or a code. */
function counted(source: readonly string[], alone: boolean): Series | null {
  const matches = source.map((text) => COUNTED.exec(text))
  if (!matches.every((match) => match !== null)) return null
  const stem = matches[0]![1]!
  // "Lead 007" and "A-09" count; "+44 7700 900001", "3.5" and "2026-01" are no word with a counter.
  if (source.length === 1 && !alone && !/\p{L}[\s#._-]*$/u.test(stem)) return null
  const width = matches[0]![2]!.length
  const padded = matches.some((match) => match[2]!.length > 1 && match[2]!.startsWith('0'))
  if (matches.some((match) => match[1] !== stem || (padded && match[2]!.length !== width))) return null
  const step = source.length === 1 ? 1 : evenStep(matches.map((match) => Number(match[2])))
  if (step === null) return null
  const first = Number(matches[0]![2])
  return {
    valueAt(index) {
      const value = first + step * index
      if (value < 0) return source[modulo(index, source.length)]!
      return `${stem}${padded ? String(value).padStart(width, '0') : value}`
    },
  }
}

/** The series some values begin; null: there is none, and they repeat. `alone`: one number counts as the start of one. */
export function seriesOf(source: readonly string[], alone: boolean): Series | null {
  return (
    numbers(source, alone) ??
    isoDates(source) ??
    writtenDates(source) ??
    times(source) ??
    cycles(source) ??
    quarters(source) ??
    counted(source, alone)
  )
}
