import { networkInterfaces } from 'node:os'
import { Pool } from 'undici'
import type { CallAnswer, CallHooks, Credentials, LeadApi, SideAnswer } from '#electron/services/ports.ts'
import type { Lead } from '#shared/domain/sheet/lead.ts'
import { exchange, type Exchange } from './http-exchange.ts'
import { scrubKeys } from '#electron/gateways/key-scrubber.ts'
import { bulkAnswer, failureOf, parseJson, type Failure, type RawAnswer } from './lead-answer.ts'
import { attributesOf, userOf } from './lead-fields.ts'

const BULK = '/v2/LeadManagement.svc/Lead/Bulk/CreateOrUpdate'
const FIELDS = '/v2/LeadManagement.svc/LeadsMetaData.Get'
const USER = '/v2/Authentication.svc/UserByAccessKey.Get'

/** 25 results are about 5 kB; hundreds of fields with their options some MB. */
const LARGEST_BULK_ANSWER = 2 * 1024 * 1024
const LARGEST_SIDE_ANSWER = 32 * 1024 * 1024

export interface LeadHttpOptions {
  /** Until a connection stands. */
  connectTimeoutMs?: number
  /** From the call on the wire to the first byte of its answer, and between two parts of it. */
  answerTimeoutMs?: number
  /** Milliseconds since 1970. */
  wall?: () => number
}

/** A question that sends no rows is small, and a person waits for its answer. */
const SIDE_DEADLINE_MS = 20_000

/**
 * LeadSquared over HTTP/1.1. A pool per origin; 25 connections, kept for a minute: with the usual 4 s every burst of a 5 s
 * window would begin with handshakes (measured: docs/decisions/sending.md). HTTP/2 is left out: it would put all calls behind
 * one connection, which then breaks for all of them.
 */
export function createLeadHttp(options: LeadHttpOptions = {}): LeadApi {
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
    path: string,
    body: string | null,
    hooks: CallHooks,
  ): Promise<RawAnswer | Failure> {
    const { origin, accessKey, secretKey, transport } = credentials
    const headers: Record<string, string> = { accept: 'application/json' }
    let query = ''
    if (body !== null) headers['content-type'] = 'application/json'
    if (transport === 'headers') {
      headers['x-LSQ-AccessKey'] = accessKey
      headers['x-LSQ-SecretKey'] = secretKey
    } else {
      query = `?accessKey=${encodeURIComponent(accessKey)}&secretKey=${encodeURIComponent(secretKey)}`
    }
    const { pool, host } = poolOf(origin)
    const ended = await exchange(pool, {
      method: body === null ? 'GET' : 'POST',
      path: path + query,
      headers,
      body,
      largestAnswer: body === null ? LARGEST_SIDE_ANSWER : LARGEST_BULK_ANSWER,
      deadlineMs: body === null ? Math.min(SIDE_DEADLINE_MS, answerTimeoutMs) : 2 * answerTimeoutMs,
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
    path: string,
    hooks: CallHooks,
    read: (json: unknown) => Value | null,
  ): Promise<SideAnswer<Value>> {
    const raw = await ask(credentials, path, null, hooks)
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
      const raw = await ask(credentials, BULK, JSON.stringify(leads), hooks)
      return 'kind' in raw ? raw : withoutKeys(bulkAnswer(raw, leads.length), credentials)
    },
    whoAmI: (credentials, hooks) => side(credentials, USER, hooks, userOf),
    attributes: (credentials, hooks) => side(credentials, FIELDS, hooks, attributesOf),
    async close() {
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()))
      pools.clear()
    },
  }
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
