import type { FileLog } from '#electron/gateways/file-log.ts'

/** What nobody caught ends the process as ever, but its stack is in the log before. */
export function logUncaught(log: FileLog): void {
  process.on('uncaughtExceptionMonitor', (error) => {
    log.surprise('the process', error)
  })
}
