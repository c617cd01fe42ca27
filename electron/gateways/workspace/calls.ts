import type { DatabaseSync } from 'node:sqlite'
import type { CallStore } from '#electron/services/ports/calls.ts'

/** No limit's window is longer (`RateLimit.seconds`), so older calls can't matter. */
const KEPT_MS = 3_600_000

/** The calls just made, so that a restart inside a window still counts them. */
export function callStore(db: DatabaseSync): CallStore {
  const insert = db.prepare('INSERT INTO calls (account_id, at) VALUES (?, ?)')
  const forget = db.prepare('DELETE FROM calls WHERE account_id = ? AND at < ?')
  const select = db.prepare('SELECT at FROM calls WHERE account_id = ? AND at >= ? ORDER BY at')
  let sinceForgotten = 0
  return {
    recentCalls: (accountId, sinceWall) =>
      select.all(accountId, sinceWall).map((record) => record['at'] as number),
    recordCall(accountId, atWall) {
      // Not waited for until it is on the platter: a killed process leaves it in the file all the same, and no machine
      // that lost its power is back within a window.
      if (!db.isTransaction) db.exec('PRAGMA synchronous = NORMAL')
      try {
        insert.run(accountId, atWall)
      } finally {
        if (!db.isTransaction) db.exec('PRAGMA synchronous = FULL')
      }
      if (++sinceForgotten < 1000) return
      sinceForgotten = 0
      forget.run(accountId, atWall - KEPT_MS)
    },
  }
}
