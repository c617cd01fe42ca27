import type { LeadStore } from './lead-store.ts'
import { GeneratedLook, lookAt, type Looked } from './looked.ts'

export interface Search {
  /** Names the condition: equal names, equal leads. */
  name: string
  matches(lead: Looked): boolean
  /** The only generated leads that can match, where that is known without a look at them. */
  candidates?: readonly number[]
  /** Generated leads outside these numbers, both included, cannot match. */
  numbers?: { first: number; last: number }
}

export interface Found {
  total: number
  /** In order of ProspectID, from the one at `from` (of 0) to the one before `to`. */
  slice(from: number, to: number): Looked[]
  all(): Iterable<Looked>
}

/** Scans kept for the pages that follow; each is at most 4 MB. */
const SCANS = 6

/** Finds leads by condition. A scan of a large tenant is kept for the next page of the same question. */
export class LeadSearch {
  readonly #store: LeadStore
  readonly #scans = new Map<string, Int32Array>()

  /** Of leads that are kept, by what else was found. */
  readonly #places = new WeakMap<Int32Array, { ids: string[]; places: number[] }>()

  constructor(store: LeadStore) {
    this.#store = store
  }

  run(search: Search): Found {
    const store = this.#store
    const scanned = this.#scan(search)
    // A look at each of a million for every page would be most of the server's work.
    const numbers = store.isUntouched ? scanned : scanned.filter((number) => !store.isReplaced(number))
    const kept = [...store.kept()]
      .map(lookAt)
      .filter((lead) => search.matches(lead))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
    const places = this.#placesOf(kept, numbers)
    const total = numbers.length + kept.length

    function slice(from: number, to: number): Looked[] {
      const leads: Looked[] = []
      let next = countBefore(places, (place) => place < from)
      for (let place = from; place < Math.min(to, total); place++) {
        if (places[next] === place) leads.push(kept[next++]!)
        else leads.push(new GeneratedLook(store.generated, numbers[place - next]!))
      }
      return leads
    }
    return {
      total,
      slice,
      *all() {
        for (let from = 0; from < total; from += 1000) yield* slice(from, from + 1000)
      },
    }
  }

  /** Generated ids rise with their numbers, so where a kept lead stands among them is found by halving: once for all pages of a search. */
  #placesOf(kept: readonly Looked[], numbers: Int32Array): number[] {
    const known = this.#places.get(numbers)
    if (known?.ids.length === kept.length && known.ids.every((id, index) => id === kept[index]!.id))
      return known.places
    const places = kept.map(
      (lead, index) => index + countBefore(numbers, (number) => this.#store.generated.id(number) < lead.id),
    )
    this.#places.set(numbers, { ids: kept.map(({ id }) => id), places })
    return places
  }

  #scan(search: Search): Int32Array {
    const { generated } = this.#store
    const look = new GeneratedLook(generated, generated.first)
    if (search.candidates) {
      const hits = [...new Set(search.candidates)].filter((number) => search.matches(look.at(number)))
      return Int32Array.from(hits.sort((one, other) => one - other))
    }
    const known = this.#scans.get(search.name)
    if (known) return known
    const { first, last } = search.numbers ?? generated
    const hits = new Int32Array(Math.max(0, last - first + 1))
    let count = 0
    for (let number = first; number <= last; number++) {
      if (search.matches(look.at(number))) hits[count++] = number
    }
    const scan = hits.slice(0, count)
    this.#scans.set(search.name, scan)
    const [oldest] = this.#scans.keys()
    if (this.#scans.size > SCANS && oldest !== undefined) this.#scans.delete(oldest)
    return scan
  }
}

/** How many come first for which `before` holds: it holds for a beginning of the list and for none after it. */
function countBefore<Item>(items: ArrayLike<Item>, before: (item: Item) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(items[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
