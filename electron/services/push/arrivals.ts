import type { RunRow } from './row.ts'

interface Landing {
  rows: RunRow[]
  resolve: (written: boolean) => void
}

/**
 * Answers that come in together are journalled in one write: while one waits for the disk others arrive, and would each
 * wait for it by themselves, holding up what is to be sent next.
 */
export class Arrivals {
  readonly #journal: (rows: RunRow[]) => boolean
  #landing: Landing[] = []

  /** `journal` writes what became of these rows and answers whether it could. */
  constructor(journal: (rows: RunRow[]) => boolean) {
    this.#journal = journal
  }

  /** Resolves, once it was tried to write what became of a call's rows, to whether it could be. */
  land(rows: RunRow[]): Promise<boolean> {
    return new Promise((resolve) => {
      this.#landing.push({ rows, resolve })
      // Whatever the sockets have to tell in this turn of the event loop is told before an immediate.
      if (this.#landing.length === 1) setImmediate(() => this.#write())
    })
  }

  #write(): void {
    const landing = this.#landing
    this.#landing = []
    const written = this.#journal(landing.flatMap(({ rows }) => rows))
    for (const { resolve } of landing) resolve(written)
  }
}
