import { systemClock } from '#electron/gateways/system-clock.ts'
import type { Clock } from './ports/clock.ts'

/** The machine's time plus what a test leaps over: real sockets go on at their own pace, and long waits end when told to. */
export class LeapingClock implements Clock {
  #leapt = 0
  #leap = new AbortController()

  monotonic(): number {
    return systemClock.monotonic() + this.#leapt
  }

  wall(): number {
    return systemClock.wall() + this.#leapt
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const until = this.monotonic() + Math.max(0, ms)
    do {
      const leap = this.#leap.signal
      try {
        await systemClock.sleep(until - this.monotonic(), signal ? AbortSignal.any([signal, leap]) : leap)
      } catch (reason) {
        if (signal?.aborted || !leap.aborted) throw reason
      }
    } while (this.monotonic() < until)
  }

  /** Time moves on by `ms`; sleepers whose time has come wake. */
  leap(ms: number): void {
    this.#leapt += ms
    const before = this.#leap
    this.#leap = new AbortController()
    before.abort()
  }
}
