import type { Clock } from './ports/clock.ts'

/** Rings once, at the earliest of the moments asked for. */
export class Alarm {
  readonly #clock: Clock
  readonly #ring: () => void
  #set: { at: number; controller: AbortController } | null = null

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock
    this.#ring = ring
  }

  /** `at`: monotonic milliseconds. */
  ringAt(at: number): void {
    if (this.#set && this.#set.at <= at) return
    this.stop()
    const set = { at, controller: new AbortController() }
    this.#set = set
    this.#clock.sleep(at - this.#clock.monotonic(), set.controller.signal).then(
      () => {
        if (this.#set === set) this.#set = null
        this.#ring()
      },
      () => undefined,
    )
  }

  stop(): void {
    this.#set?.controller.abort()
    this.#set = null
  }
}

/** Ticks again and again, until it is stopped. */
export class Ticker {
  readonly #clock: Clock
  readonly #everyMs: number
  readonly #tick: () => void
  #running: AbortController | null = null

  constructor(clock: Clock, everyMs: number, tick: () => void) {
    this.#clock = clock
    this.#everyMs = everyMs
    this.#tick = tick
  }

  start(): void {
    this.stop()
    const running = new AbortController()
    this.#running = running
    const next = (): void => {
      this.#clock.sleep(this.#everyMs, running.signal).then(
        () => {
          this.#tick()
          if (!running.signal.aborted) next()
        },
        () => undefined,
      )
    }
    next()
  }

  stop(): void {
    this.#running?.abort()
    this.#running = null
  }
}

/** Lets events, edits and calls under way have their turn between two pages. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
