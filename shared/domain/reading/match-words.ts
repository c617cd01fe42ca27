import { asHere, type NumberWording } from '#shared/wording/numbers.ts'
import type { Comparison, MatchKind } from './comparison.ts'

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

/** Of the new rows, those that would make no lead of their own (`Comparison.newAgain`); '' where there are none. */
export function newAgainInWords({ newAgain = 0 }: Pick<Comparison, 'newAgain'>, said: NumberWording): string {
  if (newAgain === 0) return ''
  const have = newAgain === 1 ? 'has' : 'have'
  const they = newAgain === 1 ? 'it updates' : 'they update'
  const are = newAgain === 1 ? 'is' : 'are'
  return `${said.countOf(newAgain, 'new row')} ${have} a key of an earlier new row: sent after it, ${they} the lead it makes, or ${are} refused.`
}

/** "Update (2 fields)" of a row; without `fields` the kind alone. */
export function matchInWords(kind: MatchKind, fields?: number): string {
  if (kind !== 'update' || fields === undefined) return MATCH_LABELS[kind]
  return `Update (${asHere.countOf(fields, 'field')})`
}
