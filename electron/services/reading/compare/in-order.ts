/** Takes what comes in any order in the order it was begun in. */
export class InOrder<Item> {
  readonly #take: (item: Item) => void
  readonly #early = new Map<number, Item>()
  #begun = 0
  #next = 0

  constructor(take: (item: Item) => void) {
    this.#take = take
  }

  /** A place in the order; what comes for it is given to the function. */
  begin(): (item: Item) => void {
    const place = this.#begun++
    return (item) => {
      this.#early.set(place, item)
      for (; this.#early.has(this.#next); this.#next++) this.#pass(this.#next)
    }
  }

  /** What waits for something that will not come any more. */
  end(): void {
    for (const place of [...this.#early.keys()].sort((one, other) => one - other)) this.#pass(place)
  }

  #pass(place: number): void {
    const item = this.#early.get(place)!
    this.#early.delete(place)
    this.#take(item)
  }
}
