import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Builds a page that only the bench uses, the way the app is built, and serves it on this machine. */
export async function servePage(folder: string): Promise<{ origin: string; close(): Promise<void> }> {
  const outDir = join(ROOT, 'out', 'bench', 'grid-page')
  await build({
    root: join(import.meta.dirname, folder),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 4_000 },
    worker: { format: 'es' },
  })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench')
    const path = join(outDir, normalize(pathname === '/' ? '/index.html' : pathname))
    readFile(path).then(
      (body) =>
        response
          .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
          .end(body),
      () => response.writeHead(404).end(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close()
      await once(server, 'close')
    },
  }
}
