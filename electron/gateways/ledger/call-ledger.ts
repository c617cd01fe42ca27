import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { CallLedger } from '#electron/services/ports/call-ledger.ts'
import { makePrivateFile } from '#electron/process/private-files.ts'

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS spent (
    account_id TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (account_id, day, kind)
  ) WITHOUT ROWID, STRICT;
`
/** Another program writes one short row at a time. */
const LOCK_WAIT_MS = 2000
/** Days kept for whoever looks back. */
const KEPT_DAYS = 400

/**
 * The ledger in a file of its own, which several programs open at a time. Where it cannot be kept, calls are counted for this
 * run only, and `onTrouble` hears why: a full disk must not stop a push.
 */
export function openCallLedger(path: string, onTrouble: (reason: string) => void): CallLedger {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    makePrivateFile(path)
    return ledgerIn(path, onTrouble)
  } catch (error) {
    onTrouble(String(error))
    return ledgerIn(':memory:', onTrouble)
  }
}

function ledgerIn(path: string, onTrouble: (reason: string) => void): CallLedger {
  const db = new DatabaseSync(path, { timeout: LOCK_WAIT_MS })
  db.exec(SCHEMA)
  db.prepare("DELETE FROM spent WHERE day < date('now', ?)").run(`-${KEPT_DAYS} days`)
  const add = db.prepare(`
    INSERT INTO spent (account_id, day, kind, calls) VALUES (?, ?, ?, 1)
    ON CONFLICT (account_id, day, kind) DO UPDATE SET calls = calls + 1`)
  const sum = db.prepare('SELECT total(calls) AS calls FROM spent WHERE account_id = ? AND day = ?')
  const each = db.prepare('SELECT kind, calls FROM spent WHERE account_id = ? AND day = ?')
  return {
    count(accountId, kind, day) {
      try {
        add.run(accountId, day, kind)
        return sum.get(accountId, day)!['calls'] as number
      } catch (error) {
        onTrouble(String(error))
        return 0
      }
    },
    counted(accountId, day) {
      const counted = { bulk: 0, ordinary: 0 }
      for (const row of each.all(accountId, day)) counted[row['kind'] as 'bulk'] = row['calls'] as number
      return counted
    },
    close: () => db.close(),
  }
}
