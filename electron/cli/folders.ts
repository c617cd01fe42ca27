import { join, resolve } from 'node:path'
import { defaultDataDir } from '#electron/process/data-dir.ts'

export interface Folders {
  /** The workspace of this push. */
  work: string
  /** Where Leadsheet keeps its accounts. */
  accounts: string
}

/**
 * The command line has a workspace of its own beside the window's: a nightly push neither waits for the window to be
 * closed nor leaves its sheets in it. Accounts are the same. A folder that is named is used for all of it.
 */
export function foldersFor(dataDir: string | null): Folders {
  if (dataDir !== null) return { work: resolve(dataDir), accounts: resolve(dataDir) }
  const shared = defaultDataDir()
  return { work: join(shared, 'command-line'), accounts: shared }
}
