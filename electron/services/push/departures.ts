import type { Kept } from './journal.ts'
import type { RunRow } from './row.ts'

interface Boarding {
  rows: RunRow[]
  resolve: (kept: Kept[]) => void
  reject: (error: unknown) => void
}

/**
 * Calls that get their slots in the same moment are journalled in one write. A burst of 25 then waits for the disk once,
 * not 25 times, and goes out as one: what holds a burst up comes back as lost slots in every window after it.
 */
export class Departures {
  readonly #journal: (calls: RunRow[][]) => Kept[][]
  #boarding: Boarding[] = []

  /** `journal` writes the rows of all these calls as under way, or throws and writes none; it answers what is kept of them. */
  constructor(journal: (calls: RunRow[][]) => Kept[][]) {
    this.#journal = journal
  }

  /** Resolves, once a call's rows are in the journal, to what is kept of them; rejects with what the journal threw. */
  board(rows: RunRow[]): Promise<Kept[]> {
    return new Promise((resolve, reject) => {
      this.#boarding.push({ rows, resolve, reject })
      // The slots of one moment are all handed out before any microtask that the first of them set off.
      if (this.#boarding.length === 1) queueMicrotask(() => this.#leave())
    })
  }

  #leave(): void {
    const boarding = this.#boarding
    this.#boarding = []
    try {
      const kept = this.#journal(boarding.map(({ rows }) => rows))
      boarding.forEach(({ resolve }, index) => resolve(kept[index]!))
    } catch (error) {
      for (const { reject } of boarding) reject(error)
    }
  }
}
