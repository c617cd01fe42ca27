import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Terminal {
  input: NodeJS.ReadableStream & { isTTY?: boolean }
  output: NodeJS.WritableStream
}

/**
 * Prints how to get in. Where somebody can type, Enter prints it again with a fresh address: each lets one browser in.
 * Answers the first address.
 */
export function offerAddresses(
  { input, output }: Terminal,
  issueAddress: () => string,
): { first: string; close(): void } {
  const first = issueAddress()
  output.write(`Leadsheet is open at ${first}\n`)
  if (!input.isTTY) return { first, close: () => undefined }
  output.write('The address works once. Enter prints a new one; Ctrl+C closes Leadsheet.\n')
  const lines = createInterface({ input })
  lines.on('line', () => output.write(`Leadsheet is open at ${issueAddress()}\n`))
  return { first, close: () => lines.close() }
}

/** Asks the system to show an address. Where it cannot, the printed address is still there. */
export function openInBrowser(address: string): void {
  const [command, args] =
    process.platform === 'darwin'
      ? (['open', [address]] as const)
      : process.platform === 'win32'
        ? (['rundll32', ['url.dll,FileProtocolHandler', address]] as const)
        : (['xdg-open', [address]] as const)
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
