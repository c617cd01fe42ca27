import type { Events } from '#shared/api/contract.ts'
import type { PauseReason, PushPhase, PushSummary } from '#shared/domain/push/outcome.ts'
import { CANCELLED, UNCLEAR_CANCELLED } from '#shared/domain/push/outcome-messages.ts'
import type { z } from 'zod'
import type { Log, PushRow, Workspace } from '#electron/services/ports.ts'
import { outcomesOf, type RunRow } from './row.ts'

const OUTCOMES_PER_EVENT = 2000

export type EmitPush = <Name extends 'push.progress' | 'push.outcomes' | 'push.reviewing'>(
  name: Name,
  payload: z.infer<Events[Name]>,
) => void

/** What is to be sent of a row. */
export type Kept = Pick<PushRow, 'cells' | 'held' | 'lead'>

export interface PushJournalDeps {
  workspace: Workspace
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
  #unwritten: RunRow[] = []

  constructor(deps: PushJournalDeps, summary: PushSummary) {
    this.#deps = deps
    this.summary = summary
  }

  /**
   * Before the first byte, for calls that go at the same moment: all of them or, where it cannot be written, none, and it
   * throws. Answers each call's rows as they are kept, in the same order.
   */
  sending(calls: readonly RunRow[][], sentAt: string): Kept[][] {
    const { workspace } = this.#deps
    const { pushId } = this.summary
    const kept = calls.map((rows) =>
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
        sentAt,
      })),
    )
    for (const rows of calls) {
      this.summary.calls++
      for (const row of rows) {
        row.state = 'sending'
        this.#count(row)
        row.call = this.summary.calls
        row.sentAt = sentAt
      }
    }
    this.#tell(calls.flat())
    return kept
  }

  /** What is now known of these rows. False where it cannot be written: then nobody is told yet, see `retry`. */
  settled(rows: RunRow[]): boolean {
    for (const row of rows) this.#count(row)
    try {
      this.#deps.workspace.settle(
        this.summary.pushId,
        rows.flatMap((row) => outcomesOf(row, this.summary.pushId)),
      )
    } catch (error) {
      this.#failed(error)
      this.#unwritten.push(...rows)
      return false
    }
    this.#tell(rows)
    return true
  }

  /** Writes what could not be written before; nothing may be sent until it is true. */
  retry(): boolean {
    if (this.#unwritten.length === 0) return true
    const rows = this.#unwritten
    this.#unwritten = []
    return this.settled(rows)
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
      const state = row.unclear ? 'unknown' : 'cancelled'
      row.text = row.unclear ? UNCLEAR_CANCELLED : CANCELLED
      row.state = state
      this.#count(row)
    }
    this.#tell(rows)
    return true
  }

  #count(row: RunRow): void {
    const rows = 1 + row.members.length
    this.summary.counts[row.counted] -= rows
    this.summary.counts[row.state] += rows
    row.counted = row.state
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

  #tell(rows: RunRow[]): void {
    const { pushId, sheetId } = this.summary
    const outcomes = rows.flatMap((row) =>
      outcomesOf(row, pushId).map(({ seq: _seq, unclear: _unclear, ...outcome }) => outcome),
    )
    for (let from = 0; from < outcomes.length; from += OUTCOMES_PER_EVENT) {
      const part = outcomes.slice(from, from + OUTCOMES_PER_EVENT)
      this.#deps.emit('push.outcomes', { pushId, sheetId, outcomes: part })
    }
  }
}
