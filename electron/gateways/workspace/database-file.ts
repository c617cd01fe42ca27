import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makePrivateFile } from '#electron/process/private-files.ts'
import { fail, ok, type Result } from '#shared/api/faults.ts'
import { SQLITE, sqliteCode } from '#electron/gateways/sqlite-codes.ts'
import { migrate, SCHEMA_VERSION, schemaVersion } from './schema.ts'

export interface OpenedFile {
  db: DatabaseSync
  /** One sentence for the person where the old file had to be set aside; else ''. */
  notice: string
}

/**
 * Opens the workspace file for this process alone. The lock is the operating system's, on the file itself, so it is gone
 * the moment its owner is, however that one ended. A file that is damaged is renamed, not deleted, and a new one begun.
 */
export function openWorkspaceFile(path: string, now: () => Date): Result<OpenedFile> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    try {
      return openChecked(path, '')
    } catch (error) {
      const code = sqliteCode(error)
      if (code !== SQLITE.notADatabase && code !== SQLITE.corrupt) throw error
      const aside = setAside(path, now())
      return openChecked(
        path,
        `The workspace file was damaged and could not be read. It was kept as “${aside}”, and a new one was begun.`,
      )
    }
  } catch (error) {
    const code = sqliteCode(error)
    if (code === SQLITE.busy) {
      return fail(
        'busy',
        `Leadsheet is already open on this folder: ${dirname(path)}. Close the other one first, or choose another folder.`,
      )
    }
    if (
      code === SQLITE.readOnly ||
      code === SQLITE.cannotOpen ||
      code === SQLITE.full ||
      isFileError(error)
    ) {
      return fail(
        'cannot-write',
        `Leadsheet cannot write to its folder: ${dirname(path)}. Check that the folder may be written to and that the disk is not full.`,
      )
    }
    throw error
  }
}

function isFileError(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return code !== undefined && ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'].includes(code)
}

function openChecked(path: string, notice: string): Result<OpenedFile> {
  // SQLite gives the files it puts beside it the rights of this one.
  makePrivateFile(path)
  const db = new DatabaseSync(path, { timeout: 0 })
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    // In WAL mode the exclusive lock is taken by the first access and then held; a write lock proves nobody else has it.
    db.exec('BEGIN IMMEDIATE; COMMIT')
    if (schemaVersion(db) > SCHEMA_VERSION) {
      db.close()
      return fail(
        'invalid',
        `The workspace in ${dirname(path)} was written by a newer Leadsheet. Update Leadsheet, or choose another folder.`,
      )
    }
    refuseDamage(db)
    migrate(db)
    db.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY')
    // Pages that change again and again, an index's above all, are then copied into the file once in 32 MB, not once in 4.
    db.exec('PRAGMA wal_autocheckpoint = 8000')
    return ok({ db, notice })
  } catch (error) {
    db.close()
    throw error
  }
}

/** Throws what SQLite itself would throw on the first read of a damaged page. */
function refuseDamage(db: DatabaseSync): void {
  const first = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
  if (first.quick_check !== 'ok')
    throw Object.assign(new Error(first.quick_check), { errcode: SQLITE.corrupt })
}

/** Answers the new name. The log files go along: they belong to the damaged file and would spoil the new one. */
function setAside(path: string, at: Date): string {
  const stamp = at.toISOString().slice(0, 19).replaceAll(':', '-')
  let aside = `${path}.damaged-${stamp}`
  for (let copy = 2; existsSync(aside); copy++) aside = `${path}.damaged-${stamp}-${copy}`
  renameSync(path, aside)
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  return basename(aside)
}
