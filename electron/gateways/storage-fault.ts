import { fail, type Fault } from '#shared/api/faults.ts'

/** SQLite's primary result codes (https://sqlite.org/rescode.html); the extended ones carry them in the low byte. */
const READ_ONLY = 8
const IO_ERROR = 10
const FULL = 13

export function sqliteCode(error: unknown): number | null {
  const code = error instanceof Error ? (error as Error & { errcode?: unknown }).errcode : null
  return typeof code === 'number' ? code & 0xff : null
}

const NO_ROOM = 'The disk is full, so Leadsheet could not save this. Make room on it, then try again.'
const NO_WRITING =
  'Leadsheet could not write to its folder. Check that the disk is there and may be written to, then try again.'

/** What a disk that takes nothing more throws out of the workspace and its files; null for everything else. */
export function storageFault(error: unknown): Fault | null {
  const sqlite = sqliteCode(error)
  const file = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  if (sqlite === FULL || file === 'ENOSPC' || file === 'EDQUOT') return fail('cannot-write', NO_ROOM).fault
  if (sqlite === READ_ONLY || sqlite === IO_ERROR || file === 'EROFS' || file === 'EIO')
    return fail('cannot-write', NO_WRITING).fault
  return null
}
