import { cleanedText, UNCLEAR, type Cleaner } from '#shared/cleaning/cleaned.ts'
import { readDate, type DayOrder } from '#shared/cleaning/dates.ts'
import { mendEmail } from '#shared/cleaning/email-typos.ts'
import { changeCase, type LetterCase } from '#shared/cleaning/letter-case.ts'
import { tidySpaces } from '#shared/cleaning/spaces.ts'
import type { PhoneStyle } from './clean-phone.ts'

/** A cleaning of cells, with all that was chosen for it. */
export type CellCleaning =
  | { kind: 'spaces' }
  | { kind: 'case'; to: LetterCase }
  | { kind: 'emails' }
  /** `country`: ISO 3166 alpha-2 for numbers without a country code; null: leave those. */
  | { kind: 'phones'; country: string | null; style: PhoneStyle }
  /** `order` null: nobody has said yet how 03/04/2025 is meant, so such dates wait. */
  | { kind: 'dates'; order: DayOrder | null }

function dateCleaner(order: DayOrder | null): Cleaner {
  return (value) => {
    const date = readDate(value)
    if (date.kind === 'unclear') return UNCLEAR
    if (date.kind === 'date') return cleanedText(date.text)
    if (order === null) return { kind: 'ambiguous', either: date.dayFirst, or: date.monthFirst }
    return cleanedText(order === 'day-first' ? date.dayFirst : date.monthFirst)
  }
}

/** The phone library is fetched when somebody cleans phones. */
export async function cleanerFor(cleaning: CellCleaning): Promise<Cleaner> {
  switch (cleaning.kind) {
    case 'spaces':
      return (value) => cleanedText(tidySpaces(value))
    case 'case':
      return (value) => cleanedText(changeCase(value, cleaning.to))
    case 'emails':
      return (value) => cleanedText(mendEmail(value))
    case 'phones': {
      const { phoneCleaner } = await import('./clean-phone.ts')
      return phoneCleaner(cleaning.country, cleaning.style)
    }
    case 'dates':
      return dateCleaner(cleaning.order)
  }
}
