import { networkInterfaces } from 'node:os'
import { Pool } from 'undici'
import type { CallAnswer, CallHooks, Credentials, LeadApi, SideAnswer } from '#electron/services/ports.ts'
import { scrubKeys } from '#electron/gateways/key-scrubber.ts'
import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import { ENDPOINTS } from './endpoints.ts'
import { exchange, type Exchange } from './http-exchange.ts'
import { bulkAnswer, failureOf, parseJson, type Failure, type RawAnswer } from './lead-answer.ts'
import { attributesOf, userOf } from './lead-fields.ts'
import { createLeadReads, type Question } from './lead-reads.ts'

export interface LeadHttpOptions {
  /** Until a connection stands. */
  connectTimeoutMs?: number
  /** From the call on the wire to the first byte of its answer, and between two parts of it. */
  answerTimeoutMs?: number
  /** Milliseconds since 1970. */
  wall?: () => number
}

/**
 * LeadSquared over HTTP/1.1. A pool per origin; 25 connections, kept for a minute: with the usual 4 s every burst of a 5 s
 * window would begin with handshakes (measured: docs/decisions.md). HTTP/2 is left out: it would put all calls behind
 * one connection, which then breaks for all of them.
 */
export function createLeadHttp(options: LeadHttpOptions = {}): LeadApi & LeadReads {
  const answerTimeoutMs = options.answerTimeoutMs ?? 60_000
  const wall = options.wall ?? Date.now
  const pools = new Map<string, { pool: Pool; host: string }>()
  /** Origins that answered in this run: if their name is not found now, it is the network that is gone. */
  const reached = new Set<string>()

  function poolOf(origin: string): { pool: Pool; host: string } {
    const known = pools.get(origin)
    if (known) return known
    const pool = new Pool(origin, {
      connections: 25,
      allowH2: false,
      keepAliveTimeout: 60_000,
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
      connect: { timeout: options.connectTimeoutMs ?? 10_000 },
    })
    const made = { pool, host: new URL(origin).host }
    pools.set(origin, made)
    return made
  }

  async function ask(
    credentials: Credentials,
    { endpoint, query, body }: Question,
    hooks: CallHooks,
  ): Promise<RawAnswer | Failure> {
    const { origin, accessKey, secretKey, transport } = credentials
    const headers: Record<string, string> = { accept: 'application/json' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    const parameters = { ...query }
    if (transport === 'headers') {
      headers['x-LSQ-AccessKey'] = accessKey
      headers['x-LSQ-SecretKey'] = secretKey
    } else Object.assign(parameters, { accessKey, secretKey })
    const { pool, host } = poolOf(origin)
    const ended = await exchange(pool, {
      method: endpoint.method,
      path: endpoint.path + queryOf(parameters),
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      largestAnswer: endpoint.largestAnswer,
      deadlineMs: Math.min(endpoint.deadlineMs, 2 * answerTimeoutMs),
      signal: hooks.signal,
      onWire: () => hooks.onWire(),
    })
    if (ended.kind === 'failed') return failedExchange(ended, host, reached.has(origin))
    reached.add(origin)
    const retryAfter = ended.headers['retry-after']
    return {
      status: ended.status,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      body: ended.body,
      host,
      wallNow: wall(),
    }
  }

  async function side<Value>(
    credentials: Credentials,
    question: Question,
    hooks: CallHooks,
    read: (json: unknown) => Value | null,
  ): Promise<SideAnswer<Value>> {
    const raw = await ask(credentials, question, hooks)
    if ('kind' in raw) return raw
    const failure = failureOf(raw)
    if (failure) return withoutKeys(failure, credentials)
    const value = read(parseJson(raw.body))
    if (value === null)
      return { kind: 'unclear', details: `${raw.host} answered something else than was asked for.` }
    return { kind: 'value', value }
  }

  return {
    async createOrUpdate(credentials, leads: readonly Lead[], hooks): Promise<CallAnswer> {
      const raw = await ask(credentials, { endpoint: ENDPOINTS.createOrUpdate, body: leads }, hooks)
      return 'kind' in raw ? raw : withoutKeys(bulkAnswer(raw, leads.length), credentials)
    },
    whoAmI: (credentials, hooks) => side(credentials, { endpoint: ENDPOINTS.user }, hooks, userOf),
    attributes: (credentials, hooks) =>
      side(credentials, { endpoint: ENDPOINTS.fields }, hooks, attributesOf),
    ...createLeadReads(side),
    async close() {
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()))
      pools.clear()
    },
  }
}

function queryOf(parameters: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** The server's own words may repeat the address it was asked at, keys and all. */
function withoutKeys<Answer extends CallAnswer>(answer: Answer, credentials: Credentials): Answer {
  const clean = (text: string): string => scrubKeys(text, [credentials.accessKey, credentials.secretKey])
  if ('details' in answer) return { ...answer, details: clean(answer.details) }
  if (answer.kind !== 'results') return answer
  const results = answer.results.map((row) =>
    row.refusal ? { ...row, refusal: { ...row.refusal, message: clean(row.refusal.message) } } : row,
  )
  return { ...answer, results }
}

/** No route, or no answer from any name server. */
const NO_NETWORK = new Set(['ENETUNREACH', 'ENETDOWN', 'EAI_AGAIN', 'ENONET'])
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/

function failedExchange(
  ended: Extract<Exchange, { kind: 'failed' }>,
  host: string,
  reachedBefore: boolean,
): Failure {
  const code = ended.code ?? 'no code'
  if (ended.sent) {
    if (ended.cause === 'aborted') return unclear(`The call was stopped after it had been sent to ${host}.`)
    if (ended.cause === 'too-large') return unclear(`The answer of ${host} was too large to be one.`)
    if (ended.cause === 'deadline' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
      return unclear(`${host} did not answer in time.`)
    }
    return unclear(`The connection to ${host} broke after the call was sent (${code}).`)
  }
  if (ended.cause === 'aborted') {
    return { kind: 'passing', offline: false, details: 'The call was stopped before it was sent.' }
  }
  if (code === 'UND_ERR_INVALID_ARG') {
    const details = 'The access key or the secret key holds characters that cannot be sent.'
    return { kind: 'account-refused', status: 0, details }
  }
  if (CERTIFICATE.test(code)) {
    return { kind: 'wrong-address', host, details: `${host} could not prove who it is (${code}).` }
  }
  return {
    kind: 'passing',
    offline: !isLoopback(host) && isOffline(code, reachedBefore),
    details: `${host} could not be reached (${code}).`,
  }
}

function unclear(details: string): Failure {
  return { kind: 'unclear', details }
}

/** A name that is not found is a mistyped host, unless it was found before or this machine has no network at all. */
function isOffline(code: string, reachedBefore: boolean): boolean {
  if (NO_NETWORK.has(code)) return true
  return (code === 'ENOTFOUND' && reachedBefore) || !hasNetwork()
}

function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some((address) => !address.internal),
  )
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host)
}
