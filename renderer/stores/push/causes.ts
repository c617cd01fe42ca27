import type { Outcome } from '#shared/domain/push/outcome.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { STATUS_LABELS } from '#shared/domain/push/status.ts'

/** Rows that ended badly for one and the same reason. */
export interface Cause {
  state: 'failed' | 'unknown' | 'skipped'
  text: string
  /** What the server said to the first of them; null where it said nothing. */
  details: string | null
  rows: RowId[]
}

/** What is true of the whole group, where its rows name different rows: "row 3 has the same email" is so of one of them. */
function withoutRowNumbers(text: string): string {
  return text.replace(/\b([Rr])ow [\d.,\u202f\u00a0]*\d/g, (_, r: string) =>
    r === 'R' ? 'Another row' : 'another row',
  )
}

/** Row numbers, addresses and ids change from row to row while the cause stays. */
function withoutValues(text: string): string {
  return text
    .replace(/\S+@\S+/g, '…')
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/gi, '…')
    .replace(/\d+/g, '0')
}

/**
 * Our messages quote field names, which tell causes apart; the server's words quote the row's own values, which do not.
 * The server's words count because some messages only point to them. Only the grouping folds anything: what is shown is
 * the first row's, as it was but for the row numbers where rows differ in them.
 */
function causeKey({ message, details }: Outcome): string {
  const said = withoutValues(details ?? '').replace(/(["“‘'«]).*?(["”’'»])/g, '$1…$2')
  return `${withoutValues(message)} ${said}`
}

const ORDER = ['failed', 'unknown', 'skipped'] as const

/** Whichever push they are of: what is still to be done is the sheet's. Failures first, then the largest group. */
export function causesIn(rows: Iterable<{ id: RowId; outcome: Outcome | null }>): Cause[] {
  const causes = new Map<string, Cause>()
  for (const { id, outcome } of rows) {
    const state = ORDER.find((candidate) => candidate === outcome?.state)
    if (!outcome || !state) continue
    const key = `${state} ${causeKey(outcome)}`
    const cause = causes.get(key)
    if (cause) {
      cause.rows.push(id)
      if (outcome.message !== cause.text) cause.text = withoutRowNumbers(cause.text)
    } else {
      causes.set(key, {
        state,
        text: outcome.message || STATUS_LABELS[state],
        details: outcome.details,
        rows: [id],
      })
    }
  }
  return [...causes.values()].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.rows.length - a.rows.length,
  )
}
