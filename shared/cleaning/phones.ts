import { exportMark } from '#shared/values/export-marks.ts'
import { readSigns, withoutInvisible } from '#shared/values/signs.ts'
import { cleanedText, UNCLEAR, type Cleaner } from './cleaned.ts'
import { goesTo, type CellCleaning } from './cleaning.ts'
import type { ReadPhone } from './phone-number.ts'

/** `+49 171 2345678` · `+491712345678` · `+49-1712345678`, the form LeadSquared shows numbers in. */
export type PhoneStyle = 'spaced' | 'plain' | 'dashed'

/** Without what other programs put before it (`p:`, `'`) and the signs nobody sees; +91 for 0091. */
function bareNumber(value: string): string {
  const text = withoutInvisible(readSigns(value).text).normalize('NFKC')
  return text
    .slice(exportMark(text).length)
    .trim()
    .replace(/^00(?=[1-9])/, '+')
}

/**
 * Writes phone numbers in one form. A number without a country code is read as one of `country`; with none given it is
 * unclear, as is what is no possible number there. An extension is kept where the form has room for it, else the number stays.
 */
export function phoneCleaner(read: ReadPhone, country: string | null, style: PhoneStyle): Cleaner {
  return (value) => {
    const number = read(bareNumber(value), country)
    if (!number) return UNCLEAR
    if (style === 'spaced') return cleanedText(number.international)
    if (number.hasExtension) return UNCLEAR
    return cleanedText(`+${number.callingCode}${style === 'dashed' ? '-' : ''}${number.national}`)
  }
}

export const PHONES: CellCleaning<'phones'> = {
  work: 'cells',
  kind: 'phones',
  label: 'Phones to one format',
  about: '',
  types: ['Phone'],
  signs: [goesTo('Phone')],
  mends: { problem: 'bad-phone', label: 'Write phones in one format' },
  reach: 'types',
  options: [
    {
      name: 'country',
      label: 'Country of numbers without a country code',
      as: 'countries',
      values: [],
      initial: null,
    },
    {
      name: 'style',
      label: 'Format',
      as: 'list',
      values: [
        { value: 'dashed', label: '+49-1712345678, as LeadSquared has it', word: 'dashed' },
        { value: 'spaced', label: '+49 171 2345678', word: 'spaced' },
        { value: 'plain', label: '+491712345678', word: 'plain' },
      ],
      initial: 'dashed',
    },
  ],
  cleaner: ({ country = null, style }, { phones }) => phoneCleaner(phones, country, style as PhoneStyle),
}
