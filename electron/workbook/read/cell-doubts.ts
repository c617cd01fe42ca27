import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { columnLetters } from '#electron/workbook/formats/column-letters.ts'

/**
 * 'rounded': digits or a time of day the format hides · 'long': more than 15 digits · 'error': #N/A and its kind ·
 * 'no-date': a number under a date format that is no date · 'not-calculated': a formula without its value ·
 * 'merged': empty but for the merged cell above.
 */
export type Doubt = 'rounded' | 'long' | 'error' | 'no-date' | 'not-calculated' | 'merged'

const PLACES_NAMED = 3

const SENTENCES: Record<Doubt, (count: number) => string> = {
  rounded: (count) =>
    `${inEnglish.countOf(count, 'cell shows less than it holds', 'cells show less than they hold')}. The sheet shows what Excel shows. Fields for numbers, dates and times ` +
    'get what the cell holds; text fields get what is shown.',
  long: (count) =>
    `${inEnglish.countOf(count, 'number has', 'numbers have')} more than 15 digits. Excel keeps only 15, so the last ones may be wrong. ` +
    'Format such columns as text before typing into them.',
  error: (count) =>
    `${inEnglish.countOf(count, 'cell holds', 'cells hold')} a formula error such as #N/A. Correct it here, or in the file.`,
  'no-date': (count) =>
    `${inEnglish.countOf(count, 'number stands', 'numbers stand')} under a date format but ${count === 1 ? 'is no date' : 'are no dates'}: Excel shows #### there. The number itself was taken.`,
  'not-calculated': (count) =>
    `${inEnglish.countOf(count, 'formula is', 'formulas are')} not calculated yet, so ${count === 1 ? 'its value is' : 'their values are'} not known. Open the file in Excel, save it there, and open it again. ` +
    `Until then ${count === 1 ? 'its row stays' : 'their rows stay'} back, if the column is sent.`,
  merged: (count) =>
    `${inEnglish.countOf(count, 'cell was', 'cells were')} filled with what the merged cell above ${count === 1 ? 'it' : 'them'} holds, as Excel shows it.`,
}

function addressOf(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`
}

/** Counts the cells that are not simply what they look like, and names the first few. */
export class CellDoubts {
  private readonly found = new Map<Doubt, { count: number; places: string[] }>()

  add(doubt: Doubt, row: number, column: number, text: string, held?: string): void {
    const entry = this.found.get(doubt) ?? { count: 0, places: [] }
    this.found.set(doubt, entry)
    entry.count++
    if (entry.places.length >= PLACES_NAMED) return
    const difference =
      doubt === 'rounded'
        ? ` shows ${text === '' ? 'nothing' : text}, holds ${held ?? ''}`
        : text === ''
          ? ''
          : ` ${text}`
    entry.places.push(addressOf(row, column) + difference)
  }

  notes(): LoadNote[] {
    return [...this.found].map(([doubt, { count, places }]) => ({
      code: doubt,
      text: `${SENTENCES[doubt](count)} First: ${places.join('; ')}.`,
    }))
  }
}
