import type { FinalState } from '#shared/domain/push/outcome.ts'
import {
  isSentAfterAnother,
  MADE_MEANWHILE_UPDATED,
  NO_GOOD_ANSWER,
  PERHAPS_OUR_OWN,
  PERHAPS_TAKEN_BEFORE,
  refusalInWords,
  UNCLEAR_NOT_REPEATABLE,
  UNCLEAR_REPEATABLE,
  UNCLEAR_THEN_FAILING,
} from '#shared/domain/push/outcome-messages.ts'
import type { CallAnswer, RowResult } from '#electron/services/ports/lead-api.ts'
import { waitMs, type RetryPolicy } from './retry-policy.ts'
import type { Known, LeadBatch, RowChange, RunRow } from './lead-batch.ts'

/** What an answer means for the rows of its call and for the push. */
export interface AnswerResult {
  /** Every row of the call, once. Those still 'queued' are in one of `again`. */
  changes: readonly RowChange[]
  again: readonly LeadBatch[]
  /** accepted: the server took at least one row. failing: the call came to nothing. neutral: neither. */
  effect: 'accepted' | 'failing' | 'neutral' | 'stop' | 'offline'
  /** Monotonic: until then the server may be at work on this call; null where it is certainly done with it. */
  atWorkUntil: number | null
  /** Monotonic: until then the keys of rows that end as 'unknown' stay taken. */
  keysUntil: number
}

export interface AnswerContext {
  policy: RetryPolicy
  /** When the call was begun, and now; monotonic milliseconds. */
  beganAt: number
  now: number
  /** Rows that are to make a lead and update none. @default none */
  toCreate?: ReadonlySet<RunRow> | undefined
  /** 0 to 1. */
  random: () => number
}

/**
 * Reads an answer by the table in docs/leadsquared.md. Pure: changes no row, and decides nothing about the push as a
 * whole.
 */
export function interpretAnswer(batch: LeadBatch, answer: CallAnswer, context: AnswerContext): AnswerResult {
  const { rows } = batch
  switch (answer.kind) {
    case 'results':
      return ofResults(rows, answer.results, context)
    case 'unclear':
      return ofUnclear(rows, answer, context)
    case 'throttled':
      return allAgain(batch, 'neutral', context)
    case 'account-refused':
    case 'wrong-address':
      return allAgain(batch, 'stop', context)
    case 'passing':
      return answer.offline ? allAgain(batch, 'offline', context) : ofPassing(rows, answer, context)
    case 'refused':
      return ofRefused(rows, answer, context)
  }
}

function knownOf(row: RunRow): Known {
  const { state, leadId, text, details, unclear, attempts, unclearTries, passingTries } = row
  return { state, leadId, text, details, unclear, attempts, unclearTries, passingTries }
}

/** A call was made that may have reached the server. */
function tried(row: RunRow): Known {
  return { ...knownOf(row), attempts: row.attempts + 1 }
}

function over(context: AnswerContext): Pick<AnswerResult, 'atWorkUntil' | 'keysUntil'> {
  return { atWorkUntil: null, keysUntil: context.now + context.policy.quietMs }
}

function allAgain(batch: LeadBatch, effect: AnswerResult['effect'], context: AnswerContext): AnswerResult {
  const changes = batch.rows.map((row): RowChange => ({ row, known: { ...knownOf(row), state: 'queued' } }))
  const { rows, joins } = batch
  return { changes, again: [{ rows, joins, notBefore: context.now }], effect, ...over(context) }
}

function ended(known: Known, state: FinalState, text: string, details: string | null): Known {
  return { ...known, state, text, details }
}

function refused(known: Known, exceptionType: string | null, message: string): Known {
  const text = refusalInWords(exceptionType, message)
  // The details are the server's own words; null where it said nothing.
  const details = [exceptionType ?? '', message].filter((part) => part !== '').join(': ') || null
  return ended(known, 'failed', known.unclear ? `${text} ${PERHAPS_TAKEN_BEFORE}` : text, details)
}

function ofResults(rows: RunRow[], results: readonly RowResult[], context: AnswerContext): AnswerResult {
  const byNumber = new Map(results.map((result) => [result.rowNumber, result]))
  const settled: RowChange[] = []
  const missing: RunRow[] = []
  rows.forEach((row, index) => {
    const result = byNumber.get(index + 1)
    if (!result || (!result.created && !result.updated && !result.refusal)) missing.push(row)
    else settled.push({ row, known: told(row, result, context) })
  })
  const effect = settled.some(({ known }) => known.state !== 'failed') ? 'accepted' : 'neutral'
  const rest = unclear(missing, 'The answer did not say what became of this row.', null, context)
  return { changes: [...settled, ...rest.changes], again: rest.again, effect, ...over(context) }
}

function told(row: RunRow, { created, leadId, refusal }: RowResult, context: AnswerContext): Known {
  const known = tried(row)
  if (refusal) return refused(known, refusal.exceptionType, refusal.message)
  const text = created ? '' : whyUpdated(row, context)
  return { ...ended(known, created ? 'created' : 'updated', text, null), leadId }
}

function whyUpdated(row: RunRow, { toCreate }: AnswerContext): string {
  if (row.unclear) return PERHAPS_OUR_OWN
  return toCreate?.has(row) === true && !isSentAfterAnother(row.note) ? MADE_MEANWHILE_UPDATED : ''
}

function ofUnclear(
  rows: RunRow[],
  { details, atWork = 'perhaps' }: Extract<CallAnswer, { kind: 'unclear' }>,
  context: AnswerContext,
): AnswerResult {
  if (atWork === 'over')
    return { ...unclear(rows, details, null, context), effect: 'failing', ...over(context) }
  const { now, beganAt, policy } = context
  // A server that has shown itself slower than we wait is given as long again.
  const atWorkUntil = Math.max(now, (atWork === 'late' ? now : beganAt) + policy.atWorkMs)
  const keysUntil = Math.max(atWorkUntil, now + policy.quietMs)
  return { ...unclear(rows, details, atWorkUntil, context), effect: 'failing', atWorkUntil, keysUntil }
}

/** Rows that may or may not have been taken: sent again where that can only update, once nobody is at work on them. */
function unclear(
  rows: RunRow[],
  details: string,
  atWorkUntil: number | null,
  { policy, now, random }: AnswerContext,
): Pick<AnswerResult, 'changes' | 'again'> {
  const changes = rows.map((row): RowChange => {
    const known = { ...tried(row), unclear: true, unclearTries: row.unclearTries + 1 }
    if (row.repeatable && known.unclearTries < policy.unclearTries) {
      return { row, known: { ...known, state: 'queued', details } }
    }
    const text = row.repeatable ? UNCLEAR_REPEATABLE : UNCLEAR_NOT_REPEATABLE
    return { row, known: ended(known, 'unknown', text, details) }
  })
  const again = changes.filter(({ known }) => known.state === 'queued')
  const tries = again.reduce((most, { known }) => Math.max(most, known.unclearTries), 0)
  const quietUntil = now + waitMs(policy.quietMs, tries, policy.longestBackoffMs, random)
  return { changes, again: together(again, quietUntil, atWorkUntil) }
}

function together(changes: RowChange[], notBefore: number, atWorkUntil: number | null): LeadBatch[] {
  if (changes.length === 0) return []
  const rows = changes.map(({ row }) => row)
  return atWorkUntil === null
    ? [{ rows, notBefore, joins: true }]
    : [{ rows, notBefore: Math.max(notBefore, atWorkUntil), joins: true, mayBeAtWork: true }]
}

function ofPassing(
  rows: RunRow[],
  { details, atWork }: Extract<CallAnswer, { kind: 'passing' }>,
  context: AnswerContext,
): AnswerResult {
  const { policy, now, beganAt, random } = context
  const perhaps = atWork === 'perhaps'
  const changes = rows.map((row): RowChange => {
    const known = { ...tried(row), passingTries: row.passingTries + 1, unclear: row.unclear || perhaps }
    if (perhaps && !row.repeatable)
      return { row, known: ended(known, 'unknown', UNCLEAR_NOT_REPEATABLE, details) }
    if (known.passingTries < policy.passingTries)
      return { row, known: { ...known, state: 'queued', details } }
    if (known.unclear) return { row, known: ended(known, 'unknown', UNCLEAR_THEN_FAILING, details) }
    return { row, known: ended(known, 'failed', NO_GOOD_ANSWER, details) }
  })
  const again = changes.filter(({ known }) => known.state === 'queued')
  const tries = again.reduce((most, { known }) => Math.max(most, known.passingTries), 0)
  const backoffUntil = now + waitMs(policy.backoffMs, tries, policy.longestBackoffMs, random)
  const atWorkUntil = perhaps ? Math.max(now, beganAt + policy.atWorkMs) : null
  return {
    changes,
    again: together(again, backoffUntil, atWorkUntil),
    effect: 'failing',
    atWorkUntil,
    keysUntil: Math.max(now + policy.quietMs, atWorkUntil ?? 0),
  }
}

/** A refused call is halved until the row that breaks it stands alone: 2·log2(25) ≈ 10 calls for one bad row. */
function ofRefused(
  rows: RunRow[],
  { exceptionType, details }: Extract<CallAnswer, { kind: 'refused' }>,
  context: AnswerContext,
): AnswerResult {
  const [only] = rows
  if (only && rows.length === 1) {
    const known = refused(tried(only), exceptionType, details)
    return { changes: [{ row: only, known }], again: [], effect: 'neutral', ...over(context) }
  }
  const middle = Math.ceil(rows.length / 2)
  const again = [rows.slice(0, middle), rows.slice(middle)].map((half) => ({
    rows: half,
    notBefore: context.now,
    joins: false,
  }))
  const changes = rows.map((row): RowChange => ({ row, known: { ...tried(row), state: 'queued' } }))
  return { changes, again, effect: 'neutral', ...over(context) }
}
