import { randomBytes } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { SaveTarget } from '#electron/services/ports/save-target.ts'
import { SECURITY_HEADERS } from '#electron/page/page-policy.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv': 'text/csv; charset=utf-8',
}

/** A report nobody fetched is thrown away when this many newer ones wait. */
const MOST_WAITING = 8

export interface Downloads extends SaveTarget {
  /** Sends the file and forgets it; false where it was fetched before or never was. */
  serve(id: string, response: ServerResponse): Promise<boolean>
  close(): void
}

/** Browser mode's way to save: the report is written into a folder of our own and fetched by the page, once. */
export function createDownloads(folder: string): Downloads {
  const waiting = new Map<string, { path: string; name: string }>()
  let prepared = false

  /** At the first report, when the folder is certainly ours. What an earlier run left cannot be fetched any more. */
  function prepare(): void {
    if (prepared) return
    prepared = true
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  function discard(id: string): void {
    const file = waiting.get(id)
    waiting.delete(id)
    if (file) rmSync(file.path, { force: true })
  }

  return {
    async save(suggestedName, write) {
      prepare()
      const id = randomBytes(24).toString('base64url')
      const path = join(folder, `${id}${extname(suggestedName)}`)
      const written = await write(path)
      if (!written.ok) return written
      waiting.set(id, { path, name: suggestedName })
      for (const old of [...waiting.keys()].slice(0, -MOST_WAITING)) discard(old)
      return { ok: true, value: { kind: 'download', url: `/download/${id}`, name: suggestedName } }
    },
    async serve(id, response) {
      const file = waiting.get(id)
      if (!file) return false
      waiting.delete(id)
      try {
        response.writeHead(200, {
          ...SECURITY_HEADERS,
          'Content-Type': CONTENT_TYPES[extname(file.path)] ?? 'application/octet-stream',
          'Content-Length': (await stat(file.path)).size,
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeFileName(file.name)}`,
        })
        await pipeline(createReadStream(file.path), response)
      } finally {
        rmSync(file.path, { force: true })
      }
      return true
    },
    close() {
      for (const id of [...waiting.keys()]) discard(id)
      if (prepared) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** RFC 8187: as encodeURIComponent, and the three characters it leaves that the header does not allow. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
