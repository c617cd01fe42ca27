import type { FinalState } from '#shared/domain/push/outcome.ts'
import {
  NO_GOOD_ANSWER,
  PERHAPS_OUR_OWN,
  PERHAPS_TAKEN_BEFORE,
  refusalInWords,
  UNCLEAR_NOT_REPEATABLE,
  UNCLEAR_REPEATABLE,
  UNCLEAR_THEN_FAILING,
} from '#shared/domain/push/outcome-messages.ts'
import type { CallAnswer, RowResult } from '#electron/services/ports.ts'
import { waitMs, type RetryPolicy } from './retry-policy.ts'
import type { Parcel, RunRow } from './row.ts'

/** What an answer means for the rows of its call and for the push. Every row is in `settled` or in one of `again`. */
export interface Judgement {
  settled: RunRow[]
  again: Parcel[]
  /** accepted: the server took at least one row. failing: the call came to nothing. neutral: neither. */
  effect: 'accepted' | 'failing' | 'neutral' | 'stop' | 'offline'
  /** Final rows that may still be under work at the server: their keys are freed only after the quiet time. */
  quiet: RunRow[]
}

export interface JudgeContext {
  policy: RetryPolicy
  now: number
  random: () => number
}

/**
 * Reads an answer by the table of LeadSquared's public API notes and notes it on the rows: what is known of each, and
 * which are to be sent again. Decides nothing about the push as a whole.
 */
export function judge(parcel: Parcel, answer: CallAnswer, context: JudgeContext): Judgement {
  const { rows } = parcel
  switch (answer.kind) {
    case 'results':
      return judgeResults(rows, answer.results, context)
    case 'unclear':
      for (const row of rows) row.attempts++
      return judgeUnclear(rows, answer.details, 'failing', context)
    case 'throttled':
      return sendAgain(parcel, 'neutral', context.now)
    case 'account-refused':
    case 'wrong-address':
      return sendAgain(parcel, 'stop', context.now)
    case 'passing':
      return answer.offline
        ? sendAgain(parcel, 'offline', context.now)
        : judgePassing(rows, answer.details, context)
    case 'refused':
      for (const row of rows) row.attempts++
      return judgeRefused(rows, answer, context)
  }
}

function sendAgain(parcel: Parcel, effect: Judgement['effect'], notBefore: number): Judgement {
  for (const row of parcel.rows) row.state = 'queued'
  return { settled: [], again: [{ ...parcel, notBefore }], effect, quiet: [] }
}

function settle(row: RunRow, state: FinalState, text: string, details: string | null): void {
  row.state = state
  row.text = text
  row.details = details
}

function refuse(row: RunRow, exceptionType: string | null, message: string): void {
  const text = refusalInWords(exceptionType, message)
  // The details are the server's own words; null where it said nothing.
  const details = [exceptionType ?? '', message].filter((part) => part !== '').join(': ') || null
  settle(row, 'failed', row.unclear ? `${text} ${PERHAPS_TAKEN_BEFORE}` : text, details)
}

function judgeResults(rows: RunRow[], results: readonly RowResult[], context: JudgeContext): Judgement {
  const byNumber = new Map<number, RowResult>()
  const twice = new Set<number>()
  for (const result of results) {
    if (byNumber.has(result.rowNumber)) twice.add(result.rowNumber)
    byNumber.set(result.rowNumber, result)
  }
  const settled: RunRow[] = []
  const missing: RunRow[] = []
  rows.forEach((row, index) => {
    row.attempts++
    const result = twice.has(index + 1) ? undefined : byNumber.get(index + 1)
    if (!result || (!result.created && !result.updated && !result.refusal)) {
      missing.push(row)
      return
    }
    settled.push(row)
    if (result.refusal) {
      const { exceptionType, message } = result.refusal
      refuse(row, exceptionType, message)
      return
    }
    row.leadId = result.leadId
    if (result.created) settle(row, 'created', '', null)
    else settle(row, 'updated', row.unclear ? PERHAPS_OUR_OWN : '', null)
  })
  const took = settled.some((row) => row.state !== 'failed')
  const effect = took ? 'accepted' : 'neutral'
  if (missing.length === 0) return { settled, again: [], effect, quiet: [] }
  const rest = judgeUnclear(missing, 'The answer did not say what became of this row.', effect, context)
  return { ...rest, settled: [...settled, ...rest.settled] }
}

function judgeUnclear(
  rows: RunRow[],
  details: string,
  effect: Judgement['effect'],
  context: JudgeContext,
): Judgement {
  const { policy, now, random } = context
  const settled: RunRow[] = []
  const again: RunRow[] = []
  let tries = 0
  for (const row of rows) {
    row.unclear = true
    row.unclearTries++
    if (row.repeatable && row.unclearTries < policy.unclearTries) {
      row.state = 'queued'
      row.details = details
      tries = Math.max(tries, row.unclearTries)
      again.push(row)
    } else {
      settle(row, 'unknown', row.repeatable ? UNCLEAR_REPEATABLE : UNCLEAR_NOT_REPEATABLE, details)
      settled.push(row)
    }
  }
  const notBefore = now + waitMs(policy.quietMs, tries, policy.longestBackoffMs, random)
  return {
    settled,
    again: again.length > 0 ? [{ rows: again, notBefore, joins: true }] : [],
    effect,
    quiet: settled,
  }
}

function judgePassing(rows: RunRow[], details: string, context: JudgeContext): Judgement {
  const { policy, now, random } = context
  const settled: RunRow[] = []
  const again: RunRow[] = []
  let tries = 0
  for (const row of rows) {
    row.attempts++
    row.passingTries++
    if (row.passingTries < policy.passingTries) {
      row.state = 'queued'
      row.details = details
      tries = Math.max(tries, row.passingTries)
      again.push(row)
      continue
    }
    if (row.unclear) settle(row, 'unknown', UNCLEAR_THEN_FAILING, details)
    else settle(row, 'failed', NO_GOOD_ANSWER, details)
    settled.push(row)
  }
  const notBefore = now + waitMs(policy.backoffMs, tries, policy.longestBackoffMs, random)
  return {
    settled,
    again: again.length > 0 ? [{ rows: again, notBefore, joins: true }] : [],
    effect: 'failing',
    quiet: settled.filter((row) => row.state === 'unknown'),
  }
}

/** A refused call is halved until the row that breaks it stands alone: 2·log2(25) ≈ 10 calls for one bad row. */
function judgeRefused(
  rows: RunRow[],
  answer: Extract<CallAnswer, { kind: 'refused' }>,
  context: JudgeContext,
): Judgement {
  const [only] = rows
  if (only && rows.length === 1) {
    const { exceptionType, details } = answer
    refuse(only, exceptionType, details)
    return { settled: [only], again: [], effect: 'neutral', quiet: [] }
  }
  const middle = Math.ceil(rows.length / 2)
  for (const row of rows) row.state = 'queued'
  const again = [rows.slice(0, middle), rows.slice(middle)].map((half) => ({
    rows: half,
    notBefore: context.now,
    joins: false,
  }))
  return { settled: [], again, effect: 'neutral', quiet: [] }
}
