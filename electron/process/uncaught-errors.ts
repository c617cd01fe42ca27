import type { FileLog } from '#electron/gateways/file-log.ts'

/** What nobody caught ends the process as ever, but its stack is in the log before. */
export function logUncaught(log: FileLog): void {
  process.on('uncaughtExceptionMonitor', (error) => {
    log.surprise('the process', error)
  })
}

/**
 * A promise that failed and that nobody waits for ends this process or thread, as it does in Node: Electron only warns of one
 * (docs: breaking changes, 37.0), and whoever waits for an answer would wait until its time is up.
 */
export function endOnRejection(): void {
  process.on('unhandledRejection', () => process.exit(1))
}
