import type { PushProgress, PushSummary } from '#shared/domain/push/outcome.ts'
import type { Program } from '#electron/compose.ts'

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
}

export function jsonOf({ rows, counts, calls, throttled, seconds }: PushProgress | PushSummary): PushResult {
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
  }
}

const MOST_REASONS = 8

/** What a person reads at the end. */
export function sentencesOf(program: Program, end: PushProgress, reportPath: string | null): string {
  const { rows, created, updated, failed, unknown, skipped, calls, throttled, seconds } = jsonOf(end)
  const states = [
    `${created} created`,
    `${updated} updated`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(skipped > 0 ? [`${skipped} not sent`] : []),
  ]
  const limited = throttled > 0 ? `, ${throttled} of them over the limit and sent again` : ''
  return [
    `${accountOf(end)}: ${rows === 1 ? '1 row' : `${rows} rows`}: ${states.join(', ')}.`,
    `${calls === 1 ? '1 call' : `${calls} calls`}${limited}, ${seconds.toFixed(1)} s.`,
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
    for (let after: number | null = null; ;) {
      const rows = program.workspace.pushRows(pushId, after, 2000, state)
      for (const { message } of rows) counts.set(message, (counts.get(message) ?? 0) + 1)
      const last = rows.at(-1)
      if (!last) break
      after = last.seq
    }
  }
  const sorted = [...counts].filter(([message]) => message !== '').sort(([, a], [, b]) => b - a)
  const more =
    sorted.length > MOST_REASONS
      ? [`  …and ${sorted.length - MOST_REASONS} other reasons, in the report`]
      : []
  return [...sorted.slice(0, MOST_REASONS).map(([message, count]) => `  ${count} × ${message}`), ...more]
}
