import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '#electron/services/ports/log.ts'
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
  /** What cannot be cleaned is not written; that something happened is. */
  function clean(line: string, instead: string): string {
    try {
      return scrubKeys(line, [...secrets()])
    } catch {
      return `${instead} (the rest is left out: keys that may stand in it could not be told apart from it)`
    }
  }

  function write(line: string, instead = 'a line'): void {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      rotate(path)
      const hidden = clean(line, instead).replaceAll('\n', '\n    ')
      appendFileSync(path, `${new Date(now()).toISOString()} ${hidden}\n`, { mode: 0o600 })
    } catch {
      // A log that cannot be written must not take the program down with it.
    }
  }
  return {
    write: (line) => write(line),
    surprise(where, error) {
      const reference = randomBytes(4).toString('hex')
      write(`surprise ${reference} in ${where}: ${describe(error)}`, `surprise ${reference}`)
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
