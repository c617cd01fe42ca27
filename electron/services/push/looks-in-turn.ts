import type { Lead } from '#shared/domain/sheet/lead.ts'
import type { Credentials } from '#electron/services/ports/lead-api.ts'
import type { Slot } from '#electron/services/rate/governor.ts'
import type { LeadBatch, RunRow } from './lead-batch.ts'

export interface LookFor {
  batch: LeadBatch
  credentials: Credentials
  /** Leads that go after it, while there is room for them in the question. */
  upcoming: (most: number) => RunRow[]
  /** What would be sent of these. */
  leadsOf: (seqs: readonly number[]) => Lead[]
  acquire: () => Promise<Slot | null>
  signal: AbortSignal
}

/** One batch at a time gets its look and then its slot, so that what was looked at first leaves first. */
export class LooksInTurn {
  /** Batches that have left the queue and wait for their look. */
  readonly #waiting = new Set<LeadBatch>()
  #turn: Promise<null> = Promise.resolve(null)

  /** A slot for a batch once `look` has seen its leads; null where there is none; or why they could not be looked at. */
  async slotFor<Failure extends object>(
    of: LookFor,
    isFresh: (batch: LeadBatch) => boolean,
    look: (of: LookFor) => Promise<Failure | null>,
  ): Promise<Slot | null | Failure> {
    this.#waiting.add(of.batch)
    const before = this.#turn
    const turn = Promise.withResolvers<null>()
    this.#turn = turn.promise
    await before
    try {
      if (of.signal.aborted) return null
      if (!isFresh(of.batch)) {
        const failure = await look(of)
        if (failure) return failure
      }
      // A look that was ended has looked at nothing, also where the push has gone on since.
      return isOver(of.signal) ? null : await of.acquire()
    } finally {
      this.#waiting.delete(of.batch)
      turn.resolve(null)
    }
  }

  /** The rows one look may be about, those of the batch first; each may stand there twice. */
  candidates({ batch, upcoming }: LookFor, most: number): RunRow[] {
    const others = [...this.#waiting].filter((other) => other !== batch).flatMap(({ rows }) => rows)
    // Some are fresh or wait already.
    return [...batch.rows, ...others, ...upcoming(2 * most)]
  }
}

/** Asked anew after a wait, which may have seen its end. */
function isOver({ aborted }: AbortSignal): boolean {
  return aborted
}
