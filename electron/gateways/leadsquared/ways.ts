import type { Dispatcher } from 'undici'
import { isLoopback } from '#shared/domain/push/loopback.ts'
import { trustSystemCertificates } from '#electron/process/system-certificates.ts'

/** The address of the proxy an origin is reached through (`http://`, `https://` or `socks5://`); null: none. */
export type ProxyOf = (origin: string) => Promise<string | null>

/** How an origin is reached. */
export interface Way {
  dispatcher: Dispatcher
  /** Host and port of the proxy in between, without any password in its address; null where there is none. */
  proxy: string | null
}

export interface WaysOptions {
  /** Milliseconds. */
  connectTimeoutMs: number
  /** Milliseconds. */
  answerTimeoutMs: number
  /** @default what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say, in either case */
  proxyOf?: ProxyOf | undefined
  env: Readonly<Record<string, string | undefined>>
}

type Undici = typeof import('undici')

const CONNECTIONS = 25
const KEEP_MS = 60_000

/**
 * One dispatcher per origin and proxy, kept open. A network that changes its proxy (a laptop that comes home) has another way
 * from the next call on. This computer is reached directly, whatever is set.
 */
export function createWays(options: WaysOptions): {
  /** @throws where the proxy's address is none */
  to(origin: string): Promise<Way>
  close(): Promise<void>
} {
  const { connectTimeoutMs, answerTimeoutMs, proxyOf, env } = options
  const made = new Map<string, Way>()
  const times = { keepAliveTimeout: KEEP_MS, headersTimeout: answerTimeoutMs, bodyTimeout: answerTimeoutMs }
  // Said outright, or the environment could switch it off.
  const tls = { timeout: connectTimeoutMs, rejectUnauthorized: true }
  const common = { connections: CONNECTIONS, allowH2: false, ...times }
  const throughProxy = {
    ...common,
    connectTimeout: connectTimeoutMs,
    requestTls: tls,
    proxyTls: tls,
    proxyTunnel: true,
  }

  function direct({ Pool }: Undici, origin: string): Way {
    return { dispatcher: new Pool(origin, { ...common, connect: tls }), proxy: null }
  }

  /** Which of the two is used for an origin, and whether any is, the agent finds out by NO_PROXY. */
  function byEnvironment({ EnvHttpProxyAgent }: Undici, set: string): Way {
    const httpsProxy = addressOf(set)
    const noProxy = env.no_proxy ?? env.NO_PROXY ?? ''
    const dispatcher = new EnvHttpProxyAgent({
      ...throughProxy,
      connect: tls,
      httpProxy: httpsProxy,
      httpsProxy,
      noProxy,
    })
    return { dispatcher, proxy: new URL(httpsProxy).host }
  }

  return {
    async to(origin) {
      if (origin.startsWith('https:')) trustSystemCertificates()
      let key = `${origin} `
      let make = (undici: Undici): Way => direct(undici, origin)
      if (!isLoopback(new URL(origin).host)) {
        const set = proxyOf ? await proxyOf(origin) : environmentProxy(env, origin)
        if (set) {
          key += set
          make = proxyOf
            ? ({ ProxyAgent }) => ({
                dispatcher: new ProxyAgent({ ...throughProxy, uri: addressOf(set) }),
                proxy: new URL(addressOf(set)).host,
              })
            : (undici) => byEnvironment(undici, set)
        }
      }
      // Half a megabyte and HTTP/2 with it: read when a first call is made, not at every start.
      const undici = await import('undici')
      const known = made.get(key)
      if (known) return known
      const way = make(undici)
      made.set(key, way)
      return way
    },
    async close() {
      await Promise.all([...made.values()].map(({ dispatcher }) => dispatcher.destroy()))
      made.clear()
    },
  }
}

function environmentProxy(env: WaysOptions['env'], origin: string): string | undefined {
  const forHttp = env.http_proxy ?? env.HTTP_PROXY
  return (origin.startsWith('https:') ? (env.https_proxy ?? env.HTTPS_PROXY) : undefined) || forHttp
}

/** Many write the host and the port alone. */
function addressOf(proxy: string): string {
  return /^\w+:\/\//.test(proxy) ? proxy : `http://${proxy}`
}
