import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Files being written beside the place where they will lie; a program that is killed leaves them behind. */
export interface UnfinishedFiles {
  /**
   * A name beside `path`, on the same disk, to write to before it is renamed; remembered until `done` is called, which deletes what still
   * lies there.
   */
  begin(path: string): { part: string; done: () => void }
  /** Deletes what earlier runs left behind. To be called while nothing is being written. */
  clear(): void
}

/** Nothing else is ever deleted, whatever a note says. */
const PART_NAME = /^\..+\.[\da-f]{8}\.part$/

function partBeside(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID().slice(0, 8)}.part`)
}

/** Keeps a note of each in a folder of the program's own, since they lie wherever people save their reports. */
export function unfinishedFiles(dataDir: string): UnfinishedFiles {
  const folder = join(dataDir, 'unfinished-files')
  return {
    begin(path) {
      const part = partBeside(path)
      const note = join(folder, randomUUID())
      keepNote(folder, note, part)
      return {
        part,
        done() {
          rmSync(part, { force: true })
          rmSync(note, { force: true })
        },
      }
    },
    clear() {
      for (const name of notesIn(folder)) {
        const note = join(folder, name)
        const part = readFileSync(note, 'utf8')
        if (PART_NAME.test(basename(part))) removeIfThere(part)
        rmSync(note, { force: true })
      }
    },
  }
}

/** A report on another disk can be written though this one is full; only a kill would then leave its part behind. */
function keepNote(folder: string, note: string, part: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(note, part, { mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
  }
}

function notesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Its folder may be gone or closed to us by now; that is no reason not to start. */
function removeIfThere(part: string): void {
  try {
    rmSync(part, { force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
  }
}
