import type { Clock } from './ports/clock.ts'

/** Real time, of which a test may leave out what nobody needs to wait for: what was due meanwhile is due at once. */
export class SkippingClock implements Clock {
  readonly #real: Clock
  readonly #sleeping = new Set<AbortController>()
  #ahead = 0

  constructor(real: Clock) {
    this.#real = real
  }

  monotonic(): number {
    return this.#real.monotonic() + this.#ahead
  }

  wall(): number {
    return this.#real.wall() + this.#ahead
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const until = this.monotonic() + ms
    let left = ms
    do {
      const skipped = new AbortController()
      this.#sleeping.add(skipped)
      try {
        await this.#real.sleep(left, signal ? AbortSignal.any([signal, skipped.signal]) : skipped.signal)
      } catch (error) {
        if (!skipped.signal.aborted) throw error
        signal?.throwIfAborted()
      } finally {
        this.#sleeping.delete(skipped)
      }
      left = until - this.monotonic()
    } while (left > 0)
  }

  /** Milliseconds that are left out. */
  skip(ms: number): void {
    this.#ahead += ms
    for (const skipped of this.#sleeping) skipped.abort()
  }
}
