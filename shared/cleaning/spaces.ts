import { withoutIdleSigns } from '#shared/values/signs.ts'
import { cleanedText } from './cleaned.ts'
import type { CellCleaning } from './cleaning.ts'

/** Every white space but the line break: tabs, no-break spaces and the typographer's widths are spaces to a reader. */
const WHITE = /[^\S\n]+/g

/** Takes out outer and repeated white space and invisible characters; lines within a cell stay lines. */
export function tidySpaces(value: string): string {
  return withoutIdleSigns(value.replace(/\r\n?/g, '\n'))
    .replace(WHITE, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

export const SPACES: CellCleaning<'spaces'> = {
  work: 'cells',
  kind: 'spaces',
  label: 'Trim and collapse spaces',
  about: '',
  types: [],
  signs: [],
  mends: null,
  reach: 'all',
  options: [],
  cleaner: () => (value) => cleanedText(tidySpaces(value)),
}
