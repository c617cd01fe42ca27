import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { OtherCall, Others, OwnCall, SharedCalls } from '#electron/services/ports/shared-calls.ts'

export interface SharedCallsOptions {
  /** The file all Leadsheets of this user share; its folder is made. */
  path: string
  /** The data folder of this one: its own earlier calls are remembered there, and are not counted twice. */
  home: string
  /** Milliseconds since 1970. @default Date.now */
  wall?: () => number
  /** Once, in words, where the file cannot be used: from then on this program counts for itself. */
  onUnavailable(text: string): void
}

export interface SharedCallsFile {
  of(account: { origin: string; accessKey: string }, accountId: string): SharedCalls
  close(): void
}

const UNAVAILABLE =
  'Leadsheet cannot see what other Leadsheets on this computer send just now. Should one of them use this account too, LeadSquared may turn some calls away; they are sent again, and nothing is lost.'

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = OFF;
  CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, owner TEXT NOT NULL, pid INTEGER NOT NULL, home TEXT NOT NULL,
    begun REAL NOT NULL, ended REAL
  );
  CREATE INDEX IF NOT EXISTS calls_by_account ON calls (account, begun);
  CREATE TABLE IF NOT EXISTS waiting (
    account TEXT NOT NULL, owner TEXT NOT NULL, pid INTEGER NOT NULL, until REAL NOT NULL, PRIMARY KEY (account, owner)
  ) WITHOUT ROWID;
`

/** Others hold it for a few inserts. */
const BUSY_MS = 500
/** No limit's window is longer (`RateLimit.seconds`). */
const KEPT_MS = 3_600_000
/** A call under way for longer is one whose program is gone, whatever has its process id now. */
const LONGEST_CALL_MS = 300_000
/** A call of a program that is gone may have waited this long for its connection. */
const SLACK_MS = 1000
/** Who waits looks again soon after the moment it told. */
const LATE_MS = 1000

/**
 * What Leadsheets of one user have sent lately, in a SQLite file beside their data. An account is named by a digest of
 * where it is and its access key, so there is no key in the file, and two programs that hold one account under different
 * names still meet.
 */
export function openSharedCalls(options: SharedCallsOptions): SharedCallsFile {
  const wall = options.wall ?? Date.now
  const owner = randomUUID()
  let db: DatabaseSync | null = null
  let told = false

  function unavailable(): void {
    if (!told) options.onUnavailable(UNAVAILABLE)
    told = true
  }

  function opened(): DatabaseSync | null {
    if (db || told) return db
    try {
      mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 })
      db = new DatabaseSync(options.path, { timeout: BUSY_MS })
      chmodSync(options.path, 0o600)
      db.exec(SCHEMA)
      db.prepare('DELETE FROM calls WHERE begun < ?').run(wall() - KEPT_MS - LONGEST_CALL_MS)
    } catch {
      db?.close()
      db = null
      unavailable()
    }
    return db
  }

  /** Of what is told to the others nothing is worth ending a push for. */
  function tell(sql: string, ...values: (string | number)[]): void {
    try {
      opened()
        ?.prepare(sql)
        .run(...values)
    } catch {
      unavailable()
    }
  }

  return {
    of({ origin, accessKey }, accountId) {
      const account = digest([hostname(), new URL(origin).host, accessKey])
      const home = digest([options.home, accountId])
      return {
        inTurn: (sinceMs, work) => inTurn(() => othersOf(account, home, sinceMs), work),
        begin: () => begin(account, home),
        waits(until) {
          if (until === null) tell('DELETE FROM waiting WHERE account = ? AND owner = ?', account, owner)
          else {
            tell(
              'INSERT OR REPLACE INTO waiting (account, owner, pid, until) VALUES (?, ?, ?, ?)',
              ...[account, owner, process.pid, until],
            )
          }
        },
      }
    },
    close() {
      tell('DELETE FROM waiting WHERE owner = ?', owner)
      db?.close()
      db = null
      told = true
    },
  }

  function inTurn(others: () => Others, work: (others: Others) => void): void {
    const file = opened()
    let seen: Others = { calls: [], waiting: 0 }
    let inside = false
    try {
      file?.exec('BEGIN IMMEDIATE')
      inside = file !== null
      if (file) seen = others()
    } catch {
      unavailable()
    }
    try {
      work(seen)
    } finally {
      if (inside) commit(file)
    }
  }

  function commit(file: DatabaseSync | null): void {
    try {
      file?.exec('COMMIT')
    } catch {
      if (file?.isTransaction) file.exec('ROLLBACK')
      unavailable()
    }
  }

  function begin(account: string, home: string): OwnCall {
    let id: number | bigint = -1
    try {
      id =
        opened()
          ?.prepare('INSERT INTO calls (account, owner, pid, home, begun) VALUES (?, ?, ?, ?, ?)')
          .run(account, owner, process.pid, home, wall()).lastInsertRowid ?? -1
    } catch {
      unavailable()
    }
    const at = Number(id)
    return {
      ended: () => tell('UPDATE calls SET ended = ? WHERE id = ?', wall(), at),
      dropped: () => tell('DELETE FROM calls WHERE id = ?', at),
    }
  }

  function othersOf(account: string, home: string, sinceMs: number): Others {
    const now = wall()
    const lives = new Map<number, boolean>()
    const alive = (pid: number): boolean => {
      if (!lives.has(pid)) lives.set(pid, isAlive(pid))
      return lives.get(pid)!
    }
    const calls: OtherCall[] = []
    for (const record of db!
      .prepare('SELECT * FROM calls WHERE account = ? AND owner <> ? AND begun > ?')
      .all(account, owner, now - sinceMs - LONGEST_CALL_MS)) {
      const begun = record['begun'] as number
      const gone = !alive(record['pid'] as number) || begun < now - LONGEST_CALL_MS
      if (gone && record['home'] === home) continue
      const endedAt = (record['ended'] as number | null) ?? (gone ? begun + SLACK_MS : null)
      if (endedAt === null || endedAt > now - sinceMs) calls.push({ endedAt })
    }
    const waiting = db!
      .prepare('SELECT pid FROM waiting WHERE account = ? AND owner <> ? AND until > ?')
      .all(account, owner, now - LATE_MS)
      .filter(({ pid }) => alive(pid as number)).length
    return { calls, waiting }
  }
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
