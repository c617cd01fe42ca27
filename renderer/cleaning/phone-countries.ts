export interface PhoneCountry {
  /** ISO 3166 alpha-2. */
  code: string
  callingCode: string
  /** In the reader's language. */
  name: string
}

/** The countries whose numbers can be read, by name. Comes with the phone library, so it is there when that is. */
export async function phoneCountries(): Promise<PhoneCountry[]> {
  const { getCountries, getCountryCallingCode } = await import('libphonenumber-js')
  const names = new Intl.DisplayNames(undefined, { type: 'region' })
  return getCountries()
    .map((code) => ({ code, callingCode: getCountryCallingCode(code), name: names.of(code) ?? code }))
    .toSorted((left, right) => left.name.localeCompare(right.name))
}
