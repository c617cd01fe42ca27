import { matchRow, type Match, type RowKey } from './match.ts'
import type { SearchBy } from '#shared/domain/sheet/sheet.ts'

/** What of a row's keys there is to tell it by. */
export type KnownKey = Pick<RowKey, 'attribute' | 'key'>

/** No lead's id: the lead of an earlier row, which is not made yet. */
const TO_BE_MADE = 'to be made'

/**
 * The leads that rows of the sheet would make, in its order: LeadSquared has none of them, but by the time a later row of the
 * same key is sent it will.
 */
export class NewLeads {
  readonly #searchBy: SearchBy
  readonly #keys = new Set<string>()

  constructor(searchBy: SearchBy) {
    this.#searchBy = searchBy
  }

  /** What the row, which is new, is beside those before it: a lead of its own ('none'), one of theirs, or in its way. */
  add(keys: readonly KnownKey[]): Match {
    const nameOf = ({ attribute, key }: KnownKey): string => `${attribute}=${key}`
    const match = matchRow(keys, this.#searchBy, (key) => (this.#keys.has(nameOf(key)) ? [TO_BE_MADE] : []))
    for (const key of keys) this.#keys.add(nameOf(key))
    return match
  }
}
