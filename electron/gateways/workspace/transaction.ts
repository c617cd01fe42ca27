import type { DatabaseSync } from 'node:sqlite'

/** All of `work` or none of it. Inside another transaction it joins that one. */
export function inTransaction<Value>(db: DatabaseSync, work: () => Value): Value {
  if (db.isTransaction) return work()
  db.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    db.exec('COMMIT')
    return value
  } catch (error) {
    rollBack(db)
    throw error
  }
}

/**
 * The same without waiting until it is on disk, where the next transaction of the other kind brings it: a power cut before
 * that takes it back whole, and nothing else does. Not inside another transaction.
 */
export function inPassing<Value>(db: DatabaseSync, work: () => Value): Value {
  db.exec('PRAGMA synchronous = NORMAL')
  try {
    return inTransaction(db, work)
  } finally {
    db.exec('PRAGMA synchronous = FULL')
  }
}

/** SQLite may have rolled back by itself (a full disk); a second rollback would hide the reason. */
function rollBack(db: DatabaseSync): void {
  if (db.isTransaction) db.exec('ROLLBACK')
}
