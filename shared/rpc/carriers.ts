/** What both ends of a carrier must agree on. A carrier moves messages; it knows nothing of what is in them. */

/** Browser mode: a WebSocket at this path of the page's own origin; each message is one text frame of JSON. */
export const SOCKET_PATH = '/channel'

/**
 * Browser mode's second secret, beside the session cookie: cookies know no ports, so every server on 127.0.0.1 is sent
 * them. The page has it from the fragment of the address it was sent on to, which no server is told, keeps it in its origin's
 * storage, and names it in each handshake: as the second protocol of its socket, since a page cannot set headers there.
 */
export const PAGE_KEY_FRAGMENT = '#key='
export const SOCKET_PROTOCOL = 'leadsheet'
export const PAGE_KEY_HEADER = 'x-leadsheet-key'

/** Answers 204 to a page that is let in, key and cookie, else 401. */
export const LET_IN_PATH = '/let-in'

const PAGE_KEY_PROTOCOL = 'key.'

/** `key` in base64url, which a protocol's name may consist of. */
export function pageKeyProtocol(key: string): string {
  return PAGE_KEY_PROTOCOL + key
}

/** The key in a `Sec-WebSocket-Protocol` header; null where there is none. */
export function keyInProtocols(header: string | undefined): string | null {
  const names = (header ?? '').split(',').map((name) => name.trim())
  const named = names.find((name) => name.startsWith(PAGE_KEY_PROTOCOL))
  return named === undefined ? null : named.slice(PAGE_KEY_PROTOCOL.length)
}

/** The host closes a superseded page's socket with this code once it has nothing more to hand in. */
export const SUPERSEDED_CLOSE_CODE = 4001

/** Largest message the host takes, in bytes of UTF-8: a pasted sheet or a file chunk stays well below it. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024

/** Desktop: the preload script exposes this, and only this, as `window.leadsheet`. Messages are structured-clone data. */
export interface DesktopBridge {
  send(message: unknown): void
  /** One listener; a second call replaces the first. Messages that came before the listener are kept for it. */
  onMessage(listener: (message: unknown) => void): void
  /**
   * Gives a file the person chose or dropped (a `File` of the page) to the host by its path, which the page itself is not
   * told and cannot make up. Answers a `HandedIn`.
   */
  handIn(file: unknown): Promise<unknown>
}
