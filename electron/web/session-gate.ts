import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is turned away; each has its own page. */
export type Refusal = 'wrong-host' | 'wrong-origin' | 'no-session' | 'used-token'

export interface SessionGate {
  /** An address that opens Leadsheet once. Earlier unused ones stop working. */
  issueAddress(): string
  /** The `Set-Cookie` value for a good token; null for one that was used or never given out. */
  redeem(token: string): string | null
  /** Null where the request comes from our own page in a browser that was let in. */
  check(request: IncomingMessage, kind: 'page' | 'socket'): Refusal | null
  /** As `check`, without asking for a session: for the request that brings the token. */
  checkPlace(request: IncomingMessage, kind: 'page' | 'socket'): Refusal | null
}

/**
 * Lets in the browser the person opened, and nothing else on this machine or the web:
 * - `Host` must be our own address: a page of another name that was re-pointed to 127.0.0.1 (DNS rebinding) has its own.
 * - `Origin`, which a socket always carries, must be our own: other sites may open sockets to 127.0.0.1.
 * - the session cookie is given for a one-time token only; HttpOnly and SameSite=Strict. Cookies do not know ports, so
 *   its name does.
 */
export function createSessionGate(port: number): SessionGate {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const cookieName = `leadsheet-${port}`
  const sessions: Buffer[] = []
  let token: Buffer | null = null

  function checkPlace(request: IncomingMessage, kind: 'page' | 'socket'): Refusal | null {
    if (request.headers.host !== host) return 'wrong-host'
    const from = request.headers.origin
    if (kind === 'socket' ? from !== origin : from !== undefined && from !== origin) return 'wrong-origin'
    return null
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
      sessions.push(digest(session))
      return `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`
    },
    checkPlace,
    check(request, kind) {
      const refusal = checkPlace(request, kind)
      if (refusal) return refusal
      const given = cookieOf(request, cookieName)
      if (given === null) return 'no-session'
      const own = digest(given)
      return sessions.some((session) => timingSafeEqual(session, own)) ? null : 'no-session'
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
