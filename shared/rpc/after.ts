/** Runs `run` after `ms` milliseconds unless the answered function is called first. Injected, so that tests own time. */
export type After = (ms: number, run: () => void) => () => void

/** Every runtime has these two, and no type library that all of them share. */
const timers = globalThis as unknown as {
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

export const systemAfter: After = (ms, run) => {
  const timer = timers.setTimeout(run, ms)
  return () => timers.clearTimeout(timer)
}
