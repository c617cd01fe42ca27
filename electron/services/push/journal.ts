import type { Events } from '#shared/api/contract.ts'
import type { PauseReason, PushPhase, PushSummary, RowState } from '#shared/domain/push/outcome.ts'
import { CANCELLED, UNCLEAR_CANCELLED } from '#shared/domain/push/outcome-messages.ts'
import type { z } from 'zod'
import type { Log } from '#electron/services/ports/log.ts'
import type { PushRow, PushStore } from '#electron/services/ports/pushes.ts'
import { outcomesOf, type RowChange, type RunRow } from './lead-batch.ts'

const OUTCOMES_PER_EVENT = 2000

export type EmitPush = <Name extends 'push.progress' | 'push.outcomes' | 'push.reviewing'>(
  name: Name,
  payload: z.infer<Events[Name]>,
) => void

/** What is to be sent of a row. */
export type Payload = Pick<PushRow, 'cells' | 'held' | 'lead'>

/** What is now known of rows, and of the call they were in: until when (ms since 1970) the server may be at work on it. */
export interface Settlement {
  changes: readonly RowChange[]
  call: { call: number; atWorkUntil: number | null } | null
}

export interface PushJournalDeps {
  workspace: PushStore
  log: Log
  emit: EmitPush
}

/**
 * What a running push writes down, and then, never before, tells. Keeps the push's figures in step: `summary` here is
 * always what has been decided, also while the disk takes nothing.
 */
export class PushJournal {
  readonly summary: PushSummary
  readonly #deps: PushJournalDeps
  /** Outcomes the disk had no room for. */
  #unwritten: Settlement[] = []

  constructor(deps: PushJournalDeps, summary: PushSummary) {
    this.#deps = deps
    this.summary = summary
  }

  /**
   * Before the first byte, for calls that go at the same moment: all of them or, where it cannot be written, none, and it
   * throws. Answers each call's rows as they are to be sent, in the same order.
   */
  sending(calls: readonly RunRow[][], at: { sentAt: string; atWorkUntil: number }): Payload[][] {
    const { workspace } = this.#deps
    const { pushId } = this.summary
    const payloads = calls.map((rows) =>
      workspace.pushCells(
        pushId,
        rows.map((row) => row.seq),
      ),
    )
    workspace.markSending(
      pushId,
      calls.map((rows, index) => ({
        call: this.summary.calls + 1 + index,
        seqs: rows.flatMap((row) => [row.seq, ...row.members.map((member) => member.seq)]),
        ...at,
      })),
    )
    for (const rows of calls) {
      this.summary.calls++
      for (const row of rows) {
        row.state = 'sending'
        row.call = this.summary.calls
        row.sentAt = at.sentAt
        this.#count(row, row.state)
      }
    }
    this.#tell(calls.flat().map((row) => ({ row, known: row })))
    return payloads
  }

  /**
   * What is now known of these rows, in one write; the rows themselves learn it from whoever asked for this, afterwards.
   * False where it cannot be written: then nobody is told yet, see `retry`.
   */
  settled(settlements: readonly Settlement[]): boolean {
    const changes = settlements.flatMap((each) => each.changes)
    for (const { row, known } of changes) this.#count(row, known.state)
    try {
      this.#deps.workspace.settle(
        this.summary.pushId,
        changes.flatMap(({ row, known }) => outcomesOf(row, this.summary.pushId, known)),
        settlements.flatMap(({ call }) => call ?? []),
      )
    } catch (error) {
      this.#failed(error)
      this.#unwritten.push(...settlements)
      return false
    }
    this.#tell(changes)
    return true
  }

  /** Writes what could not be written before; nothing may be sent until it is true. */
  retry(): boolean {
    if (this.#unwritten.length === 0) return true
    const settlements = this.#unwritten
    this.#unwritten = []
    return this.settled(settlements)
  }

  /** Gives up the rows that are still open: unknown where a try was made, else cancelled. False as in `settled`. */
  cancelled(rows: RunRow[]): boolean {
    if (!this.retry()) return false
    const { pushId } = this.summary
    try {
      this.#deps.workspace.cancelQueued(pushId, { cancelled: CANCELLED, unknown: UNCLEAR_CANCELLED })
    } catch (error) {
      this.#failed(error)
      return false
    }
    for (const row of rows) {
      row.text = row.unclear ? UNCLEAR_CANCELLED : CANCELLED
      row.state = row.unclear ? 'unknown' : 'cancelled'
      this.#count(row, row.state)
    }
    this.#tell(rows.map((row) => ({ row, known: row })))
    return true
  }

  #count(row: RunRow, state: RowState): void {
    const rows = 1 + row.members.length
    this.summary.counts[row.counted] -= rows
    this.summary.counts[state] += rows
    row.counted = state
  }

  /** About the push, not about its rows: where the disk takes none just now, the next change brings it. */
  figures(change: Partial<Pick<PushSummary, 'throttled' | 'seconds' | 'limits' | 'endedAt'>>): void {
    Object.assign(this.summary, change)
    try {
      this.#deps.workspace.updatePush(this.summary.pushId, change)
    } catch (error) {
      this.#failed(error)
    }
  }

  phase(phase: PushPhase, reason: PauseReason | null, note: string): void {
    try {
      this.#deps.workspace.setPushPhase(this.summary.pushId, phase, reason, note)
    } catch (error) {
      this.#failed(error)
    }
  }

  /** A limit the push meets, once each time it changes. */
  limit(limit: string): void {
    const { limits } = this.summary
    if (limits.at(-1) !== limit) this.figures({ limits: [...limits, limit] })
  }

  #failed(error: unknown): void {
    this.#deps.log.write(`push ${this.summary.pushId}: cannot journal: ${String(error)}`)
  }

  #tell(changes: readonly RowChange[]): void {
    const { pushId, sheetId } = this.summary
    const outcomes = changes.flatMap(({ row, known }) =>
      outcomesOf(row, pushId, known).map(({ seq: _seq, unclear: _unclear, ...outcome }) => outcome),
    )
    for (let from = 0; from < outcomes.length; from += OUTCOMES_PER_EVENT) {
      const part = outcomes.slice(from, from + OUTCOMES_PER_EVENT)
      this.#deps.emit('push.outcomes', { pushId, sheetId, outcomes: part })
    }
  }
}
