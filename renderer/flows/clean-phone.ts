import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import { cleanedText, UNCLEAR, type Cleaner } from '#shared/cleaning/cleaned.ts'

/** `+49 171 2345678` · `+491712345678` · `+49-1712345678`, the form LeadSquared shows numbers in. */
export type PhoneStyle = 'spaced' | 'plain' | 'dashed'

/**
 * Writes phone numbers in one form. A number without a country code is read as one of `country`; with none given it is
 * unclear, as is what is no possible number there. An extension is kept where the form has room for it, else the number stays.
 */
export function phoneCleaner(country: string | null, style: PhoneStyle): Cleaner {
  return (value) => {
    const typed = value.trim().replace(/^00(?=[1-9])/, '+')
    const number = parsePhoneNumberFromString(typed, {
      ...(country === null ? null : { defaultCountry: country as CountryCode }),
      // Words around a number are information; taking them out is not cleaning.
      extract: false,
    })
    // Possible, not valid: number ranges are opened faster than any list of them is brought up to date.
    if (!number?.isPossible()) return UNCLEAR
    if (style === 'spaced') return cleanedText(number.formatInternational())
    if (number.ext) return UNCLEAR
    if (style === 'plain') return cleanedText(number.number)
    return cleanedText(`+${number.countryCallingCode}-${number.nationalNumber}`)
  }
}
