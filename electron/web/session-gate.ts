import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is turned away; each has its own page. */
export type Refusal = 'wrong-host' | 'wrong-origin' | 'no-session' | 'used-token'

export interface LetIn {
  /** The `Set-Cookie` value. */
  cookie: string
  /** What the page keeps and names in its handshakes. */
  key: string
}

export interface SessionGate {
  /** An address that opens Leadsheet once. Earlier unused ones stop working. */
  issueAddress(): string
  /** For a good token the two secrets of a new session; null for one that was used or never given out. */
  redeem(token: string): LetIn | null
  /** Null where the request comes from our own page in a browser that was let in: it may have the program's files. */
  check(request: IncomingMessage, kind: 'page' | 'socket'): Refusal | null
  /** As `check`, and the page names the key that belongs to the session: it may have what the person works on. */
  checkKey(request: IncomingMessage, kind: 'page' | 'socket', key: string | null): Refusal | null
  /** As `check`, without asking for a session: for the request that brings the token. */
  checkPlace(request: IncomingMessage, kind: 'page' | 'socket'): Refusal | null
}

/**
 * Lets in the browser the person opened, and nothing else on this machine or the web:
 * - `Host` must be our own address: a page of another name that was re-pointed to 127.0.0.1 (DNS rebinding) has its own.
 * - `Origin`, which a socket always carries, must be our own: other sites may open sockets to 127.0.0.1.
 * - the session cookie is given for a one-time token only; HttpOnly and SameSite=Strict. Cookies do not know ports, so
 *   its name does; but for the same reason every other server on 127.0.0.1 is sent it.
 * - so the channel asks for the session's page key as well, which is no cookie and is sent to us alone.
 */
export function createSessionGate(port: number): SessionGate {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const cookieName = `leadsheet-${port}`
  const sessions: { cookie: Buffer; key: Buffer }[] = []
  let token: Buffer | null = null

  function checkPlace(request: IncomingMessage, kind: 'page' | 'socket'): Refusal | null {
    if (request.headers.host !== host) return 'wrong-host'
    const from = request.headers.origin
    if (kind === 'socket' ? from !== origin : from !== undefined && from !== origin) return 'wrong-origin'
    return null
  }

  function sessionOf(request: IncomingMessage): { key: Buffer } | null {
    const given = cookieOf(request, cookieName)
    if (given === null) return null
    const own = digest(given)
    return sessions.find((session) => timingSafeEqual(session.cookie, own)) ?? null
  }

  return {
    issueAddress() {
      const fresh = randomBytes(32).toString('base64url')
      token = digest(fresh)
      return `${origin}/open?token=${fresh}`
    },
    redeem(given) {
      if (!token || !timingSafeEqual(token, digest(given))) return null
      token = null
      const session = randomBytes(32).toString('base64url')
      const key = randomBytes(32).toString('base64url')
      sessions.push({ cookie: digest(session), key: digest(key) })
      return { cookie: `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`, key }
    },
    checkPlace,
    check: (request, kind) => checkPlace(request, kind) ?? (sessionOf(request) ? null : 'no-session'),
    checkKey(request, kind, key) {
      const refusal = checkPlace(request, kind)
      if (refusal) return refusal
      const session = sessionOf(request)
      return session && key !== null && timingSafeEqual(session.key, digest(key)) ? null : 'no-session'
    },
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=')
    if (key === name && value !== undefined) return value
  }
  return null
}
