/** A number as the phone library reads it. */
export interface PhoneNumber {
  /** `+49 171 2345678`, with its extension where it has one. */
  international: string
  /** Digits without the plus. */
  callingCode: string
  national: string
  hasExtension: boolean
}

/**
 * Reads a number written without a country code as one of `country` (ISO 3166 alpha-2; null: such a number is not read).
 * Null for what is no possible number, or has words around it. Given in, because the library comes late to the page and
 * shared code stands on nothing.
 */
export type ReadPhone = (typed: string, country: string | null) => PhoneNumber | null
