import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The port of the last time, kept so that a tab which outlived Leadsheet finds it again: it tries its own address only,
 * and edits made meanwhile are in it alone.
 */
export interface LastPort {
  /** 0, which takes any free port, where none is known. */
  read(): number
  remember(port: number): void
}

export function lastPortIn(dataDir: string): LastPort {
  const file = join(dataDir, 'port')
  return {
    read() {
      try {
        const port = Number(readFileSync(file, 'utf8'))
        return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : 0
      } catch {
        return 0
      }
    },
    remember(port) {
      try {
        writeFileSync(file, String(port), { mode: 0o600 })
      } catch {
        // A convenience: without it the next start takes another port.
      }
    },
  }
}
