import type { After } from '#shared/rpc/after.ts'

/** Time that a test moves by hand. */
export interface Timers {
  after: After
  /** Milliseconds each timer that has not run yet was set to, in the order they were set. */
  due(): number[]
  /** Runs every timer that was set to `ms`. */
  run(ms: number): void
}

export function handTimers(): Timers {
  const waiting = new Set<{ ms: number; run(): void }>()
  return {
    after(ms, run) {
      const timer = { ms, run }
      waiting.add(timer)
      return () => void waiting.delete(timer)
    },
    due: () => [...waiting].map(({ ms }) => ms),
    run(ms) {
      for (const timer of [...waiting].filter((other) => other.ms === ms)) {
        if (waiting.delete(timer)) timer.run()
      }
    },
  }
}
