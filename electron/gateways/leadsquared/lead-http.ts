import type {
  CallAnswer,
  CallHooks,
  Credentials,
  LeadApi,
  SideAnswer,
} from '#electron/services/ports/lead-api.ts'
import { scrubKeys } from '#electron/gateways/key-scrubber.ts'
import type { LeadLists } from '#electron/services/ports/lead-lists.ts'
import type { AnswerBytes, AnswerReading, LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { ProxyLogins } from '#electron/services/ports/proxy-logins.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import { failedExchange, NO_PROXY_ADDRESS, PROXY_WANTS_LOGIN, UNVERIFIED } from './failed-exchange.ts'
import { ENDPOINTS } from './endpoints.ts'
import { exchange, type Exchange } from './http-exchange.ts'
import { bulkAnswer, rawOf, sideAnswer, type Failure } from './lead-answer.ts'
import { attributesOf, userOf } from './lead-fields.ts'
import { createLeadLists } from './lead-lists.ts'
import { createLeadReads, type Question } from './lead-reads.ts'
import { createWays, type ProxyBetween, type ProxyOf, type Way } from './ways.ts'

export interface LeadHttpOptions {
  /** Milliseconds until a connection stands. @default 10,000 */
  connectTimeoutMs?: number
  /**
   * Milliseconds from the call on the wire to its whole answer; an endpoint may allow itself less. The push waits as long
   * before it repeats a call that broke off (`RetryPolicy.atWorkMs`). @default 60,000
   */
  answerTimeoutMs?: number
  /** Milliseconds since 1970. @default Date.now */
  wall?: () => number
  /** @default process.env */
  env?: Readonly<Record<string, string | undefined>>
  /** What the system says of the way to an origin. @default what the environment says (`ways.ts`) */
  proxyOf?: ProxyOf | undefined
  /** What persons entered for proxies, and where one that wants something is told. @default nothing */
  proxyLogins?: ProxyLogins | undefined
}

/**
 * LeadSquared over HTTP/1.1. A pool per origin (`ways.ts`); 25 connections, kept for a minute: with the usual 4 s every burst of a 5 s
 * window would begin with handshakes (measured: docs/decisions/sending.md). HTTP/2 is left out: it would put all calls behind
 * one connection, which then breaks for all of them.
 */
export function createLeadHttp(options: LeadHttpOptions = {}): LeadApi & LeadReads & LeadLists {
  const answerTimeoutMs = options.answerTimeoutMs ?? 60_000
  const wall = options.wall ?? Date.now
  const env = options.env ?? process.env
  const ways = createWays({
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    answerTimeoutMs,
    proxyOf: options.proxyOf,
    loginOf: (address) => options.proxyLogins?.of(address) ?? null,
    env,
  })
  /** Origins that answered in this run: if their name is not found now, it is the network that is gone. */
  const reached = new Set<string>()

  function tellProxy(proxy: ProxyBetween | null, ended: Exchange): void {
    if (!proxy || proxy.login.kind === 'environment') return
    if (ended.kind === 'answer') options.proxyLogins?.passed(proxy.address)
    else if (ended.code === PROXY_WANTS_LOGIN) {
      options.proxyLogins?.wanted(proxy.address, proxy.login.kind === 'entered' ? proxy.login : null)
    }
  }

  async function ask(
    credentials: Credentials,
    { endpoint, query, body }: Question,
    hooks: CallHooks,
  ): Promise<AnswerBytes | Failure> {
    const { origin, accessKey, secretKey, transport } = credentials
    const headers: Record<string, string> = { accept: 'application/json' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    const parameters = { ...query }
    if (transport === 'headers') {
      headers['x-LSQ-AccessKey'] = accessKey
      headers['x-LSQ-SecretKey'] = secretKey
    } else Object.assign(parameters, { accessKey, secretKey })
    const { host } = new URL(origin)
    if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0' && origin.startsWith('https:')) {
      return { kind: 'wrong-address', host, why: 'unverified', details: UNVERIFIED }
    }
    let way: Way
    try {
      way = await ways.to(origin)
    } catch {
      return { kind: 'passing', offline: false, why: 'no-connection', details: NO_PROXY_ADDRESS }
    }
    const ended = await exchange(way.dispatcher, {
      origin,
      method: endpoint.method,
      path: endpoint.path + queryOf(parameters),
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      largestAnswer: endpoint.largestAnswer,
      deadlineMs: Math.min(endpoint.deadlineMs, answerTimeoutMs),
      signal: hooks.signal,
      onWire: () => hooks.onWire(),
    })
    tellProxy(way.proxy, ended)
    if (ended.kind === 'failed') return failedExchange(ended, host, reached.has(origin), way.proxy)
    reached.add(origin)
    const { 'retry-after': retryAfter, location } = ended.headers
    return {
      status: ended.status,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      bytes: ended.bytes,
      host,
      location: typeof location === 'string' ? location : null,
      wallNow: wall(),
    }
  }

  async function side<Value>(
    credentials: Credentials,
    question: Question,
    hooks: CallHooks,
    read: (json: unknown) => Value | null,
  ): Promise<SideAnswer<Value>> {
    const answer = await ask(credentials, question, hooks)
    return 'kind' in answer ? answer : withoutKeys(sideAnswer(rawOf(answer), read), credentials)
  }

  async function unread<Value>(
    credentials: Credentials,
    question: Question,
    hooks: CallHooks,
    reading: AnswerReading<Value>,
  ): Promise<SideAnswer<Value>> {
    const answer = await ask(credentials, question, hooks)
    return 'kind' in answer ? answer : withoutKeys(await reading(answer), credentials)
  }

  return {
    async createOrUpdate(credentials, leads: readonly Lead[], hooks): Promise<CallAnswer> {
      const answer = await ask(credentials, { endpoint: ENDPOINTS.createOrUpdate, body: leads }, hooks)
      return 'kind' in answer ? answer : withoutKeys(bulkAnswer(rawOf(answer), leads.length), credentials)
    },
    whoAmI: (credentials, hooks) => side(credentials, { endpoint: ENDPOINTS.user }, hooks, userOf),
    attributes: (credentials, hooks) =>
      side(credentials, { endpoint: ENDPOINTS.fields }, hooks, attributesOf),
    ...createLeadReads(side, unread),
    ...createLeadLists(side),
    async close() {
      await ways.close()
    },
  }
}

function queryOf(parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** The server's own words may repeat the address it was asked at, keys and all. */
function withoutKeys<Answer extends CallAnswer | SideAnswer<unknown>>(
  answer: Answer,
  credentials: Credentials,
): Answer {
  const clean = (text: string): string => scrubKeys(text, [credentials.accessKey, credentials.secretKey])
  if ('details' in answer) return { ...answer, details: clean(answer.details) }
  if (answer.kind !== 'results') return answer
  const results = answer.results.map((row) =>
    row.refusal ? { ...row, refusal: { ...row.refusal, message: clean(row.refusal.message) } } : row,
  )
  return { ...answer, results }
}
