import { STARTED_BY_US } from '#electron/launch/hand-over.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What is done when this process is asked to end; null: what the system does with a signal nobody listens to. */
let onPassedOn: (() => void) | null = null
let onStarterGone: (() => void) | null = null

/**
 * Makes a process that `hand-over.mjs` started end with its starter: a signal to the starter counts as one to this process,
 * and so does its end. For any other process this does nothing. To be called once, before anything else is done.
 */
export function endWithStarter(): void {
  if (process.env[STARTED_BY_US] === undefined) return
  Reflect.deleteProperty(process.env, STARTED_BY_US)
  process.on('message', (message) => {
    const { signal } = message as { signal: NodeJS.Signals }
    if (onPassedOn) onPassedOn()
    else process.kill(process.pid, signal)
  })
  process.on('disconnect', () => {
    if (onStarterGone) onStarterGone()
    else process.exit(1)
  })
  if (!process.connected) process.exit(1)
  // The channel alone is no reason to stay.
  process.channel?.unref()
}

/** Calls back at the first request to end; a second one ends the process at once. Answers how to stop listening. */
export function onAskedToEnd(listener: () => void): () => void {
  let asked = false
  // A terminal's Ctrl+C comes twice, from the terminal and from the starter: two of one kind are two.
  const heard = { directly: 0, 'passed on': 0 }
  function ask(): void {
    if (asked) return
    asked = true
    listener()
  }
  function hear(how: keyof typeof heard): void {
    heard[how]++
    if (heard[how] > 1) process.exit(130)
    ask()
  }
  const directly = (): void => hear('directly')
  for (const signal of SIGNALS) process.on(signal, directly)
  onPassedOn = () => hear('passed on')
  onStarterGone = ask
  return () => {
    for (const signal of SIGNALS) process.off(signal, directly)
    onPassedOn = onStarterGone = null
  }
}

export function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    onAskedToEnd(resolve)
  })
}
