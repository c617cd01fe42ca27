/** The server's own count: a true sliding window over the arrivals it accepted. Refused calls do not count. */
export class ArrivalWindow {
  #accepted: number[] = []

  /** `at`: monotonic milliseconds, never less than at the call before. */
  accepts(at: number, limit: { calls: number; seconds: number }): boolean {
    if (!this.hasRoom(at, limit)) return false
    this.#accepted.push(at)
    return true
  }

  hasRoom(at: number, limit: { calls: number; seconds: number }): boolean {
    const from = at - limit.seconds * 1000
    const first = this.#accepted.findIndex((arrival) => arrival > from)
    this.#accepted = first === -1 ? [] : this.#accepted.slice(first)
    return this.#accepted.length < limit.calls
  }

  forget(): void {
    this.#accepted = []
  }
}

/** The most arrivals any window of this length holds; `arrivals` in order, milliseconds. A window of no length holds none. */
export function mostInAnyWindow(arrivals: readonly number[], seconds: number): number {
  if (seconds <= 0) return 0
  let most = 0
  let first = 0
  arrivals.forEach((at, index) => {
    while ((arrivals[first] ?? at) <= at - seconds * 1000) first++
    most = Math.max(most, index - first + 1)
  })
  return most
}
