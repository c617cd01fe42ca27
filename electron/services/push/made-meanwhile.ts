import { isSentAfterAnother, MADE_MEANWHILE } from '#shared/domain/push/outcome-messages.ts'
import { valueOf, type Lead } from '#shared/domain/sheet/lead.ts'
import { DEFAULT_SEARCH, type SearchBy } from '#shared/domain/sheet/sheet.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Slot } from '#electron/services/rate/governor.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import { leadsPerLook, LOOK_HOLDS_MS } from './last-look.ts'
import type { LeadBatch, RunRow } from './lead-batch.ts'
import { LooksInTurn, type LookFor } from './looks-in-turn.ts'
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
  readonly #turns = new LooksInTurn()

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
  slotFor(look: LookFor): Promise<Slot | null> {
    return this.#turns.slotFor<never>(
      look,
      (batch) => this.isFresh(batch),
      (of) => this.#search(of),
    )
  }

  async #search(look: LookFor): Promise<null> {
    const { batch, leadsOf, signal } = look
    const { find, pace, clock } = this.#deps
    const most = rowsPerSearch(pace())
    const stale = this.#turns.candidates(look, most).filter((row) => !this.#isFresh(row))
    const seqs = [...new Set(stale.map(({ seq }) => seq))].slice(0, Math.max(most, batch.rows.length))
    const leads = leadsOf(seqs)
    const at = clock.monotonic()
    const rows = seqs
      .map((seq, index) => ({ seq, lead: leads[index]! }))
      .filter(({ lead }) => !isAimed(lead, this.#of.searchBy))
    const found = await rowsTaken(find, this.#of, rows, signal)
    if (signal.aborted) return null
    for (const seq of seqs) this.#seen.set(seq, { at, isThere: found?.has(seq) === true })
    return null
  }
}
