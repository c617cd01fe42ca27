import {
  DEFAULT_SEARCH_ATTRIBUTES,
  normaliseKey,
  searchAttributesOf,
  valueOf,
  type Lead,
} from '#shared/domain/sheet/lead.ts'
import { DEFAULT_SEARCH, type SearchBy } from '#shared/domain/sheet/sheet.ts'
import { samePhone } from './phones.ts'

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

/** Answers the leads that have a key. */
type IdsOf<Key> = (key: Key) => readonly string[]

/**
 * Which lead a row is, as `CreateOrUpdate` decides it: the first search attribute the row has names it; an email or a phone
 * that belongs to another lead is refused.
 */
export function matchRow<Key extends Pick<RowKey, 'attribute'>>(
  keys: readonly Key[],
  searchBy: SearchBy,
  idsOf: IdsOf<Key>,
): Match {
  return orClash(findRow(keys, searchBy, idsOf), keys, idsOf)
}

/** The lead by which the search finds a row, whoever has the row's other keys. */
export function findRow<Key extends Pick<RowKey, 'attribute'>>(
  keys: readonly Key[],
  searchBy: SearchBy,
  idsOf: IdsOf<Key>,
): Exclude<Match, { kind: 'clash' }> {
  const main = searchedKey(keys, searchBy)
  if (!main) return { kind: 'no-key' }
  const [first, second] = idsOf(main)
  if (first === undefined) return { kind: 'none' }
  return second === undefined
    ? { kind: 'one', leadId: first }
    : { kind: 'several', leadId: first, otherLeadId: second, by: main.attribute }
}

/** With an email the phone is not searched by: the lead that only shares it is refused as a duplicate (field reports). */
export function searchedKey<Key extends Pick<RowKey, 'attribute'>>(
  keys: readonly Key[],
  searchBy: SearchBy,
): Key | undefined {
  for (const attribute of searchAttributesOf(searchBy)) {
    const found = keys.find((key) => key.attribute === attribute)
    if (found) return found
  }
  return undefined
}

/** What was found, or the clash where another lead has what no two may share. */
export function orClash<Key extends Pick<RowKey, 'attribute'>>(
  found: Match,
  keys: readonly Key[],
  idsOf: IdsOf<Key>,
): Match {
  if (found.kind !== 'none' && found.kind !== 'one') return found
  const target = found.kind === 'one' ? found.leadId : null
  for (const key of keys) {
    if (!isUnique(key)) continue
    const owners = idsOf(key)
    const [owner] = owners
    if (owner === undefined || (target !== null && owners.includes(target))) continue
    return { kind: 'clash', leadId: target, otherLeadId: owner, by: key.attribute }
  }
  return found
}

/** No two leads may share it. */
function isUnique({ attribute }: Pick<RowKey, 'attribute'>): boolean {
  return (DEFAULT_SEARCH_ATTRIBUTES as readonly string[]).includes(attribute)
}

/** Whether a lead has, of these keys, all that no two leads may share, as far as its values (as they came) tell. */
export function hasKeys(
  keys: readonly RowKey[],
  valueOf: (attribute: string) => string | null | undefined,
): boolean {
  return keys.every((key) => {
    if (!isUnique(key)) return true
    const value = valueOf(key.attribute) ?? ''
    if (value === key.value) return true
    const theirs = normaliseKey(key.attribute, value)
    return key.attribute === 'Phone' ? samePhone(key.key, theirs) : key.key === theirs
  })
}
