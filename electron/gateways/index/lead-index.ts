import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { IndexedKey, IndexedLead, LeadIndex, LeadIndexes } from '#electron/services/ports/lead-index.ts'
import { phoneEnding, samePhone } from '#shared/domain/reading/phones.ts'
import { makePrivateFile } from '#electron/process/private-files.ts'

/** What a crash may lose is read again; a file that is damaged is thrown away. */
const OPENING = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -32768;
  PRAGMA temp_store = FILE;
`
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS leads (
    id TEXT PRIMARY KEY, email TEXT NOT NULL, phone TEXT NOT NULL, phone_ending TEXT NOT NULL, searched TEXT NOT NULL
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
`
/**
 * Made once all leads are in: sorting them at the end costs a third of keeping them sorted. Empty keys are left out; each has
 * all that is asked for, so that the leads themselves are not looked up.
 */
const KEY_INDEXES = `
  CREATE INDEX IF NOT EXISTS by_email ON leads (email) WHERE email <> '';
  CREATE INDEX IF NOT EXISTS by_phone ON leads (phone_ending, phone) WHERE phone_ending <> '';
  CREATE INDEX IF NOT EXISTS by_searched ON leads (searched) WHERE searched <> '';
`
const KEYS_A_STATEMENT = 4000

/** The indexes of all accounts, a file each in `folder`; names of files tell nothing of the account. */
export function createLeadIndexes(folder: string): LeadIndexes {
  const open = new Map<string, LeadIndex>()
  const pathOf = (accountId: string): string =>
    join(folder, `${createHash('sha256').update(accountId).digest('hex').slice(0, 24)}.sqlite`)
  return {
    of(accountId) {
      const index = open.get(accountId) ?? openIndex(pathOf(accountId), folder)
      open.set(accountId, index)
      return index
    },
    forget(accountId) {
      open.get(accountId)?.close()
      open.delete(accountId)
      removeFile(pathOf(accountId))
    },
    close() {
      for (const index of open.values()) index.close()
      open.clear()
    },
  }
}

function removeFile(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

function openDatabase(path: string): DatabaseSync {
  makePrivateFile(path)
  const db = new DatabaseSync(path)
  try {
    db.exec(OPENING)
    db.exec(SCHEMA)
    db.prepare('SELECT count(*) FROM notes').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function openIndex(path: string, folder: string): LeadIndex {
  mkdirSync(folder, { recursive: true })
  let db: DatabaseSync
  try {
    db = openDatabase(path)
  } catch {
    // It holds nothing that cannot be read again.
    removeFile(path)
    db = openDatabase(path)
  }
  return indexIn(db)
}

function indexIn(db: DatabaseSync): LeadIndex {
  const note = db.prepare('SELECT value FROM notes WHERE name = ?')
  const setNote = db.prepare('INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)')
  const put = db.prepare(
    'INSERT OR REPLACE INTO leads (id, email, phone, phone_ending, searched) VALUES (?, ?, ?, ?, ?)',
  )
  const remove = db.prepare('DELETE FROM leads WHERE id = ?')
  const count = db.prepare('SELECT count(*) AS leads FROM leads')
  const findBy = { email: finder(db, 'email'), phone: finder(db, 'phone'), searched: finder(db, 'searched') }

  function read(name: string): string | null {
    return (note.get(name)?.['value'] as string | undefined) ?? null
  }
  function inTransaction(work: () => void): void {
    db.exec('BEGIN IMMEDIATE')
    try {
      work()
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
  function putAll(leads: readonly IndexedLead[]): void {
    for (const { id, email, phone, searched } of leads) {
      put.run(id, email, phone, phoneEnding(phone), searched)
    }
  }

  return {
    state() {
      const attribute = read('attribute')
      if (attribute === null) return null
      return {
        attribute,
        complete: read('complete') === '1',
        pages: Number(read('pages') ?? 0),
        watermark: Number(read('watermark') ?? 0),
      }
    },

    count: () => count.get()!['leads'] as number,

    begin(attribute, watermark) {
      inTransaction(() => {
        db.exec(
          'DROP INDEX IF EXISTS by_email; DROP INDEX IF EXISTS by_phone; DROP INDEX IF EXISTS by_searched',
        )
        db.exec('DELETE FROM leads')
        setNote.run('attribute', attribute)
        setNote.run('complete', '0')
        setNote.run('pages', '0')
        setNote.run('watermark', String(watermark))
      })
    },

    addPage(leads, pages) {
      inTransaction(() => {
        putAll(leads)
        setNote.run('pages', String(pages))
      })
    },

    complete() {
      inTransaction(() => {
        db.exec(KEY_INDEXES)
        setNote.run('complete', '1')
      })
    },

    put(leads, watermark) {
      inTransaction(() => {
        putAll(leads)
        setNote.run('watermark', String(watermark))
      })
    },

    remove(ids) {
      inTransaction(() => {
        for (const id of ids) remove.run(id)
      })
    },

    find(by, keys) {
      const found = new Map<string, string[]>()
      for (let from = 0; from < keys.length; from += KEYS_A_STATEMENT) {
        findSome(findBy[by], by, keys.slice(from, from + KEYS_A_STATEMENT), found)
      }
      return found
    },

    note: read,
    setNote: (name, value) => void setNote.run(name, value),
    close: () => db.close(),
  }
}

function finder(db: DatabaseSync, by: IndexedKey): StatementSync {
  const column = by === 'phone' ? 'phone_ending' : by
  const statement = db.prepare(
    `SELECT l.id, l.${column}, ${by === 'phone' ? 'l.phone' : "''"} FROM json_each(?) j CROSS JOIN leads l
    ON l.${column} = j.value AND l.${column} <> ''`,
  )
  statement.setReturnArrays(true)
  return statement
}

function findSome(
  statement: StatementSync,
  by: IndexedKey,
  keys: string[],
  found: Map<string, string[]>,
): void {
  function add(key: string, id: string): void {
    const ids = found.get(key)
    if (!ids) found.set(key, [id])
    else if (!ids.includes(id)) ids.push(id)
  }
  const wanted = by === 'phone' ? [...new Set(keys.map(phoneEnding))] : [...keys]
  // In the index's own order, each page of it is visited once.
  wanted.sort()
  const rows = statement.all(JSON.stringify(wanted)) as unknown as [id: string, key: string, phone: string][]
  if (by !== 'phone') {
    for (const [id, key] of rows) add(key, id)
    return
  }
  const byEnding = Map.groupBy(rows, ([, ending]) => ending)
  for (const key of keys) {
    for (const [id, , phone] of byEnding.get(phoneEnding(key)) ?? []) {
      if (samePhone(key, phone)) add(key, id)
    }
  }
}
