import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, type Result } from '#shared/api/faults.ts'
import type { ByteSink } from '#electron/workbook/formats/zip-writer.ts'

function writeFault(
  error: unknown,
  path: string,
): { ok: false; fault: Exclude<Result<never>, { ok: true }>['fault'] } | null {
  const name = basename(path)
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EBUSY':
    case 'EPERM':
    case 'EACCES':
    case 'ETXTBSY':
      return fail(
        'cannot-write',
        `“${name}” cannot be written: it is open in another program such as Excel, or its folder does not allow it. ` +
          'Close it there, or choose another place, and export again.',
      )
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return fail(
        'cannot-write',
        `There is not enough room on the disk for “${name}”. Make room, or choose another place, and export again.`,
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return fail(
        'cannot-write',
        `The folder for “${name}” is not there any more. Choose another place and export again.`,
      )
    case 'EISDIR':
    case 'ENAMETOOLONG':
    case 'EINVAL':
      return fail(
        'cannot-write',
        `“${name}” cannot be the name of a file there. Choose another name and export again.`,
      )
    case 'EROFS':
      return fail(
        'cannot-write',
        `“${name}” lies on a disk that can only be read. Choose another place and export again.`,
      )
    case 'EIO':
      return fail(
        'cannot-write',
        `The disk failed while “${name}” was written. Choose another place and export again.`,
      )
    default:
      return null
  }
}

/**
 * Writes a file whole or not at all: into a `neighbour` in the same folder, flushed to the disk, then renamed over `path`. Whatever lay
 * there before stays until then. Throws only what is no failing of the disk.
 */
export async function writeAtomically<Value>(
  path: string,
  neighbour: string,
  write: (sink: ByteSink) => Promise<Value>,
): Promise<Result<Value>> {
  let file: FileHandle | null = null
  try {
    file = await open(neighbour, 'wx')
    const handle = file
    const value = await write(async (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, at)
        at += bytesWritten
      }
    })
    await file.sync()
    await file.close()
    file = null
    await rename(neighbour, path)
    return { ok: true, value }
  } catch (error) {
    await file?.close().catch(() => undefined)
    await rm(neighbour, { force: true }).catch(() => undefined)
    const fault = writeFault(error, path)
    if (fault) return fault
    throw error
  }
}
