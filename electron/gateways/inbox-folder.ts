import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { access, appendFile, constants, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fail, ok } from '#shared/api/faults.ts'
import type { Inbox } from '#electron/services/ports/inbox.ts'
import { MAX_FILE_BYTES } from '#electron/workbook/bounds.ts'

interface Kept {
  path: string
  name: string
  /** Bytes still to come; null for a file that lies elsewhere. */
  missing: number | null
}

const MB = 1024 * 1024

/** Files sent over lie in `<dataDir>/inbox` while they are being opened; what an earlier run left there is swept away. */
export function createInbox(dataDir: string): Inbox {
  const folder = join(dataDir, 'inbox')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = new Map<string, Kept>()

  async function discard(fileId: string): Promise<void> {
    const file = files.get(fileId)
    files.delete(fileId)
    if (file && file.missing !== null) await rm(file.path, { force: true })
  }

  function adopt(path: string, name: string): { fileId: string } {
    const fileId = randomUUID()
    files.set(fileId, { path, name, missing: null })
    return { fileId }
  }

  return {
    async begin(name, size) {
      if (size > MAX_FILE_BYTES) return tooLarge(size)
      const { bavail, bsize } = await statfs(folder)
      if (bavail * bsize < size + MB) {
        return fail(
          'cannot-write',
          'There is not enough room on the disk to open this file. Make room and open it again.',
        )
      }
      const fileId = randomUUID()
      const path = join(folder, fileId)
      await writeFile(path, '', { flag: 'wx', mode: 0o600 })
      files.set(fileId, { path, name, missing: size })
      return ok({ fileId })
    },

    async append(fileId, bytes) {
      const file = files.get(fileId)
      if (!file || file.missing === null)
        return fail('not-found', 'This file is no longer at hand. Open it again.')
      if (bytes.length > file.missing) {
        await discard(fileId)
        return fail('invalid', 'More of this file arrived than was announced. Open it again.')
      }
      file.missing -= bytes.length
      await appendFile(file.path, bytes)
      return ok({})
    },

    adopt,

    async take(path) {
      let found
      try {
        found = await stat(path)
        await access(path, constants.R_OK)
      } catch (error) {
        return unreadable(error)
      }
      if (found.isDirectory()) return fail('invalid', 'It is a folder. Open a file in it.')
      if (!found.isFile())
        return fail('invalid', 'It is not a file that can be read more than once. Make a copy and open that.')
      if (found.size > MAX_FILE_BYTES) return tooLarge(found.size)
      const name = basename(path)
      return ok({ ...adopt(path, name), name })
    },

    find(fileId) {
      const file = files.get(fileId)
      return file && !file.missing ? { path: file.path, name: file.name } : null
    },

    discard,
  }
}

function tooLarge(size: number): ReturnType<typeof fail> {
  return fail(
    'invalid',
    `This file has ${Math.round(size / MB)} MB; Leadsheet opens up to ${Math.round(MAX_FILE_BYTES / MB)} MB. Split it.`,
  )
}

function unreadable(error: unknown): ReturnType<typeof fail> {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') {
    return fail('invalid', 'It may not be read by you. Ask whoever keeps it, or make a copy and open that.')
  }
  return fail('not-found', 'It is not there any more: it may have been moved, renamed or deleted.')
}
