import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import type { ReadPhone } from '#shared/cleaning/phone-number.ts'

export const readPhone: ReadPhone = (typed, country) => {
  const number = parsePhoneNumberFromString(typed, {
    ...(country === null ? null : { defaultCountry: country as CountryCode }),
    // Words around a number are information; taking them out is not cleaning.
    extract: false,
  })
  // Possible, not valid: number ranges are opened faster than any list of them is brought up to date.
  if (!number?.isPossible()) return null
  return {
    international: number.formatInternational(),
    callingCode: number.countryCallingCode,
    national: number.nationalNumber,
    hasExtension: number.ext !== undefined && number.ext !== '',
  }
}
