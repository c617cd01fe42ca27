import type { Clock } from './ports/clock.ts'

interface Sleeper {
  at: number
  wake(): void
}

/** A clock for tests: time stands still until it is moved. */
export class ManualClock implements Clock {
  #now = 0
  #wallOffset: number
  #sleepers: Sleeper[] = []

  constructor(wall = Date.UTC(2026, 10, 23)) {
    this.#wallOffset = wall
  }

  monotonic(): number {
    return this.#now
  }

  wall(): number {
    return this.#wallOffset + this.#now
  }

  /** Somebody set the machine's clock. */
  jumpWall(ms: number): void {
    this.#wallOffset += ms
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error)
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper)
        reject(signal?.reason as Error)
      }
      const sleeper = {
        at: this.#now + Math.max(0, ms),
        wake() {
          signal?.removeEventListener('abort', onAbort)
          resolve()
        },
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#sleepers.push(sleeper)
    })
  }

  /** Moves on by `ms`, waking sleepers at their time and letting everything they set off run before the next one. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms
    await settled()
    for (;;) {
      const [next] = this.#sleepers
        .filter((sleeper) => sleeper.at <= until)
        .sort((one, other) => one.at - other.at)
      if (!next) break
      this.#now = Math.max(this.#now, next.at)
      this.#sleepers = this.#sleepers.filter((other) => other !== next)
      next.wake()
      await settled()
    }
    this.#now = until
  }
}

/** Every promise that can settle without time passing has. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
