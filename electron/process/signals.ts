const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Calls back at the first request to end; a second one ends the process at once. Answers how to stop listening. */
export function onAskedToEnd(listener: () => void): () => void {
  let asked = false
  function heard(): void {
    if (asked) process.exit(130)
    asked = true
    listener()
  }
  for (const signal of SIGNALS) process.on(signal, heard)
  return () => {
    for (const signal of SIGNALS) process.off(signal, heard)
  }
}

export function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    onAskedToEnd(resolve)
  })
}
