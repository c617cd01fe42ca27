import type { Outcome, RowState } from '#shared/domain/push/outcome.ts'
import { messageOf } from '#shared/domain/push/outcome-messages.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { PushRow } from '#electron/services/ports/pushes.ts'

/** What is known of a lead so far. It is replaced whole, and only once the journal has it. */
export interface Known {
  state: RowState
  leadId: string | null
  text: string
  details: string | null
  /** A try of it ended unclear: an "updated" may be our own create. */
  unclear: boolean
  attempts: number
  /** In this run, for the retry policy. */
  unclearTries: number
  passingTries: number
}

/** A lead of a running push. Its cells stay in the workspace until it is sent. */
export interface RunRow extends Known {
  readonly seq: number
  readonly rowId: RowId
  readonly repeatable: boolean
  /** What the plan did with the row, and what was found when its lead was looked at again; told together with what became of it. */
  note: string
  /** Rows that were merged into this one and share its fate. */
  readonly members: { seq: number; rowId: RowId; note: string }[]
  /** The state it has in the push's counts, which follow what is journalled. */
  counted: RowState
  call: number | null
  sentAt: string | null
}

/** What an answer makes of a row. */
export interface RowChange {
  row: RunRow
  known: Known
}

/** Rows that travel in one call, not before a (monotonic) moment. */
export interface LeadBatch {
  rows: RunRow[]
  notBefore: number
  /** May share a call with others like it: it is not one half of a call that is being searched for a bad row. */
  joins: boolean
  /** It waits for its moment because LeadSquared may still be at work on an earlier try of it. */
  mayBeAtWork?: boolean
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

/**
 * What the journal and the page are told of a lead: one outcome for its row and each of those merged into it. `known`: what
 * is to be told of it, where the row does not know it yet.
 */
export function outcomesOf(row: RunRow, pushId: number, known: Known = row): Journalled[] {
  const { state, leadId, details, attempts, unclear, text } = known
  // While it waits, the message is the plan's note alone: a restart reads it from there.
  const waiting = state === 'queued' || state === 'sending'
  const shared = { pushId, state, leadId, details, attempts, unclear, call: row.call, sentAt: row.sentAt }
  const own = waiting ? row.note : messageOf(state, text, row.note)
  return [
    { ...shared, seq: row.seq, rowId: row.rowId, message: own },
    ...row.members.map(({ seq, rowId, note }) => ({
      ...shared,
      seq,
      rowId,
      message: waiting ? note : messageOf(state, text, note),
    })),
  ]
}
