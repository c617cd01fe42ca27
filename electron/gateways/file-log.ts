import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '#electron/services/ports.ts'
import { scrubKeys } from './key-scrubber.ts'

/** The log is cut here; one older file is kept beside it. */
const MAX_BYTES = 2 * 1024 * 1024

export interface FileLog extends Log {
  /** Writes a surprise with its stack and answers the short reference the person is shown. Never throws. */
  surprise(where: string, error: unknown): string
}

/**
 * Lines with a time, in a file. A surprise's text may quote anything, a request's URL too, so every line passes
 * through a filter that knows the shapes keys travel in and the keys held right now.
 */
export function openFileLog(
  path: string,
  { secrets, now }: { secrets: () => Iterable<string>; now: () => number },
): FileLog {
  function write(line: string): void {
    try {
      mkdirSync(dirname(path), { recursive: true })
      rotate(path)
      const hidden = scrubKeys(line, [...secrets()]).replaceAll('\n', '\n    ')
      appendFileSync(path, `${new Date(now()).toISOString()} ${hidden}\n`, { mode: 0o600 })
    } catch {
      // A log that cannot be written must not take the program down with it.
    }
  }
  return {
    write,
    surprise(where, error) {
      const reference = randomBytes(4).toString('hex')
      write(`surprise ${reference} in ${where}: ${describe(error)}`)
      return reference
    },
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_BYTES) renameSync(path, `${path}.old`)
}
