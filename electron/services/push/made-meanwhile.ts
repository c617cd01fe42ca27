import { isSentAfterAnother, MADE_MEANWHILE } from '#shared/domain/push/outcome-messages.ts'
import { valueOf, type Lead } from '#shared/domain/sheet/lead.ts'
import { DEFAULT_SEARCH, type SearchBy } from '#shared/domain/sheet/sheet.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Slot } from '#electron/services/rate/governor.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import { leadsPerLook, LOOK_HOLDS_MS, type LookFor } from './last-look.ts'
import type { LeadBatch, RunRow } from './lead-batch.ts'
import { rowsTaken, VALUES_AT_ONCE, type FindValues } from './taken-leads.ts'

export interface MadeMeanwhileDeps {
  find: FindValues
  /** Of its writing calls. */
  pace: () => WindowLimit
  clock: Clock
}

/** Rows one look asks for: no more than leave while it holds. */
export function rowsPerSearch(pace: WindowLimit): number {
  return Math.min(VALUES_AT_ONCE, leadsPerLook(pace))
}

/** Somebody said which lead this is to go to: it is searched by another attribute than the push searches by. */
export function isAimed(lead: Lead, searchBy: SearchBy): boolean {
  const own = valueOf(lead, 'SearchBy')
  return own !== '' && own !== (searchBy === DEFAULT_SEARCH ? '' : searchBy)
}

/**
 * Of a push that only creates: searches for its leads once more just before they are made, as the call itself would update those
 * that somebody made since the comparison. Where that cannot be asked the rows go, and an answer that says “updated” is told as
 * what it is.
 */
export class MadeMeanwhile {
  readonly #deps: MadeMeanwhileDeps
  readonly #of: { accountId: string; searchBy: SearchBy }
  /** Monotonic milliseconds, by row; and those whose lead was found. */
  readonly #seen = new Map<number, { at: number; isThere: boolean }>()
  readonly #waiting = new Set<LeadBatch>()
  /** One search at a time, for all that wait. */
  #turn: Promise<null> = Promise.resolve(null)

  constructor(deps: MadeMeanwhileDeps, of: { accountId: string; searchBy: SearchBy }) {
    this.#deps = deps
    this.#of = of
  }

  isFresh({ rows }: LeadBatch): boolean {
    return rows.every((row) => this.#isFresh(row))
  }

  /** A lead that is there may be our own: of an earlier try of this row, or of the row it follows. */
  #isFresh({ seq, unclear, note }: RunRow): boolean {
    if (unclear || isSentAfterAnother(note)) return true
    const seen = this.#seen.get(seq)
    return seen !== undefined && seen.at >= this.#deps.clock.monotonic() - LOOK_HOLDS_MS
  }

  /** Why this row is not sent; null where it is. */
  whyOut({ seq, unclear }: RunRow): string | null {
    return !unclear && this.#seen.get(seq)?.isThere === true ? MADE_MEANWHILE : null
  }

  leaves(rows: readonly RunRow[]): void {
    for (const { seq } of rows) this.#seen.delete(seq)
  }

  /** A slot for a batch whose leads were searched for; null where there is none. */
  async slotFor(look: LookFor): Promise<Slot | null> {
    this.#waiting.add(look.batch)
    const before = this.#turn
    const turn = Promise.withResolvers<null>()
    this.#turn = turn.promise
    await before
    try {
      if (look.signal.aborted) return null
      if (!this.isFresh(look.batch)) await this.#search(look)
      return isOver(look.signal) ? null : await look.acquire()
    } finally {
      this.#waiting.delete(look.batch)
      turn.resolve(null)
    }
  }

  async #search({ batch, upcoming, leadsOf, signal }: LookFor): Promise<void> {
    const { find, pace, clock } = this.#deps
    const most = rowsPerSearch(pace())
    const others = [...this.#waiting].filter((other) => other !== batch).flatMap(({ rows }) => rows)
    const stale = [...batch.rows, ...others, ...upcoming(2 * most)].filter((row) => !this.#isFresh(row))
    const seqs = [...new Set(stale.map(({ seq }) => seq))].slice(0, Math.max(most, batch.rows.length))
    const leads = leadsOf(seqs)
    const at = clock.monotonic()
    const rows = seqs
      .map((seq, index) => ({ seq, lead: leads[index]! }))
      .filter(({ lead }) => !isAimed(lead, this.#of.searchBy))
    const found = await rowsTaken(find, this.#of, rows, signal)
    if (signal.aborted) return
    for (const seq of seqs) this.#seen.set(seq, { at, isThere: found?.has(seq) === true })
  }
}

/** Asked anew after a wait, which may have seen its end. */
function isOver({ aborted }: AbortSignal): boolean {
  return aborted
}
