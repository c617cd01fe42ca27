import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SQLITE, sqliteCode } from './sqlite-codes.ts'
import type { OtherCall, Others, OwnCall, SharedCalls } from '#electron/services/ports/shared-calls.ts'

export interface SharedCallsOptions {
  /** The file all Leadsheets of this user share; its folder is made. */
  path: string
  /** The data folder of this one: its own earlier calls are remembered there, and are not counted twice. */
  home: string
  /** Milliseconds since 1970. @default Date.now */
  wall?: () => number
  /** Milliseconds since any moment, never set back. @default performance.now */
  monotonic?: () => number
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
/**
 * Where the machine is busy one of them can hold it for longer, and while a file becomes one with a write-ahead log, or the last that has
 * it open puts it away, SQLite answers that it is taken without waiting (https://sqlite.org/wal.html, "Sometimes Queries Return
 * SQLITE_BUSY In WAL Mode"). What passes is nothing to tell.
 */
const PASSES_WITHIN_MS = 10_000
const OPENINGS = 20
const BETWEEN_OPENINGS_MS = 25
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
  const monotonic = options.monotonic ?? (() => performance.now())
  const owner = randomUUID()
  let db: DatabaseSync | null = null
  let told = false
  let closed = false
  /** Since when it was taken whenever it was wanted; null: it was had the last time. */
  let takenSince: number | null = null

  function failed(error: unknown): void {
    const now = monotonic()
    if (isTaken(error)) {
      takenSince ??= now
      if (now - takenSince < PASSES_WITHIN_MS) return
    }
    if (!told) options.onUnavailable(UNAVAILABLE)
    told = true
  }

  function opened(): DatabaseSync | null {
    if (db || told || closed) return db
    for (let opening = 1; ; opening++) {
      try {
        db = open()
        return db
      } catch (error) {
        if (isTaken(error) && opening < OPENINGS) pause(BETWEEN_OPENINGS_MS)
        else {
          failed(error)
          return null
        }
      }
    }
  }

  function open(): DatabaseSync {
    mkdirSync(dirname(options.path), { recursive: true, mode: 0o700 })
    // It is tried again from the start: within, SQLite does not wait where waiting could lock both.
    const file = new DatabaseSync(options.path, { timeout: 0 })
    try {
      chmodSync(options.path, 0o600)
      file.exec(SCHEMA)
      file.prepare('DELETE FROM calls WHERE begun < ?').run(wall() - KEPT_MS - LONGEST_CALL_MS)
      file.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
      return file
    } catch (error) {
      file.close()
      throw error
    }
  }

  /** Of what is told to the others nothing is worth ending a push for. */
  function tell(sql: string, ...values: (string | number)[]): void {
    try {
      const file = opened()
      file?.prepare(sql).run(...values)
      if (file) takenSince = null
    } catch (error) {
      failed(error)
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
      closed = true
    },
  }

  function inTurn(others: () => Others, work: (others: Others) => void): void {
    const file = opened()
    let seen: Others = { calls: [], waiting: 0 }
    let inside = false
    try {
      file?.exec('BEGIN IMMEDIATE')
      inside = file !== null
      if (file) {
        seen = others()
        takenSince = null
      }
    } catch (error) {
      failed(error)
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
    } catch (error) {
      if (file?.isTransaction) file.exec('ROLLBACK')
      failed(error)
    }
  }

  function begin(account: string, home: string): OwnCall {
    let id: number | bigint = -1
    try {
      id =
        opened()
          ?.prepare('INSERT INTO calls (account, owner, pid, home, begun) VALUES (?, ?, ?, ?, ?)')
          .run(account, owner, process.pid, home, wall()).lastInsertRowid ?? -1
    } catch (error) {
      failed(error)
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

/** That another has it just now, which passes. */
function isTaken(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === SQLITE.busy || code === SQLITE.locked || code === SQLITE.protocol
}

/** Nothing else is done meanwhile: who is counted stands in turn. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
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
