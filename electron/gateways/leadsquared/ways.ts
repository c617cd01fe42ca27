import type { Dispatcher } from 'undici'
import { isLoopback } from '#shared/domain/push/loopback.ts'
import type { ProxyLogin, ProxyLogins } from '#electron/services/ports/proxy-logins.ts'
import { trustSystemCertificates } from '#electron/process/system-certificates.ts'

/** The address of the proxy an origin is reached through (`http://`, `https://` or `socks5://`); null: none. */
export type ProxyOf = (origin: string) => Promise<string | null>

/** How an origin is reached. */
export interface Way {
  dispatcher: Dispatcher
  /** Null where nothing stands in between. */
  proxy: ProxyBetween | null
}

export interface ProxyBetween {
  /** Host and port. */
  host: string
  /** Scheme, host and port, without any name or password. */
  address: string
  /**
   * What it is told of who calls. none: nothing is held for it · environment: what HTTPS_PROXY or HTTP_PROXY has for it ·
   * entered: what a person gave · refused: a person gave something, but it was not accepted before, so nothing is told.
   */
  login: { kind: 'none' | 'environment' | 'refused' } | ({ kind: 'entered' } & ProxyLogin)
}

export interface WaysOptions {
  /** Milliseconds. */
  connectTimeoutMs: number
  /** Milliseconds. */
  answerTimeoutMs: number
  /** @default what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say, in either case */
  proxyOf?: ProxyOf | undefined
  /** What persons entered for proxies. @default nothing */
  loginOf?: ProxyLogins['of'] | undefined
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
  const { connectTimeoutMs, answerTimeoutMs, proxyOf, loginOf = () => null, env } = options
  const made = new Map<string, Dispatcher>()
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

  function direct({ Pool }: Undici, origin: string): Dispatcher {
    return new Pool(origin, { ...common, connect: tls })
  }

  /** Which of the two is used for an origin, and whether any is, the agent finds out by NO_PROXY. */
  function byEnvironment({ EnvHttpProxyAgent }: Undici, httpsProxy: string): Dispatcher {
    const noProxy = env.no_proxy ?? env.NO_PROXY ?? ''
    return new EnvHttpProxyAgent({
      ...throughProxy,
      connect: tls,
      httpProxy: httpsProxy,
      httpsProxy,
      noProxy,
    })
  }

  return {
    async to(origin) {
      if (origin.startsWith('https:')) trustSystemCertificates()
      let key = `${origin} `
      let make = (undici: Undici): Dispatcher => direct(undici, origin)
      let proxy: ProxyBetween | null = null
      if (!isLoopback(new URL(origin).host)) {
        const set = proxyOf ? named(await proxyOf(origin), env) : environmentProxy(env, origin)
        if (set) {
          const told = withLogin(new URL(addressOf(set)), loginOf)
          ;({ proxy } = told)
          key += told.uri
          make = proxyOf
            ? ({ ProxyAgent }) => new ProxyAgent({ ...throughProxy, uri: told.uri })
            : (undici) => byEnvironment(undici, told.uri)
        }
      }
      // Half a megabyte and HTTP/2 with it: read when a first call is made, not at every start.
      const undici = await import('undici')
      const dispatcher = made.get(key) ?? make(undici)
      made.set(key, dispatcher)
      return { dispatcher, proxy }
    },
    async close() {
      await Promise.all([...made.values()].map((dispatcher) => dispatcher.destroy()))
      made.clear()
    },
  }
}

function environmentProxy(env: WaysOptions['env'], origin: string): string | undefined {
  const forHttp = env.http_proxy ?? env.HTTP_PROXY
  return (origin.startsWith('https:') ? (env.https_proxy ?? env.HTTPS_PROXY) : undefined) || forHttp
}

/**
 * The system names its proxy without a name and a password. Those of the same proxy in HTTPS_PROXY or HTTP_PROXY are meant for it,
 * and go to no other.
 */
function named(proxy: string | null, env: WaysOptions['env']): string | null {
  const address = proxy === null ? null : URL.parse(proxy)
  const own = address && environmentEntry(address, env)
  if (!own) return proxy
  address.username = own.username
  address.password = own.password
  return address.href
}

function environmentEntry(proxy: URL, env: WaysOptions['env']): URL | null {
  for (const set of [env.https_proxy, env.HTTPS_PROXY, env.http_proxy, env.HTTP_PROXY]) {
    const own = set ? URL.parse(addressOf(set)) : null
    if (own && own.username !== '' && own.protocol === proxy.protocol && own.host === proxy.host) return own
  }
  return null
}

/** What HTTPS_PROXY or HTTP_PROXY has for this very proxy. */
export function environmentLogin(proxy: URL, env: WaysOptions['env']): ProxyLogin | null {
  const own = environmentEntry(proxy, env)
  if (!own) return null
  return { name: decodeURIComponent(own.username), password: decodeURIComponent(own.password) }
}

/** An address as it is dialled, and what is said of it. What the environment names goes before what a person entered. */
function withLogin(address: URL, loginOf: ProxyLogins['of']): { uri: string; proxy: ProxyBetween } {
  const bare = `${address.protocol}//${address.host}`
  const { host } = address
  if (address.username !== '') {
    return { uri: address.href, proxy: { host, address: bare, login: { kind: 'environment' } } }
  }
  const held = loginOf(bare)
  if (!held) return { uri: bare, proxy: { host, address: bare, login: { kind: 'none' } } }
  const { refused, name, password } = held
  if (refused) return { uri: bare, proxy: { host, address: bare, login: { kind: 'refused' } } }
  const who = `${encodeURIComponent(name)}:${encodeURIComponent(password)}`
  return {
    uri: `${address.protocol}//${who}@${host}`,
    proxy: { host, address: bare, login: { kind: 'entered', name, password } },
  }
}

/** Many write the host and the port alone. */
function addressOf(proxy: string): string {
  return /^\w+:\/\//.test(proxy) ? proxy : `http://${proxy}`
}
