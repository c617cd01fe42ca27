import { ok, type Result } from '#shared/api/faults.ts'

/**
 * Runs `work` over the items, `atOnce` of them at a time, in order of start. Answers the first fault there is, after which
 * no more are begun; throws what the first surprise threw. Either way nothing is under way any more.
 */
export async function inParallel<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const ends = new Ends()
  for await (const item of items) {
    if (ends.isOver) break
    ends.follow(work(item))
    if (ends.underWay.size >= atOnce) await Promise.race(ends.underWay)
  }
  await Promise.all(ends.underWay)
  return ends.result()
}

class Ends {
  readonly underWay = new Set<Promise<void>>()
  #fault: Result<unknown> | null = null
  #surprise: { error: unknown } | null = null

  get isOver(): boolean {
    return this.#fault !== null || this.#surprise !== null
  }

  follow(work: Promise<Result<unknown>>): void {
    const one: Promise<void> = work
      .then(
        (result) => {
          if (!result.ok) this.#fault ??= result
        },
        (error: unknown) => {
          this.#surprise ??= { error }
        },
      )
      .finally(() => this.underWay.delete(one))
    this.underWay.add(one)
  }

  result(): Result<unknown> {
    if (this.#surprise) throw this.#surprise.error
    return this.#fault ?? ok({})
  }
}
