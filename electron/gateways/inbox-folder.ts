import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { appendFile, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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

  return {
    async begin(name, size) {
      if (size > MAX_FILE_BYTES) {
        return fail(
          'invalid',
          `This file has ${Math.round(size / MB)} MB; Leadsheet opens up to ${Math.round(MAX_FILE_BYTES / MB)} MB. Split it.`,
        )
      }
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

    adopt(path, name) {
      const fileId = randomUUID()
      files.set(fileId, { path, name, missing: null })
      return { fileId }
    },

    find(fileId) {
      const file = files.get(fileId)
      return file && !file.missing ? { path: file.path, name: file.name } : null
    },

    discard,
  }
}
