/**
 * Chooses the leads of the next call while a push runs. A lead is ready when every earlier lead that shares a key with it
 * is done, so leads of one key go one after the other, in order, and never two at a time. Of those that are ready, the
 * heads of the longest lines go first: nothing else shortens a line, and leads nobody waits for fill calls up at the end
 * as well as at the start. Leads with lines of one length go in the sheet's order. Adding and releasing cost a lead's own
 * keys, taking costs log n.
 */
export class CallQueue {
  readonly #lastOfKey = new Map<string, number>()
  readonly #done = new Set<number>()
  /** Leads that wait for this one; only where there are any. */
  readonly #followers = new Map<number, number[]>()
  /** Leads not yet done that this one waits for. */
  readonly #waitsFor = new Map<number, number>()
  /** The line of a lead that others wait for; every other lead is a line of one. */
  readonly #lines = new Map<number, number>()
  readonly #ready = new UrgencyHeap()
  /** Leads that are ready but not in the heap yet: how long their lines are shows once all were added. */
  #unranked: number[] = []
  #blocked = 0

  /**
   * In ascending order of `seq`. `taken`: it is under way already (a try of it has been made), so it is never handed out
   * here, but those that share its keys wait for it.
   */
  add(seq: number, keys: readonly string[], taken = false): void {
    let waitsFor = 0
    for (const key of new Set(keys)) {
      const earlier = this.#lastOfKey.get(key)
      this.#lastOfKey.set(key, seq)
      if (earlier === undefined || this.#done.has(earlier)) continue
      const followers = this.#followers.get(earlier)
      if (followers) followers.push(seq)
      else this.#followers.set(earlier, [seq])
      waitsFor++
    }
    if (taken) return
    if (waitsFor === 0) this.#unranked.push(seq)
    else {
      this.#waitsFor.set(seq, waitsFor)
      this.#blocked++
    }
  }

  /** Up to `most` leads for one call; none of them shares a key with another, nor with one that is not done. */
  take(most: number): number[] {
    this.#rank()
    const taken: number[] = []
    while (taken.length < most) {
      const seq = this.#ready.pop()
      if (seq === undefined) break
      taken.push(seq)
    }
    return taken
  }

  /** The next leads, as things stand, without taking them. */
  peek(most: number): number[] {
    this.#rank()
    return this.#ready.first(most)
  }

  /** The lead has its final state: those that waited for it may go. */
  release(seq: number): void {
    this.#done.add(seq)
    const followers = this.#followers.get(seq)
    if (!followers) return
    this.#followers.delete(seq)
    for (const follower of followers) {
      const waitsFor = (this.#waitsFor.get(follower) ?? 1) - 1
      if (waitsFor > 0) {
        this.#waitsFor.set(follower, waitsFor)
        continue
      }
      // One that was added as taken waits for nobody.
      if (!this.#waitsFor.delete(follower)) continue
      this.#blocked--
      this.#ready.push(follower, this.#lines.get(follower) ?? 1)
    }
  }

  #rank(): void {
    if (this.#unranked.length === 0) return
    // Whoever waits was added later, so from the last lead to the first every line is known before it is lengthened.
    const awaited = [...this.#followers.keys()].sort((one, other) => other - one)
    for (const seq of awaited) {
      const longest = this.#followers.get(seq)!.reduce((most, each) => Math.max(most, this.lineOf(each)), 0)
      this.#lines.set(seq, 1 + longest)
    }
    for (const seq of this.#unranked) this.#ready.push(seq, this.lineOf(seq))
    this.#unranked = []
  }

  /** Leads that could go now. */
  get ready(): number {
    return this.#unranked.length + this.#ready.size
  }

  /** Leads that wait for others. */
  get blocked(): number {
    return this.#blocked
  }

  /** How many leads go one after the other from this one on, itself included. Right once all were added and one taken. */
  lineOf(seq: number): number {
    return this.#lines.get(seq) ?? 1
  }

  /** The leads that could go now, by the length of their lines. */
  readyLines(): Map<number, number> {
    this.#rank()
    return this.#ready.lines()
  }

  hasFollowers(seq: number): boolean {
    return this.#followers.has(seq)
  }

  /** Leads that wait for this one itself. */
  followersOf(seq: number): readonly number[] {
    return this.#followers.get(seq) ?? []
  }
}

/** More than there are leads: a line's length and a lead's place go into one number, which compares fast. */
const PLACES = 2 ** 32

/** The longest line first; of equal ones the least `seq`. */
class UrgencyHeap {
  readonly #items: number[] = []

  get size(): number {
    return this.#items.length
  }

  push(seq: number, line: number): void {
    const items = this.#items
    const item = seq - line * PLACES
    let place = items.push(item) - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (items[parent]! <= item) break
      items[place] = items[parent]!
      place = parent
    }
    items[place] = item
  }

  pop(): number | undefined {
    const items = this.#items
    const least = items[0]
    const last = items.pop()
    if (least === undefined || last === undefined) return undefined
    if (items.length > 0) this.#sink(last)
    return least + lineIn(least) * PLACES
  }

  first(most: number): number[] {
    const inOrder = Float64Array.from(this.#items).sort()
    return [...inOrder.subarray(0, most)].map((item) => item + lineIn(item) * PLACES)
  }

  #sink(last: number): void {
    const items = this.#items
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= items.length) break
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++
      if (items[child]! >= last) break
      items[place] = items[child]!
      place = child
    }
    items[place] = last
  }

  lines(): Map<number, number> {
    const lines = new Map<number, number>()
    for (const item of this.#items) lines.set(lineIn(item), (lines.get(lineIn(item)) ?? 0) + 1)
    return lines
  }
}

function lineIn(item: number): number {
  return Math.ceil(-item / PLACES)
}
