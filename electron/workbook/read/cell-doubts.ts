import type { LoadNote } from '#shared/domain/sheet/workbook.ts'
import { columnLetters } from '#electron/workbook/formats/column-letters.ts'
import { counted } from '#electron/workbook/unreadable.ts'

/** 'rounded': digits or a time of day the format hides · 'long': more than 15 digits · 'error': #N/A and its kind. */
export type Doubt = 'rounded' | 'long' | 'error'

const PLACES_NAMED = 3

const SENTENCES: Record<Doubt, (count: number) => string> = {
  rounded: (count) =>
    `${counted(count, 'cell shows less than it holds', 'cells show less than they hold')}. What was shown was taken. To get it in full, widen the number ` +
    'or date format in Excel and open the file again.',
  long: (count) =>
    `${counted(count, 'number has', 'numbers have')} more than 15 digits. Excel keeps only 15, so the last ones may be wrong. ` +
    'Format such columns as text before typing into them.',
  error: (count) =>
    `${counted(count, 'cell holds', 'cells hold')} a formula error such as #N/A. Correct it here, or in the file.`,
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
      doubt === 'rounded' ? ` shows ${text === '' ? 'nothing' : text}, holds ${held ?? ''}` : ` ${text}`
    entry.places.push(addressOf(row, column) + difference)
  }

  notes(): LoadNote[] {
    return [...this.found].map(([doubt, { count, places }]) => ({
      code: doubt,
      text: `${SENTENCES[doubt](count)} First: ${places.join('; ')}.`,
    }))
  }
}
