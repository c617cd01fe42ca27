import { FULL_NAME_HEADINGS } from '#shared/domain/sheet/mapping/synonyms.ts'
import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import type { NameCleaning } from './cleaning.ts'

export interface SplitName {
  first: string
  last: string
}

const TITLES =
  /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|rev|hon|herr|frau|mme|mlle|sr|sra|srta|dott|ing|dipl|shri|smt|mag)\.?\s+|m\.\s+)+/iu
const SUFFIX = /^(?:jr|sr|ii|iii|iv|phd|ph\.d|md|esq|mba|cpa)\.?$/i
/** Words that open a family name: van der Berg, de la Cruz, bin Rashid. */
const PARTICLES = new Set([
  'van',
  'von',
  'der',
  'den',
  'de',
  'del',
  'della',
  'da',
  'di',
  'do',
  'dos',
  'das',
  'du',
  'la',
  'le',
  'los',
  'bin',
  'ibn',
  'al',
  'el',
  'ter',
  'ten',
  'zu',
  'zur',
  'vom',
  'st',
  'st.',
  'san',
  'mac',
  'af',
  'av',
  "'t",
])

/**
 * First and last name of a whole name. A comma puts the last name first; else the last word is the last name, with the
 * particles before it and a suffix after it; titles are left out. Null where one word (or a name written without
 * spaces) does not tell which is which.
 */
export function splitFullName(value: string): SplitName | null {
  const name = value.trim().replace(/\s+/gu, ' ').replace(TITLES, '')
  const comma = name.indexOf(',')
  if (comma > 0) {
    const before = name.slice(0, comma).trim()
    const after = name
      .slice(comma + 1)
      .trim()
      .replace(TITLES, '')
    if (before !== '' && after !== '' && !after.includes(',') && !SUFFIX.test(after))
      return { first: after, last: before }
    if (!SUFFIX.test(after)) return null
  }
  const words = name.replace(',', '').split(' ')
  let end = words.length
  while (end > 2 && SUFFIX.test(words[end - 1]!)) end--
  let start = end - 1
  while (start > 1 && PARTICLES.has(words[start - 1]!.toLowerCase())) start--
  const first = words.slice(0, start).join(' ')
  const last = words.slice(start).join(' ')
  return first === '' || last === '' ? null : { first, last }
}

export const isFullName = ({ header }: Pick<Column, 'header'>): boolean =>
  FULL_NAME_HEADINGS.has(normaliseHeading(header))

export const NAMES: NameCleaning<'names'> = {
  work: 'names',
  kind: 'names',
  label: 'Split full name',
  types: [],
  signs: [isFullName],
  mends: null,
}
