import { cleanedText } from './cleaned.ts'
import type { CellCleaning } from './cleaning.ts'

/** Characters that take no place on screen but make two equal values differ. */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2069\ufeff]/g
/** A sign beyond the first 65,536 is a pair; half of one is no sign. */
const HALF_PAIRS = /\p{Cs}/gu
/** Every white space but the line break: tabs, no-break spaces and the typographer's widths are spaces to a reader. */
const WHITE = /[^\S\n]+/g

/** Takes out outer and repeated white space and invisible characters; lines within a cell stay lines. */
export function tidySpaces(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replace(HALF_PAIRS, '')
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
