import type { Outcome, RowState } from '#shared/domain/push/outcome.ts'
import { messageOf } from '#shared/domain/push/outcome-messages.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { PushRow } from '#electron/services/ports.ts'

/** A lead of a running push: what is known of it so far. Its cells stay in the workspace until it is sent. */
export interface RunRow {
  readonly seq: number
  readonly rowId: RowId
  readonly repeatable: boolean
  /** What the plan did with the row; told together with what became of it. */
  readonly note: string
  /** Rows that were merged into this one and share its fate. */
  readonly members: { seq: number; rowId: RowId; note: string }[]
  state: RowState
  /** The state it has in the push's counts, which follow what is journalled. */
  counted: RowState
  leadId: string | null
  text: string
  details: string | null
  unclear: boolean
  attempts: number
  call: number | null
  sentAt: string | null
  /** In this run, for the retry policy. */
  unclearTries: number
  passingTries: number
}

/** Rows that travel in one call, not before a (monotonic) moment. */
export interface Parcel {
  rows: RunRow[]
  notBefore: number
  /** May share a call with others like it: it is not one half of a call that is being searched for a bad row. */
  joins: boolean
}

export function runRowOf(row: PushRow): RunRow {
  return {
    seq: row.seq,
    rowId: row.rowId,
    repeatable: row.repeatable,
    note: row.message,
    members: [],
    state: row.state,
    counted: row.state,
    leadId: row.leadId,
    text: '',
    details: row.details,
    unclear: row.unclear,
    attempts: row.attempts,
    call: row.call,
    sentAt: row.sentAt,
    unclearTries: row.unclear ? 1 : 0,
    passingTries: 0,
  }
}

type Journalled = Outcome & Pick<PushRow, 'seq' | 'unclear'>

/** What the journal and the page are told of a lead: one outcome for its row and each of those merged into it. */
export function outcomesOf(row: RunRow, pushId: number): Journalled[] {
  // While it waits, the message is the plan's note alone: a restart reads it from there.
  const waiting = row.state === 'queued' || row.state === 'sending'
  const bare = { pushId, state: row.state, leadId: row.leadId, details: row.details, attempts: row.attempts }
  const shared = { ...bare, call: row.call, sentAt: row.sentAt, unclear: row.unclear }
  const own = waiting ? row.note : messageOf(row.state, row.text, row.note)
  return [
    { ...shared, seq: row.seq, rowId: row.rowId, message: own },
    ...row.members.map(({ seq, rowId, note }) => ({
      ...shared,
      seq,
      rowId,
      message: waiting ? note : messageOf(row.state, row.text, note),
    })),
  ]
}
