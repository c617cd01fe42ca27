interface Waiting<Item, Receipt> {
  item: Item
  resolve: (receipt: Receipt) => void
  reject: (error: unknown) => void
}

/**
 * Writes what comes in together in one transaction: a burst of 25 calls then waits for the disk once, not 25 times. What
 * holds a burst up comes back as lost slots in every window after it.
 *
 * `queueMicrotask` gathers calls that get their slots in the same moment: the slots of one moment are all handed out
 * before any microtask that the first of them set off. `setImmediate` gathers answers: whatever the sockets have to tell
 * in this turn of the event loop is told before an immediate.
 */
export class GroupCommit<Item, Receipt> {
  readonly #commit: (items: Item[]) => Receipt[]
  readonly #later: (flush: () => void) => void
  #waiting: Waiting<Item, Receipt>[] = []

  /** `commit` writes all of these or throws and writes none; it answers each its receipt, in their order. */
  constructor(commit: (items: Item[]) => Receipt[], later: (flush: () => void) => void) {
    this.#commit = commit
    this.#later = later
  }

  /** Resolves, once it is written, to its receipt; rejects with what `commit` threw. */
  add(item: Item): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#waiting.length === 1) this.#later(() => this.#flush())
    })
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    try {
      const receipts = this.#commit(waiting.map(({ item }) => item))
      waiting.forEach(({ resolve }, index) => resolve(receipts[index]!))
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }
}
