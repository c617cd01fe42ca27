import type { Outcome } from '#shared/pipeline/outcome.ts'
import type { RowId } from '#shared/pipeline/sheet.ts'
import { STATUS_LABELS } from '#shared/pipeline/status.ts'

/** Rows that ended badly for one and the same reason. */
export interface Cause {
  state: 'failed' | 'unknown' | 'skipped'
  text: string
  /** What the server said to the first of them; null where it said nothing. */
  details: string | null
  rows: RowId[]
}

/**
 * Two messages that differ only in what they quote or count are one cause: "‘ann@x’ is taken" and "‘bob@x’ is taken".
 * Only the grouping folds them; what is shown is the first message as it was.
 */
function causeKey(message: string): string {
  return message
    .replace(/(["“‘'«]).*?(["”’'»])/g, '$1…$2')
    .replace(/\S+@\S+/g, '…')
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/gi, '…')
    .replace(/\d+/g, '0')
}

const ORDER = ['failed', 'unknown', 'skipped'] as const

/** Failures first, then the largest group. */
export function causesIn(rows: Iterable<{ id: RowId; outcome: Outcome | null }>, pushId: number): Cause[] {
  const causes = new Map<string, Cause>()
  for (const { id, outcome } of rows) {
    if (outcome?.pushId !== pushId) continue
    const state = ORDER.find((candidate) => candidate === outcome.state)
    if (!state) continue
    const key = `${state} ${causeKey(outcome.message)}`
    const cause = causes.get(key)
    if (cause) cause.rows.push(id)
    else {
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
