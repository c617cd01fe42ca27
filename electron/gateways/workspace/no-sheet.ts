import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/**
 * True where it is certain, before the workspace is opened, that it has no sheet open: the window may then show at once what
 * it shows without one. A look of a millisecond that takes no lock and leaves nothing behind. False wherever it is not
 * certain: the file is in use or was not closed in order (its log is there), is damaged, or is of a form nobody knows.
 */
export function hasNoSheetOpen(path: string): boolean {
  try {
    if (existsSync(`${path}-wal`)) return false
    if (!existsSync(path)) return true
    const address = pathToFileURL(path)
    // The file alone: SQLite would put its log beside it for a reader, too.
    address.searchParams.set('immutable', '1')
    const db = new DatabaseSync(address, { readOnly: true })
    try {
      return db.prepare("SELECT value FROM meta WHERE key = 'open_sheet'").get() === undefined
    } finally {
      db.close()
    }
  } catch {
    return false
  }
}
