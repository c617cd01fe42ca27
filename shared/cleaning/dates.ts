import { readDateIn } from '#shared/values/read-date.ts'
import { hasTime, saysZone } from '#shared/values/zones.ts'
import { cleanedText, UNCLEAR, type Cleaner } from './cleaned.ts'
import { goesTo, mostly, type CellCleaning } from './cleaning.ts'

/** How 03/04/2025 is meant; only the person knows. */
export type DayOrder = 'day-first' | 'month-first'

export type ReadDate =
  | { kind: 'date'; text: string }
  /** Day and month could be either way round. */
  | { kind: 'ambiguous'; dayFirst: string; monthFirst: string }
  | { kind: 'unclear' }

/**
 * Reads a date as people write them and answers it as LeadSquared takes it: `yyyy-MM-dd`, with ` HH:mm:ss` where a time
 * was written. Never guesses between day and month. A time that says its zone goes on saying it: ` HH:mm:ssZ`, as what is written without
 * one may be of the clocks of another.
 */
export function readDate(value: string): ReadDate {
  const date = readDateIn(value)
  const said = (text: string): string => (hasTime(text) && saysZone(value) ? `${text}Z` : text)
  if (date.kind === 'clear') return { kind: 'date', text: said(date.text) }
  if (date.kind !== 'ordered') return { kind: 'unclear' }
  const dmy = date.dmy === null ? null : said(date.dmy)
  const mdy = date.mdy === null ? null : said(date.mdy)
  if (dmy !== null && mdy !== null && dmy !== mdy)
    return { kind: 'ambiguous', dayFirst: dmy, monthFirst: mdy }
  const text = dmy ?? mdy
  return text === null ? { kind: 'unclear' } : { kind: 'date', text }
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
