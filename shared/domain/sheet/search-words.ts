import { tellsLeadsApart, type Attribute } from './attributes.ts'
import { DEFAULT_SEARCH_ATTRIBUTES, searchAttributesOf } from './lead.ts'
import { DEFAULT_SEARCH, type Column, type SearchBy } from './sheet.ts'

/** What a search by an attribute several leads can share may do, and what is better; both are whole sentences. */
export interface SharedKeyWords {
  fact: string
  advice: string
}

/** True where the API's own search has a column to go by. */
export function canSearchByDefault(columns: readonly Column[]): boolean {
  return columns.some(
    ({ attribute }) => attribute !== null && searchAttributesOf(DEFAULT_SEARCH).includes(attribute),
  )
}

/**
 * Null where what leads are searched by tells them apart, or is not known. What is advised can be done with these columns: a search by email
 * or phone only where one of them is sent.
 */
export function sharedKeyInWords(
  searchBy: SearchBy,
  columns: readonly Column[],
  attributes: readonly Attribute[],
): SharedKeyWords | null {
  if (searchBy === DEFAULT_SEARCH) return null
  const attribute = attributes.find(({ schemaName }) => schemaName === searchBy)
  // The built-in list has not all fields; a lead's own number is its own wherever it comes from.
  if (tellsLeadsApart(attribute ?? { schemaName: searchBy, dataType: 'Text' })) return null
  const name = attribute?.displayName ?? searchBy
  const names = DEFAULT_SEARCH_ATTRIBUTES.map(
    (key) => attributes.find(({ schemaName }) => schemaName === key)?.displayName ?? key,
  )
  const better = canSearchByDefault(columns)
    ? 'Search by email or phone'
    : `Send a column to ${names.join(' or ')} and search by that`
  return {
    fact: `Several leads can have the same ${name}.`,
    advice: `A row may then overwrite the wrong lead, or more than one. ${better}, unless you are sure that each lead has its own ${name}.`,
  }
}
