/** A day number of `YYYY-MM-DD`, or null. */
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY_MS = 86_400_000
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.(\d{1,6}))?$/
/** A counter, such as `0098`, and what may stand before it, as in `Lead 7` or `A-09`. */
const COUNTED = /^(.*?\D|)(\d{1,9})$/

interface Series {
  valueAt(index: number): string
}

function evenStep(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const step = values[1]! - values[0]!
  for (let i = 2; i < values.length; i++) {
    if (Math.abs(values[i]! - values[i - 1]! - step) > 1e-9 * Math.max(1, Math.abs(step))) return null
  }
  return step
}

function numbers(source: readonly string[]): Series | null {
  const matches = source.map((text) => PLAIN_NUMBER.exec(text))
  if (!matches.every((match) => match !== null)) return null
  const step = evenStep(source.map(Number))
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

function dayOf(text: string): number | null {
  const match = ISO_DATE.exec(text)
  if (!match) return null
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  return new Date(time).toISOString().startsWith(text) ? time / DAY_MS : null
}

function dates(source: readonly string[]): Series | null {
  const days = source.map(dayOf)
  if (!days.every((day) => day !== null)) return null
  const first = days[0]!
  const step = days.length === 1 ? 1 : evenStep(days)
  if (step === null) return null
  return { valueAt: (index) => new Date((first + step * index) * DAY_MS).toISOString().slice(0, 10) }
}

function counted(source: readonly string[]): Series | null {
  if (source.length < 2) return null
  const matches = source.map((text) => COUNTED.exec(text))
  if (!matches.every((match) => match !== null)) return null
  const stem = matches[0]![1]!
  const width = matches[0]![2]!.length
  const padded = matches.some((match) => match[2]!.length > 1 && match[2]!.startsWith('0'))
  if (matches.some((match) => match[1] !== stem || (padded && match[2]!.length !== width))) return null
  const step = evenStep(matches.map((match) => Number(match[2])))
  if (step === null) return null
  const first = Number(matches[0]![2])
  return {
    valueAt(index) {
      const value = first + step * index
      if (value < 0) return source[((index % source.length) + source.length) % source.length]!
      return `${stem}${padded ? String(value).padStart(width, '0') : value}`
    },
  }
}

/**
 * Continues `source` by `many` values in the direction of `step` (1: after its end, -1: before its start, nearest first).
 * A plain series goes on (numbers from two cells up, ISO dates, counters with their zeros, alone or after a word); everything
 * else repeats. Ten digits with a leading zero are a phone and no counter.
 */
export function continued(source: readonly string[], many: number, step: 1 | -1): string[] {
  const series = numbers(source) ?? dates(source) ?? counted(source)
  const size = source.length
  return Array.from({ length: many }, (_, offset) => {
    const index = step === 1 ? size + offset : -1 - offset
    return series ? series.valueAt(index) : source[((index % size) + size) % size]!
  })
}
