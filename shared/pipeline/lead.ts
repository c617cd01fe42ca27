import { z } from 'zod'
import type { Attribute } from './attributes.ts'
import { cellOf, DEFAULT_SEARCH, type BlankChoice, type Column, type Row, type SearchBy } from './sheet.ts'

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
 * they go as ''. Values go trimmed of outer white space, which no field means.
 */
export function leadOf(row: Pick<Row, 'cells'>, columns: readonly Column[], options: LeadOptions): Lead {
  const lead: Lead = []
  for (const column of columns) {
    if (column.attribute === null) continue
    const value = cellOf(row, column).trim()
    if (value === '' && options.blanks === 'skip') continue
    lead.push({ Attribute: column.attribute, Value: value })
  }
  if (options.searchBy !== DEFAULT_SEARCH) lead.push({ Attribute: 'SearchBy', Value: options.searchBy })
  return lead
}

/** The value a lead has for an attribute; '' where it has none. */
export function valueOf(lead: Lead, attribute: string): string {
  return lead.find((field) => field.Attribute === attribute)?.Value ?? ''
}

/** Two spellings of one key are one key: case and outer space do not count, nor does a phone's punctuation. */
export function normaliseKey(attribute: string, value: string): string {
  const folded = value.trim().toLowerCase()
  if (attribute !== 'Phone' && attribute !== 'Mobile') return folded
  const digits = folded.replace(/\D/g, '')
  return digits === '' ? folded : digits
}

/**
 * What a lead is found by, as `attribute=normalised value`: one entry for a chosen attribute, up to two for the API's
 * default search, none where the row has no key and would always make a new lead.
 */
export function searchKeysOf(lead: Lead, searchBy: SearchBy): string[] {
  const attributes = searchBy === DEFAULT_SEARCH ? DEFAULT_SEARCH_ATTRIBUTES : [searchBy]
  const keys: string[] = []
  for (const attribute of attributes) {
    const value = valueOf(lead, attribute)
    if (value !== '') keys.push(`${attribute}=${normaliseKey(attribute, value)}`)
  }
  return keys
}

/**
 * True where sending the lead again can only update: the first try, if it was processed, left a lead the second one
 * finds. Dates and times are stored in another spelling than they were sent in, so a search by one may miss.
 */
export function repeatIsUpdate(lead: Lead, searchBy: SearchBy, attributes: readonly Attribute[]): boolean {
  if (searchKeysOf(lead, searchBy).length === 0) return false
  const type = attributes.find((attribute) => attribute.schemaName === searchBy)?.dataType
  return type !== 'Date' && type !== 'Time'
}
