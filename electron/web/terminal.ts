import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Prints how to get in, and again, with a fresh address, each time Enter is pressed on a terminal. */
export function offerAddresses(issueAddress: () => string): { first: string; close(): void } {
  const first = issueAddress()
  process.stdout.write(`Leadsheet is open at ${first}\n`)
  if (!process.stdin.isTTY) return { first, close: () => undefined }
  process.stdout.write('The address works once. Enter prints a new one; Ctrl+C closes Leadsheet.\n')
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => process.stdout.write(`Leadsheet is open at ${issueAddress()}\n`))
  return { first, close: () => lines.close() }
}

/** Asks the system to show an address. Where it cannot, the printed address is still there. */
export function openInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

/** Resolves at the first request to end; a second one ends the process at once. */
export function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(130)
        asked = true
        resolve()
      })
    }
  })
}
