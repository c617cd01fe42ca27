/** Runs `run` after `ms` milliseconds unless the answered function is called first. Injected, so that tests own time. */
export type After = (ms: number, run: () => void) => () => void

export const systemAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
