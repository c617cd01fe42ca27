import { normaliseKey, searchAttributesOf, valueOf, type Lead } from '#shared/domain/sheet/lead.ts'
import type { SearchBy } from '#shared/domain/sheet/sheet.ts'
import type { Clock } from '#electron/services/ports/clock.ts'

/** Leads that have one of these values: their values as LeadSquared has them. Null where that cannot be asked. */
export type FindValues = (
  accountId: string,
  sought: { attribute: string; values: readonly string[] },
  signal: AbortSignal,
) => Promise<readonly string[] | null>

/** Look-ups while rows wait: the first at once, then less and less often. Milliseconds. */
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 20_000
/** One question has room for so many values. */
export const VALUES_AT_ONCE = 200

export interface SoughtRow {
  seq: number
  lead: Lead
}

/**
 * Of these rows, those whose lead is in LeadSquared by now; null where that cannot be asked. Of the others nothing is learned: not
 * every account's search takes several values, and a value with a comma is not asked for.
 */
export async function rowsTaken(
  find: FindValues,
  { accountId, searchBy }: { accountId: string; searchBy: SearchBy },
  rows: readonly SoughtRow[],
  signal: AbortSignal,
): Promise<Set<number> | null> {
  const found = new Set<number>()
  const keyed = rows.flatMap(({ seq, lead }) => {
    // The first one that a row has is what its lead is searched by.
    const attribute = searchAttributesOf(searchBy).find((name) => valueOf(lead, name) !== '')
    const value = attribute === undefined ? '' : valueOf(lead, attribute)
    // A question's values are parted by commas.
    if (attribute === undefined || value.includes(',')) return []
    return [{ seq, attribute, value, key: normaliseKey(attribute, value) }]
  })
  for (const [attribute, ofAttribute] of Map.groupBy(keyed, (row) => row.attribute)) {
    for (let from = 0; from < ofAttribute.length; from += VALUES_AT_ONCE) {
      const some = ofAttribute.slice(from, from + VALUES_AT_ONCE)
      const values = await find(accountId, { attribute, values: some.map(({ value }) => value) }, signal)
      if (values === null) return null
      const keys = new Set(values.map((value) => normaliseKey(attribute, value)))
      for (const { seq, key } of some) if (keys.has(key)) found.add(seq)
    }
  }
  return found
}

/**
 * Looks what became of rows whose call may still be at work. Where LeadSquared has a lead that the row is searched by, a repeat finds it and
 * can only update; where it shows none, it may yet be made, so nothing is learned from that.
 */
export class TakenLeads {
  readonly #find: FindValues
  readonly #clock: Clock
  #looking = false

  constructor(find: FindValues, clock: Clock) {
    this.#find = find
    this.#clock = clock
  }

  /** Until no row waits, or `signal`. One search at a time. Never throws. `taken` is told the rows whose lead is there. */
  async look(
    of: { accountId: string; searchBy: SearchBy },
    waiting: () => SoughtRow[],
    taken: (seqs: ReadonlySet<number>) => void,
    signal: AbortSignal,
  ): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    try {
      for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
        const rows = waiting()
        if (rows.length === 0) return
        const found = await rowsTaken(this.#find, of, rows, signal)
        if (found === null) return
        if (found.size > 0) taken(found)
        await this.#clock.sleep(wait, signal)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      this.#looking = false
    }
  }
}
