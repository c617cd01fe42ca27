import type { Session } from 'electron'

/** How long an answer is used: a network's own script decides it, and a laptop changes networks. */
const FRESH_MS = 10_000

/** What a system calls a proxy (a PAC file's words), and what its address begins with. SOCKS without a number is version 4. */
const SCHEMES: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
}

/**
 * The proxy the system names for an origin, by its settings or the network's script, as a browser would use it; null: none.
 * Of several the first that can be spoken to here is taken.
 */
export function systemProxy(
  session: Pick<Session, 'resolveProxy'>,
  now: () => number = () => performance.now(),
): (origin: string) => Promise<string | null> {
  const answers = new Map<string, { at: number; proxy: Promise<string | null> }>()
  return (origin) => {
    const known = answers.get(origin)
    if (known && now() - known.at < FRESH_MS) return known.proxy
    const proxy = session.resolveProxy(origin).then(firstOf, () => null)
    answers.set(origin, { at: now(), proxy })
    return proxy
  }
}

function firstOf(answer: string): string | null {
  for (const way of answer.split(';')) {
    const [kind = '', address] = way.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return null
    const scheme = SCHEMES[kind.toUpperCase()]
    if (scheme !== undefined && address !== undefined) return `${scheme}://${address}`
  }
  return null
}
