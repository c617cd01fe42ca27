/**
 * Chooses the leads of the next call while a push runs. A lead is ready when every earlier lead that shares a key with it
 * is done, so leads of one key go one after the other, in order, and never two at a time; all others go as early as they
 * can, in the sheet's order. Adding and releasing cost a lead's own keys, taking costs log n.
 */
export class CallQueue {
  readonly #lastOfKey = new Map<string, number>()
  readonly #done = new Set<number>()
  /** Leads that wait for this one; only where there are any. */
  readonly #followers = new Map<number, number[]>()
  /** Leads not yet done that this one waits for. */
  readonly #waitsFor = new Map<number, number>()
  readonly #ready = new SeqHeap()
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
    if (waitsFor === 0) this.#ready.push(seq)
    else {
      this.#waitsFor.set(seq, waitsFor)
      this.#blocked++
    }
  }

  /** Up to `most` leads for one call; none of them shares a key with another, nor with one that is not done. */
  take(most: number): number[] {
    const taken: number[] = []
    while (taken.length < most) {
      const seq = this.#ready.pop()
      if (seq === undefined) break
      taken.push(seq)
    }
    return taken
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
      this.#ready.push(follower)
    }
  }

  /** Leads that could go now. */
  get ready(): number {
    return this.#ready.size
  }

  /** Leads not yet taken. */
  get waiting(): number {
    return this.#ready.size + this.#blocked
  }

  hasFollowers(seq: number): boolean {
    return this.#followers.has(seq)
  }
}

/** Least number first. */
class SeqHeap {
  readonly #items: number[] = []

  get size(): number {
    return this.#items.length
  }

  push(item: number): void {
    const items = this.#items
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
    if (last === undefined || items.length === 0) return least
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
    return least
  }
}
