import type { Cleaner } from '#shared/cleaning/cleaned.ts'
import { cellCleaningOf, type CleaningRequest } from '#shared/cleaning/registry.ts'

/** The phone library is fetched when somebody cleans phones. */
export async function cleanerFor({ kind, ...chosen }: CleaningRequest): Promise<Cleaner> {
  const cleaning = cellCleaningOf(kind)
  const wantsPhones = cleaning.options.some((option) => option.as === 'countries')
  const phones = wantsPhones ? (await import('./phone-library.ts')).readPhone : () => null
  return cleaning.cleaner(chosen, { phones })
}
