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

/** SQLite may have rolled back by itself (a full disk); a second rollback would hide the reason. */
function rollBack(db: DatabaseSync): void {
  if (db.isTransaction) db.exec('ROLLBACK')
}
