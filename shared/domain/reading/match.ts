import {
  DEFAULT_SEARCH_ATTRIBUTES,
  normaliseKey,
  searchAttributesOf,
  valueOf,
  type Lead,
} from '#shared/domain/sheet/lead.ts'
import { DEFAULT_SEARCH, type SearchBy } from '#shared/domain/sheet/sheet.ts'

/** One thing a row's lead may be known by. `value` is as it was written; `key` is normalised as everywhere. */
export interface RowKey {
  attribute: string
  value: string
  key: string
}

export type Match =
  | { kind: 'none' }
  | { kind: 'one'; leadId: string }
  | { kind: 'several'; leadId: string; otherLeadId: string; by: string }
  /** `leadId` null: the search finds none, but `otherLeadId` has what `by` must be unique. */
  | { kind: 'clash'; leadId: string | null; otherLeadId: string; by: string }
  /** There is nothing to search by. */
  | { kind: 'no-key' }

/** By what rows are known that are searched so. */
export function keyAttributesOf(searchBy: SearchBy): readonly string[] {
  if (searchBy === DEFAULT_SEARCH) return DEFAULT_SEARCH_ATTRIBUTES
  return [...new Set([...searchAttributesOf(searchBy), ...DEFAULT_SEARCH_ATTRIBUTES])]
}

/** All keys of a row that a push looks at: those it searches by first, then those no two leads may share. */
export function rowKeysOf(lead: Lead, searchBy: SearchBy): RowKey[] {
  return keysOf((attribute) => valueOf(lead, attribute), searchBy)
}

/** The same of what is looked up; '' for nothing. */
export function keysOf(valueOf: (attribute: string) => string, searchBy: SearchBy): RowKey[] {
  const keys: RowKey[] = []
  for (const attribute of keyAttributesOf(searchBy)) {
    const value = valueOf(attribute).trim()
    if (value !== '') keys.push({ attribute, value, key: normaliseKey(attribute, value) })
  }
  return keys
}

/**
 * Which lead a row is, as `CreateOrUpdate` decides it: the first search attribute the row has names it; an email or a phone
 * that belongs to another lead is refused. `idsOf` answers the leads that have a key.
 */
export function matchRow<Key extends Pick<RowKey, 'attribute'>>(
  keys: readonly Key[],
  searchBy: SearchBy,
  idsOf: (key: Key) => readonly string[],
): Match {
  const searched = searchAttributesOf(searchBy)
  // With an email the phone is not searched by: the lead that only shares it is refused as a duplicate (field reports).
  const main = searched.flatMap((attribute) => keys.find((key) => key.attribute === attribute) ?? [])[0]
  if (!main) return { kind: 'no-key' }
  const [first, second] = idsOf(main)
  if (first !== undefined && second !== undefined)
    return { kind: 'several', leadId: first, otherLeadId: second, by: main.attribute }
  const target = first ?? null
  for (const key of keys) {
    if (!(DEFAULT_SEARCH_ATTRIBUTES as readonly string[]).includes(key.attribute)) continue
    const owners = idsOf(key)
    const [owner] = owners
    if (owner === undefined || (target !== null && owners.includes(target))) continue
    return { kind: 'clash', leadId: target, otherLeadId: owner, by: key.attribute }
  }
  return target === null ? { kind: 'none' } : { kind: 'one', leadId: target }
}
