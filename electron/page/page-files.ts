import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { contentSecurityPolicy } from './page-policy.ts'

/** Vite writes this nonce into the built page (`html.cspNonce`); each answer gets its own in its place. */
export const NONCE_PLACEHOLDER = '__LEADSHEET_NONCE__'

/** Also in `renderer/index.html`: `nothing` stands in its place where no sheet is open, else `unknown`. */
export const OPEN_PLACEHOLDER = '__LEADSHEET_OPEN__'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

export interface PageFile {
  headers: Record<string, string>
  body: Buffer
}

export interface PageFilesOptions {
  /** What the page may connect to beside its own origin, as the policy has it; '' for nothing. */
  connectTo: string
  /** Whether it is certain, as a page is handed out, that no sheet is open. */
  hasNoSheetOpen: () => boolean
}

/**
 * The built page's files. Their names are listed once, at the start, and only a name on the list is ever opened: no
 * spelling of a path can lead out of the folder.
 */
export function openPageFiles(
  folder: string,
  options: PageFilesOptions,
): { get(pathname: string): Promise<PageFile | null> } {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
  }
  if (!files.has('/index.html'))
    throw new Error(`There is no built page in ${folder}. Build it first: npm run build`)

  return {
    async get(pathname) {
      const name = pathname === '/' ? '/index.html' : pathname
      const path = files.get(name)
      if (!path) return null
      const body = await readFile(path)
      const headers: Record<string, string> = {
        'Content-Type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
      }
      if (name === '/index.html') {
        const nonce = randomBytes(16).toString('base64')
        headers['Content-Security-Policy'] = contentSecurityPolicy(nonce, options.connectTo)
        const page = body
          .toString('utf8')
          .replaceAll(NONCE_PLACEHOLDER, nonce)
          .replace(OPEN_PLACEHOLDER, options.hasNoSheetOpen() ? 'nothing' : 'unknown')
        return { headers, body: Buffer.from(page) }
      }
      // Built assets carry a hash of their content in their name.
      if (name.startsWith('/assets/')) headers['Cache-Control'] = 'private, max-age=31536000, immutable'
      return { headers, body }
    },
  }
}
