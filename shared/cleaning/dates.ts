import { readDateIn } from '#shared/values/read-date.ts'

/** How 03/04/2025 is meant; only the person knows. */
export type DayOrder = 'day-first' | 'month-first'

export type ReadDate =
  | { kind: 'date'; text: string }
  /** Day and month could be either way round. */
  | { kind: 'ambiguous'; dayFirst: string; monthFirst: string }
  | { kind: 'unclear' }

/**
 * Reads a date as people write them and answers it as LeadSquared takes it: `yyyy-MM-dd`, with ` HH:mm:ss` where a time
 * was written. Never guesses between day and month, and does not move a time between zones: an offset is unclear.
 */
export function readDate(value: string): ReadDate {
  const date = readDateIn(value)
  if (date.kind === 'clear') return { kind: 'date', text: date.text }
  if (date.kind !== 'ordered') return { kind: 'unclear' }
  const { dmy, mdy } = date
  if (dmy !== null && mdy !== null && dmy !== mdy)
    return { kind: 'ambiguous', dayFirst: dmy, monthFirst: mdy }
  const text = dmy ?? mdy
  return text === null ? { kind: 'unclear' } : { kind: 'date', text }
}
