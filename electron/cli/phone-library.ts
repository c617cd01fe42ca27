import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import type { ReadPhone } from '#shared/cleaning/phone-number.ts'

/** As the window reads phones (`renderer/cleaning/phone-library.ts`): possible numbers, with nothing around them. */
export const readPhone: ReadPhone = (typed, country) => {
  const number = parsePhoneNumberFromString(typed, {
    ...(country === null ? null : { defaultCountry: country as CountryCode }),
    extract: false,
  })
  if (!number?.isPossible()) return null
  return {
    international: number.formatInternational(),
    callingCode: number.countryCallingCode,
    national: number.nationalNumber,
    hasExtension: number.ext !== undefined && number.ext !== '',
  }
}

/** `code`: ISO 3166 alpha-2. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code)
}
