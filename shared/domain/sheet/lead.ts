import { z } from 'zod'
import { domainInLetters } from '#shared/values/international-domain.ts'
import { phoneDigitsIn } from '#shared/values/national-phones.ts'
import { readSigns, withoutInvisible } from '#shared/values/signs.ts'
import type { Attribute } from './attributes.ts'
import { sentText, type SentColumn } from './sent-text.ts'
import { DEFAULT_SEARCH, type BlankChoice, type Column, type Row, type SearchBy } from './sheet.ts'

/** One pair of the wire format (contract: "Create or Update Leads in Bulk", JSON Body). */
export const LeadField = z.object({ Attribute: z.string(), Value: z.string() })
export type LeadField = z.infer<typeof LeadField>
/** A lead is the list of its pairs; `SearchBy` is one of them and names the attribute to search by. */
export const Lead = z.array(LeadField)
export type Lead = z.infer<typeof Lead>

/** The API's own bound on a call (contract: "up to 25 records with a single call"). */
export const LEADS_PER_CALL = 25

/** The attributes the API searches by when no `SearchBy` is given. */
export const DEFAULT_SEARCH_ATTRIBUTES = ['EmailAddress', 'Phone'] as const

export interface LeadOptions {
  searchBy: SearchBy
  blanks: BlankChoice
}

/**
 * The payload of a row: its mapped columns in order. Empty cells are left out unless the person said "clear"; then
 * they go as ''. Values go trimmed of outer white space, which no field means. A cell that holds something other than it
 * shows goes as its column's attribute takes it (`sentColumns` tells the columns).
 */
export function leadOf(
  row: Pick<Row, 'cells' | 'held'>,
  columns: readonly SentColumn[],
  options: LeadOptions,
): Lead {
  const lead: Lead = []
  for (const column of columns) {
    if (column.attribute === null) continue
    const value = sentValue(row, column, options)
    if (value !== null) lead.push({ Attribute: column.attribute, Value: value })
  }
  if (options.searchBy !== DEFAULT_SEARCH) lead.push({ Attribute: 'SearchBy', Value: options.searchBy })
  return lead
}

/** What goes out of one mapped column; null for nothing. */
export function sentValue(
  row: Pick<Row, 'cells' | 'held'>,
  column: SentColumn,
  { blanks }: Pick<LeadOptions, 'blanks'>,
): string | null {
  const value = sentText(row, column)
  // No lead is nobody's: an owner is never cleared.
  return value === '' && (blanks === 'skip' || column.takes === 'User') ? null : value
}

/** A lead that is searched by its Lead ID, with these of its fields. */
export function byLeadId(leadId: string, fields: Lead): Lead {
  return [
    { Attribute: LEAD_ID, Value: leadId },
    ...fields.filter(({ Attribute }) => Attribute !== LEAD_ID),
    { Attribute: 'SearchBy', Value: LEAD_ID },
  ]
}

/** The attribute that holds a lead's own number. */
export const LEAD_ID = 'ProspectID'

/** What leads are searched by: the chosen attribute, or the API's own two. */
export function searchAttributesOf(searchBy: SearchBy): readonly string[] {
  return searchBy === DEFAULT_SEARCH ? DEFAULT_SEARCH_ATTRIBUTES : [searchBy]
}

/** The columns leads are found by: all that is needed of a row to tell its keys. */
export function keyColumnsOf<Kind extends Column>(columns: readonly Kind[], searchBy: SearchBy): Kind[] {
  const names = searchAttributesOf(searchBy)
  return columns.filter(({ attribute }) => attribute !== null && names.includes(attribute))
}

/** The value a lead has for an attribute; '' where it has none. */
export function valueOf(lead: Lead, attribute: string): string {
  return lead.find((field) => field.Attribute === attribute)?.Value ?? ''
}

/** Of which country an attribute's numbers without a code are; null: nobody said. */
export type PhoneCountries = (attribute: string) => string | null
const NO_COUNTRY: PhoneCountries = () => null

/** As is said of the columns that go there. */
export function phoneCountriesOf(columns: readonly SentColumn[]): PhoneCountries {
  const countries = new Map<string | null, string>()
  for (const { attribute, phoneCountry } of columns)
    if (phoneCountry !== undefined && !countries.has(attribute)) countries.set(attribute, phoneCountry)
  return (attribute) => countries.get(attribute) ?? null
}

const PLAIN_KEY = /^[ -~]*$/
/** What follows a country's code in brackets: +49 (0)171. Dialled from within the country only. */
const TRUNK_ZERO = /^(\+|00)([\d\s-]{1,6})\(0\)/

/**
 * Two spellings of one key are one key: case, outer space and signs nobody sees do not count, nor does a phone's punctuation, the
 * way its country code is introduced (+91, 0091, 91), the full-width forms of letters and digits, or a domain's form for machines (xn--). Where it is known of which country
 * (ISO 3166 alpha-2) numbers without a code are, such a number is the one with the code.
 */
export function normaliseKey(attribute: string, value: string, phoneCountry: string | null = null): string {
  const plain = PLAIN_KEY.test(value)
  const folded = plain ? value.trim() : withoutInvisible(readSigns(value).text).normalize('NFC')
  if (attribute === 'Phone' || attribute === 'Mobile') {
    const digits = (plain ? folded : folded.normalize('NFKC')).replace(TRUNK_ZERO, '$1$2').replace(/\D/g, '')
    if (digits === '') return folded.toLowerCase()
    const plainDigits = digits.replace(/^00(?=[1-9])/, '')
    if (phoneCountry === null) return plainDigits
    return phoneDigitsIn(phoneCountry, plainDigits, /^[+＋]/.test(folded) || plainDigits !== digits)
  }
  const small = folded.toLowerCase()
  if (attribute !== 'EmailAddress') return small
  return domainInLetters(plain ? small : small.normalize('NFKC'))
}

/**
 * What a lead is found by, as `attribute=normalised value`: one entry for a chosen attribute, up to two for the API's
 * default search, none where the row has no key and would always make a new lead.
 */
export function searchKeysOf(
  lead: Lead,
  searchBy: SearchBy,
  countryOf: PhoneCountries = NO_COUNTRY,
): string[] {
  const keys: string[] = []
  for (const attribute of searchAttributesOf(searchBy)) {
    const value = valueOf(lead, attribute)
    if (value !== '') keys.push(`${attribute}=${normaliseKey(attribute, value, countryOf(attribute))}`)
  }
  return keys
}

/** Digits by which two spellings of one phone are recognised, with or without country code and leading zeros. */
const TELLING_DIGITS = 8

/**
 * The keys by which two leads might be one to the server, coarser than `searchKeysOf`: how it compares phones is not
 * documented, so numbers with equal endings are kept apart in time. That costs a moment where it was needless; two calls
 * with one key at the same time can create two leads.
 */
export function raceKeysOf(lead: Lead, searchBy: SearchBy): string[] {
  return searchKeysOf(lead, searchBy).map((key) => {
    const [attribute, value] = [key.slice(0, key.indexOf('=')), key.slice(key.indexOf('=') + 1)]
    const isPhone = attribute === 'Phone' || attribute === 'Mobile'
    return `${attribute}=${isPhone ? value.slice(-TELLING_DIGITS) : value.normalize('NFKC').replace(/\s+/g, ' ')}`
  })
}

/** The server's own numbering: whatever is sent for these, a new lead gets another. */
const NUMBERED_BY_SERVER = ['ProspectID', 'ProspectAutoId']
const PLAIN_NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d*[1-9])?$/
const DATE_OR_TIME = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\d{1,2}:\d{2})/
const YES_OR_NO = /^(yes|no|true|false|y|n|0|1)$/i

/** True where a lead made with this value is found by this value: the server keeps it as it was sent. */
function isFoundAgain(name: string, value: string, attribute: Attribute | undefined): boolean {
  if (value === '' || NUMBERED_BY_SERVER.includes(name)) return false
  if (!attribute) {
    // A field whose type nobody told us: what looks like a date, a number or a yes may be kept in another spelling.
    if (DATE_OR_TIME.test(value) || YES_OR_NO.test(value)) return false
    return Number.isNaN(Number(value)) || PLAIN_NUMBER.test(value)
  }
  if (attribute.readOnly) return false
  if (attribute.maxLength !== null && value.length > attribute.maxLength) return false
  switch (attribute.dataType) {
    case 'Text':
    case 'Email':
    case 'Phone':
    case 'Website':
      return true
    case 'Select':
      // Several choices come back in the service's own order.
      return attribute.several === undefined
    case 'Number':
      return PLAIN_NUMBER.test(value)
    case 'Date':
    case 'Time':
    case 'Boolean':
    case 'User':
      return false
  }
}

/**
 * True where sending the lead again can only update: the first try, if it was processed, left a lead that the second one
 * finds by the same value. Dates, times, booleans and numbers such as 007 are kept in another spelling than they were
 * sent in, a value that is too long may be cut, and a field the server fills itself is not kept at all: a search by one
 * of those may miss, and the repeat would make a second lead. With the default search one good key is enough.
 */
export function repeatIsUpdate(lead: Lead, searchBy: SearchBy, attributes: readonly Attribute[]): boolean {
  return searchAttributesOf(searchBy).some((name) =>
    isFoundAgain(
      name,
      valueOf(lead, name).trim(),
      attributes.find((attribute) => attribute.schemaName === name),
    ),
  )
}
