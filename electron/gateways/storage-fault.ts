import { fail, type Fault } from '#shared/api/faults.ts'
import { SQLITE, sqliteCode } from './sqlite-codes.ts'

const NO_ROOM = 'The disk is full, so Leadsheet could not save this. Make room on it, then try again.'
const NO_WRITING =
  'Leadsheet could not write to its folder. Check that the disk is there and may be written to, then try again.'

/** What a disk that takes nothing more throws out of the workspace and its files; null for everything else. */
export function storageFault(error: unknown): Fault | null {
  const sqlite = sqliteCode(error)
  const file = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  if (sqlite === SQLITE.full || file === 'ENOSPC' || file === 'EDQUOT')
    return fail('cannot-write', NO_ROOM).fault
  if (sqlite === SQLITE.readOnly || sqlite === SQLITE.ioError || file === 'EROFS' || file === 'EIO')
    return fail('cannot-write', NO_WRITING).fault
  return null
}
