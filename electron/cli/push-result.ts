import type { PushProgress, PushSummary } from '#shared/domain/push/outcome.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Program } from '#electron/compose.ts'
import { pushRowsOf } from '#electron/services/paging.ts'
import { atTheTerminal } from './terminal-words.ts'

/**
 * What `--json` prints. The five states add up to `rows`: `skipped` are all rows that were not sent, whether a rule left
 * them out, the push was cancelled, or it stopped before their turn.
 */
export interface PushResult {
  rows: number
  created: number
  updated: number
  failed: number
  unknown: number
  skipped: number
  calls: number
  throttled: number
  seconds: number
  /** Leads the rows went into: several rows may be one lead. */
  leads: number
  leadsCreated: number
  leadsUpdated: number
}

export function jsonOf(
  program: Pick<Program, 'workspace'>,
  { pushId, rows, counts, calls, throttled, seconds }: PushProgress | PushSummary,
): PushResult {
  const { created, updated, failed, unknown } = counts
  return {
    rows,
    created,
    updated,
    failed,
    unknown,
    skipped: rows - created - updated - failed - unknown,
    calls,
    throttled,
    seconds: Math.round(seconds * 1000) / 1000,
    ...leadsOf(program, pushId),
  }
}

/** A push and a second one of some of its rows, as one: what became of each row at last. */
export function asOne(
  program: Pick<Program, 'workspace'>,
  first: PushProgress,
  again: PushProgress,
): PushResult {
  const [one, other] = [jsonOf(program, first), jsonOf(program, again)]
  const result = { ...one }
  for (const key of ['created', 'updated', 'failed', 'unknown', 'skipped'] as const) result[key] += other[key]
  // All of these had failed before.
  result.failed -= other.rows
  for (const key of ['calls', 'throttled', 'seconds'] as const) result[key] += other[key]
  result.seconds = Math.round(result.seconds * 1000) / 1000
  return { ...result, ...leadsOf(program, first.pushId, again.pushId) }
}

type Leads = Pick<PushResult, 'leads' | 'leadsCreated' | 'leadsUpdated'>

/** A lead that one row made and another updated was created. */
function leadsOf({ workspace }: Pick<Program, 'workspace'>, ...pushIds: number[]): Leads {
  const created = new Set<string>()
  const updated = new Set<string>()
  for (const pushId of pushIds) {
    for (const row of pushRowsOf(workspace, pushId, 'created')) created.add(row.leadId ?? `row ${row.rowId}`)
  }
  for (const pushId of pushIds) {
    for (const row of pushRowsOf(workspace, pushId, 'updated')) {
      const lead = row.leadId ?? `row ${row.rowId}`
      if (!created.has(lead)) updated.add(lead)
    }
  }
  return { leads: created.size + updated.size, leadsCreated: created.size, leadsUpdated: updated.size }
}

function leadsInWords(rows: number, { leads, leadsCreated, leadsUpdated }: Leads): string {
  return `${rows} rows → ${inDigits.countOf(leads, 'lead')}: ${leadsCreated} created, ${leadsUpdated} updated.`
}

const MOST_REASONS = 8

/** What a person reads at the end. */
export function sentencesOf(program: Program, end: PushProgress, reportPath: string | null): string {
  const { rows, created, updated, failed, unknown, skipped, calls, throttled, seconds, ...of } = jsonOf(
    program,
    end,
  )
  const states = [
    `${created} created`,
    `${updated} updated`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(skipped > 0 ? [`${skipped} not sent`] : []),
  ]
  const limited = throttled > 0 ? `, ${throttled} of them over the limit and sent again` : ''
  return [
    `${accountOf(end)}: ${inDigits.countOf(rows, 'row')}: ${states.join(', ')}.`,
    ...(of.leads === created + updated ? [] : [leadsInWords(created + updated, of)]),
    `${inDigits.countOf(calls, 'call')}${limited}, ${seconds.toFixed(1)} s.`,
    ...reasonsOf(program, end.pushId),
    ...(reportPath === null ? [] : [`Report: ${reportPath}`]),
    '',
  ].join('\n')
}

/** The account of a host from the command line has the host in its name. */
function accountOf({ accountLabel, host }: PushProgress): string {
  return accountLabel.includes(host) ? accountLabel : `${accountLabel} (${host})`
}

/** Why rows did not go in, most frequent first. */
function reasonsOf(program: Program, pushId: number): string[] {
  const counts = new Map<string, number>()
  for (const state of ['failed', 'unknown', 'skipped'] as const) {
    for (const { message } of pushRowsOf(program.workspace, pushId, state))
      counts.set(message, (counts.get(message) ?? 0) + 1)
  }
  const sorted = [...counts].filter(([message]) => message !== '').sort(([, a], [, b]) => b - a)
  const more =
    sorted.length > MOST_REASONS
      ? [`  …and ${sorted.length - MOST_REASONS} other reasons, in the report`]
      : []
  return [
    ...sorted.slice(0, MOST_REASONS).map(([message, count]) => `  ${count} × ${atTheTerminal(message)}`),
    ...more,
  ]
}
