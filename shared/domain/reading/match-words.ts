import { asHere } from '#shared/wording/numbers.ts'
import type { MatchKind } from './comparison.ts'

/** In the order they are told: what would go in, what need not, what somebody should look at. */
export const MATCH_KINDS = [
  'new',
  'update',
  'same',
  'several',
  'clash',
  'noAccess',
  'notKnown',
] as const satisfies readonly MatchKind[]

export const MATCH_LABELS: Readonly<Record<MatchKind, string>> = {
  new: 'New',
  update: 'Update',
  same: 'Same',
  several: 'Several leads',
  clash: 'Clash',
  noAccess: 'No access',
  notKnown: 'Not known',
}

/** "Update (2 fields)" of a row; without `fields` the kind alone. */
export function matchInWords(kind: MatchKind, fields?: number): string {
  if (kind !== 'update' || fields === undefined) return MATCH_LABELS[kind]
  return `Update (${asHere.countOf(fields, 'field')})`
}
