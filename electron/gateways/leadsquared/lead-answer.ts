import { z } from 'zod'
import type { CallAnswer, RowResult, SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { AnswerBytes } from '#electron/services/ports/lead-reads.ts'

/** An answer as it came: what the vendor's API means by it is decided here and nowhere else (docs/leadsquared.md). */
export type RawAnswer = Omit<AnswerBytes, 'bytes'> & { body: string }

export function rawOf({ bytes, ...answer }: AnswerBytes): RawAnswer {
  return { ...answer, body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') }
}

/** The end of any call that did not give what was asked for. */
export type Failure = Exclude<CallAnswer, { kind: 'results' }>

/** Numbers sometimes arrive as text. */
const Whole = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)])

const Row = z.object({
  RowNumber: Whole,
  LeadId: z.string().nullish(),
  LeadCreated: z.boolean().nullish(),
  LeadUpdated: z.boolean().nullish(),
  AffectedRows: Whole.nullish(),
  ExceptionType: z.string().nullish(),
  ErrorMessage: z.string().nullish(),
  ExceptionMessage: z.string().nullish(),
})

const Problem = z.object({
  ExceptionType: z.string().nullish(),
  ExceptionMessage: z.string().nullish(),
  Message: z.string().nullish(),
})

/** The answer to a bulk call of `leads` leads. */
export function bulkAnswer(raw: RawAnswer, leads: number): CallAnswer {
  const json = parseJson(raw.body)
  const failure = failureOf(raw, json)
  if (failure) return failure
  if (!Array.isArray(json))
    return { kind: 'unclear', details: `The answer was not a list of results: ${excerpt(raw.body)}` }
  return { kind: 'results', results: rowResults(json, leads) }
}

/** The answer to any other call; `read` answers null where the body is not what was asked for. */
export function sideAnswer<Value>(raw: RawAnswer, read: (json: unknown) => Value | null): SideAnswer<Value> {
  const json = parseJson(raw.body)
  const failure = failureOf(raw, json)
  if (failure) return failure
  const value = read(json)
  if (value !== null) return { kind: 'value', value }
  return {
    kind: 'unclear',
    details: `${raw.host} answered something else than was asked for.`,
    atWork: 'over',
  }
}

/** Null where the call succeeded and its body is JSON worth reading. */
export function failureOf(raw: RawAnswer, json = parseJson(raw.body)): Failure | null {
  const problem = Problem.safeParse(json).data ?? {}
  const exceptionType = problem.ExceptionType ?? null
  const isProblem = exceptionType !== null || isErrorStatus(json)
  const said = problem.ExceptionMessage ?? problem.Message ?? null
  // What was asked for, a million letters long at times. Its values are not looked through: a lead whose notes speak of a limit is no throttle.
  if (raw.status >= 200 && raw.status < 300 && json !== undefined && !isProblem && said === null) return null
  const details = said ?? excerpt(raw.body)

  if (raw.status === 429 || saysOverLimit(exceptionType, details)) return throttled(raw)
  if (raw.status === 401 || raw.status === 403 || raw.status === 407) {
    return { kind: 'account-refused', status: raw.status, details }
  }
  if (raw.status === 404 || raw.status === 405 || raw.status === 410) {
    return { kind: 'wrong-address', host: raw.host, why: 'no-service', status: raw.status, details }
  }
  if (raw.status >= 300 && raw.status < 400) {
    // Not followed: the keys in the request are meant for this host alone.
    const details = `${raw.host} sends callers on to ${hostOf(raw.location, raw.host) ?? 'another address'}.`
    return { kind: 'wrong-address', host: raw.host, why: 'redirect', details }
  }
  if (raw.status === 408) return { kind: 'passing', offline: false, details }
  if (raw.status >= 400 && raw.status < 500)
    return { kind: 'refused', status: raw.status, exceptionType, details }
  if (raw.status >= 500) {
    return raw.status === 500 && exceptionType?.startsWith('MX')
      ? { kind: 'refused', status: raw.status, exceptionType, details }
      : {
          kind: 'passing',
          offline: false,
          details: `Answer ${raw.status}: ${details}`,
          // Of all of them this one says that somebody else is at work, or was when it was made.
          ...(raw.status === 504 ? { atWork: 'perhaps' as const } : {}),
        }
  }
  if (json === undefined) return { kind: 'unclear', details: `The answer was not JSON: ${excerpt(raw.body)}` }
  if (isProblem) {
    return exceptionType?.startsWith('MX')
      ? { kind: 'refused', status: raw.status, exceptionType, details }
      : { kind: 'unclear', details, atWork: 'over' }
  }
  return null
}

/** Elements that are no row of this call, or that name one row twice, say nothing: such rows stay without a result. */
function rowResults(elements: unknown[], leads: number): RowResult[] {
  const results = new Map<number, RowResult>()
  const contradicted = new Set<number>()
  for (const element of elements) {
    const row = Row.safeParse(element).data
    if (!row || row.RowNumber < 1 || row.RowNumber > leads) continue
    if (results.has(row.RowNumber)) contradicted.add(row.RowNumber)
    const created = row.LeadCreated ?? false
    const updated = row.LeadUpdated ?? false
    const message = row.ErrorMessage ?? row.ExceptionMessage ?? ''
    const refused = Boolean(row.ExceptionType) || message !== '' || !(created || updated)
    results.set(row.RowNumber, {
      rowNumber: row.RowNumber,
      leadId: row.LeadId ?? null,
      created: created && !refused,
      updated: updated && !refused,
      refusal: refused ? { exceptionType: row.ExceptionType ?? '', message } : null,
    })
  }
  for (const rowNumber of contradicted) results.delete(rowNumber)
  return [...results.values()]
}

function saysOverLimit(exceptionType: string | null, details: string): boolean {
  return exceptionType === 'MXAPIRateLimitExceededException' || /API calls exceeded the limit/i.test(details)
}

function throttled(raw: RawAnswer): Failure {
  const named = /limit of\s+(\d+)\s+in\s+(\d+(?:\.\d+)?)\s*second/i.exec(raw.body)
  const calls = named ? Number(named[1]) : 0
  const seconds = named ? Number(named[2]) : 0
  const usable = calls > 0 && seconds > 0
  return {
    kind: 'throttled',
    calls: usable ? calls : null,
    seconds: usable ? seconds : null,
    retryAfterMs: retryAfterMs(raw.retryAfter, raw.wallNow),
  }
}

/** RFC 9110, 10.2.3: seconds, or a date. */
export function retryAfterMs(header: string | null, wallNow: number): number | null {
  if (header === null) return null
  const text = header.trim()
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000
  // Only what begins like a date: Date.parse would take many a stray word or number for one.
  const date = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(date) ? null : Math.max(0, date - wallNow)
}

/** Only the host: whatever else stands in an address may be a key. */
function hostOf(location: string | null, from: string): string | null {
  const url = location === null ? null : URL.parse(location, `https://${from}`)
  return url && (url.host === from ? 'another page of its own' : url.host)
}

function isErrorStatus(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'Status' in json && json.Status === 'Error'
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The text of a page, or the beginning of whatever it is. */
function excerpt(body: string): string {
  const text = body
    .replace(/<(script|style)\b[^]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '') return 'it was empty.'
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
