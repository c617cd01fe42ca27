import { protocol, type Session } from 'electron'
import { openPageFiles } from '#electron/page/page-files.ts'
import { SECURITY_HEADERS } from '#electron/page/page-policy.ts'

const SCHEME = 'leadsheet'

/** The page's address on the desktop: a scheme of our own, under which no web page can be served. */
export const PAGE_ADDRESS = `${SCHEME}://app/`

/**
 * Before the app is ready: gives the scheme the rules of https, so that storage, workers and the policy work, and has the page's
 * compiled code kept from one start to the next, as a browser does for https.
 */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** What a page names that is fetched with it: its scripts and styles. */
const PARTS = /(?:src|href)="\.(\/assets\/[^"]+\.(?:js|css))"/g

/**
 * Serves the built page, and nothing else, to one session. Settles once the page and what it names were handed out: from then
 * on it is busy by itself for a while, and asks for nothing.
 */
export function servePage(
  session: Session,
  rendererDir: string,
  hasNoSheetOpen: () => boolean,
): Promise<void> {
  const files = openPageFiles(rendererDir, { connectTo: '', hasNoSheetOpen })
  const sent = Promise.withResolvers<undefined>()
  let awaited: Set<string> | null = null
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    const file = isOurPage(request.url) && request.method === 'GET' ? await files.get(url.pathname) : null
    if (!file) return new Response(null, { status: 404, headers: SECURITY_HEADERS })
    if (url.pathname === '/') {
      awaited ??= new Set([...file.body.toString('utf8').matchAll(PARTS)].map(([, path = '']) => path))
    } else awaited?.delete(url.pathname)
    // In a turn of its own, after the answers are on their way.
    if (awaited?.size === 0) setTimeout(() => sent.resolve(undefined))
    return new Response(new Uint8Array(file.body), { headers: { ...SECURITY_HEADERS, ...file.headers } })
  })
  return sent.promise
}

/** True for the one address the page has; what else our scheme serves is a part of it, or nothing. */
export function isPageAddress(address: string): boolean {
  return isOurPage(address) && URL.parse(address)?.pathname === '/'
}

/** True for a frame's address that is our page. (Node's URL gives schemes it does not know the origin "null".) */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${SCHEME}:` && url.host === 'app'
}
