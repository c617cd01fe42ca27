import type { PauseReason, PushPhase, PushProgress } from '#shared/domain/push/outcome.ts'
import { callThroughGovernor } from '#electron/services/rate/limited-call.ts'
import { DELETED } from '#shared/domain/push/outcome-messages.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { Outlook } from '#shared/domain/push/forecast.ts'
import type { CallAnswer, CallHooks, Credentials, LeadApi, PushRecord } from '#electron/services/ports.ts'
import { MOST_IN_FLIGHT, type PushBoard } from './send-queue.ts'
import { Arrivals } from './arrivals.ts'
import { Departures } from './departures.ts'
import { PushJournal, type PushJournalDeps } from './journal.ts'
import { judge } from './answer.ts'
import { PushMeter } from './throughput.ts'
import * as notes from './pause-messages.ts'
import type { RetryPolicy } from './retry-policy.ts'
import type { Parcel, RunRow } from './row.ts'
import { Setbacks } from './circuit-breaker.ts'
import { PushStanding, type StandingDeps } from './progress.ts'
import { Alarm } from '#electron/services/timers.ts'

/** One call from the wait for its slot to its end. */
interface Trip {
  /** What it carries; null until it has a slot. */
  parcel: Parcel | null
  waiting: boolean
  beganAt: number
}

export interface PushRunDeps extends PushJournalDeps, StandingDeps {
  api: Pick<LeadApi, 'createOrUpdate'>
  random: () => number
  policy: RetryPolicy
  /** The push came to a standstill for this reason, or ended. */
  onStill: (phase: PushPhase, reason: PauseReason | null) => void
}

/**
 * One push under way: takes rows from the board, sends them through the governor, journals what became of them, then
 * tells. The order is always the same: journal 'sending' → first byte → answer → journal the outcome → tell. So whenever
 * the program ends, the journal says of each row either what became of it or that it may have been sent.
 */
export class PushRun {
  readonly #deps: PushRunDeps
  readonly #board: PushBoard
  readonly #journal: PushJournal
  readonly #meter: PushMeter
  readonly #setbacks: Setbacks
  readonly #standing: PushStanding
  readonly #departures = new Departures((calls) =>
    this.#journal.sending(calls, new Date(this.#deps.clock.wall()).toISOString()),
  )
  readonly #arrivals = new Arrivals((rows) => this.#journal.settled(rows))
  readonly #alarm: Alarm
  #credentials: Credentials | null = null
  #waiting = 0
  #stopWaiting = new AbortController()

  constructor(deps: PushRunDeps, record: PushRecord, board: PushBoard) {
    this.#deps = deps
    this.#board = board
    const { summary } = record
    this.#journal = new PushJournal(deps, summary)
    this.#meter = new PushMeter(summary.seconds)
    this.#standing = new PushStanding(deps, record, this.#journal, board, this.#meter)
    this.#setbacks = new Setbacks(deps.policy, { label: summary.accountLabel, host: summary.host })
    this.#alarm = new Alarm(deps.clock, () => this.#pump())
  }

  get pushId(): number {
    return this.#journal.summary.pushId
  }

  get phase(): PushPhase {
    return this.#standing.phase
  }

  get reason(): PauseReason | null {
    return this.#standing.reason
  }

  progress(): PushProgress {
    return this.#standing.progress()
  }

  /** Begins, or goes on after a pause. */
  run(credentials: Credentials): void {
    this.#credentials = credentials
    if (!this.#journal.retry()) return
    this.#setbacks.forget()
    this.#board.forgive()
    this.#stopWaiting = new AbortController()
    this.#standing.begin()
    this.#pump()
  }

  /** Calls under way are let finish. */
  pause(reason: PauseReason, note: string): void {
    if (this.phase === 'pausing' || this.phase === 'paused') {
      // A cause that asks for something to be mended must not stay hidden behind one that does not.
      if (notes.asksForMending(reason)) this.#setPhase(this.phase, reason, note)
      return
    }
    if (this.phase !== 'running') return
    this.#stopWaiting.abort()
    this.#setPhase(this.#board.underWay > 0 ? 'pausing' : 'paused', reason, note)
  }

  /** Rows not yet sent stay unsent for good; calls under way are let finish. */
  cancel(): void {
    if (this.phase === 'cancelling' || this.#standing.isEnded) return
    this.#stopWaiting.abort()
    if (this.#board.underWay > 0) this.#setPhase('cancelling', null, '')
    else this.#finishCancelling()
  }

  /** Rows that were deleted from the sheet: those not tried yet are not sent any more. */
  withdraw(ids: ReadonlySet<RowId>): void {
    if (this.#standing.isEnded) return
    const rows = this.#board.withdraw(ids)
    if (rows.length === 0) return
    for (const row of rows) Object.assign(row, { state: 'cancelled', text: DELETED })
    if (!this.#journal.settled(rows)) this.pause('failing', notes.CANNOT_JOURNAL)
    this.#deps.emit('push.progress', this.progress())
    this.#pump()
  }

  /** Starts as many calls as there is something to send for and room to send it. */
  #pump(): void {
    if (this.phase !== 'running') return
    const now = this.#deps.clock.monotonic()
    const most = this.#setbacks.oneAtATime ? 1 : MOST_IN_FLIGHT
    const { calls, heldUntil } = this.#board.sendable(now, () => this.#outlook(most))
    while (this.#waiting < calls && this.#waiting + this.#board.underWay < most) {
      this.#waiting++
      void this.#sendOne()
    }
    for (const due of [this.#board.nextDue(), heldUntil]) {
      if (due !== null && due > now) this.#alarm.ringAt(due)
    }
    if (this.#board.open === 0 && this.#board.underWay === 0) this.#end('finished')
  }

  #outlook(most: number): Outlook {
    const { governor } = this.#deps
    const { used, calls } = governor.gauge()
    const free = Math.max(0, calls - used - this.#waiting)
    return { latency: this.#meter.latency, limit: governor.pace(), free, most }
  }

  async #sendOne(): Promise<void> {
    const stop = this.#stopWaiting.signal
    const trip: Trip = { parcel: null, waiting: true, beganAt: 0 }
    try {
      const answer = await callThroughGovernor(
        this.#deps.governor,
        (hooks) => this.#depart(trip, hooks),
        stop,
      )
      if (answer.kind !== 'not-sent' && trip.parcel) await this.#answered(trip.parcel, answer, trip.beganAt)
    } catch (error) {
      if (trip.parcel) await this.#surprised(trip.parcel, error)
      else if (!stop.aborted) this.#cannotGoOn(error)
    } finally {
      if (trip.waiting) this.#waiting--
      if (trip.parcel) this.#board.landed(trip.parcel)
      this.#afterCall()
    }
  }

  /** There is a slot: chooses what to send now, not earlier, so that what waits longest goes first. */
  async #depart(trip: Trip, hooks: CallHooks): Promise<CallAnswer | { kind: 'not-sent' }> {
    trip.waiting = false
    this.#waiting--
    trip.beganAt = this.#deps.clock.monotonic()
    const credentials = this.#credentials
    const parcel = this.phase === 'running' ? this.#board.next(trip.beganAt) : null
    if (!parcel || !credentials) return { kind: 'not-sent' }
    trip.parcel = parcel
    const boarded = this.#departures.board(parcel.rows)
    // With this call on its way it shows whether what is left, no full call, waits for it.
    this.#pump()
    const kept = await boarded
    return this.#deps.api.createOrUpdate(
      credentials,
      kept.map((row) => this.#board.leadOf(row)),
      hooks,
    )
  }

  /** The call stays under way until what became of its rows is written down: only then does anything follow from it. */
  async #answered(parcel: Parcel, answer: CallAnswer, beganAt: number): Promise<void> {
    const { clock, policy, random } = this.#deps
    const now = clock.monotonic()
    const judgement = judge(parcel, answer, { policy, now, random })
    if (answer.kind === 'results') this.#meter.answered(now - beganAt)
    const written = await this.#arrivals.land(parcel.rows)
    for (const again of judgement.again) this.#board.sendAgain(again)
    for (const row of judgement.settled) this.#close(row, judgement.quiet.includes(row))
    if (answer.kind === 'throttled') this.#journal.figures({ throttled: this.#journal.summary.throttled + 1 })
    if (!written) this.pause('failing', notes.CANNOT_JOURNAL)
    this.#meter.settled(
      judgement.settled.reduce((rows, row) => rows + 1 + row.members.length, 0),
      now,
    )
    const stop = this.#setbacks.consider(judgement, answer, parcel, beganAt, clock.monotonic())
    if (stop) this.pause(stop.reason, stop.note)
    else if (this.phase === 'running' && this.#standing.note !== this.#setbacks.note) {
      this.#setPhase('running', null, this.#setbacks.note)
    }
  }

  #close(row: RunRow, quiet: boolean): void {
    this.#board.close(row)
    if (!quiet || !this.#board.isAwaited(row)) {
      this.#board.freeKeys(row)
      return
    }
    // The server may still be at work on it; a row with its key must not overtake.
    this.#deps.clock
      .sleep(this.#deps.policy.quietMs)
      .then(() => {
        this.#board.freeKeys(row)
        this.#pump()
      })
      .catch((error: unknown) => this.#cannotGoOn(error))
  }

  /** A mistake of ours in the middle of a call: it may have gone out, so its rows are as after an unclear answer. */
  async #surprised(parcel: Parcel, error: unknown): Promise<void> {
    this.#deps.log.write(
      `push ${this.pushId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    const wasSent = parcel.rows.every((row) => row.state === 'sending')
    if (wasSent) {
      const details = 'Leadsheet itself failed during the call.'
      await this.#answered(parcel, { kind: 'unclear', details }, 0)
      this.pause(
        'failing',
        'Leadsheet itself failed, so the push paused. No row is lost; press Resume to go on.',
      )
    } else {
      this.#board.sendAgain({ ...parcel, notBefore: 0 })
      this.pause('failing', notes.CANNOT_JOURNAL)
    }
  }

  #cannotGoOn(error: unknown): void {
    this.#deps.log.write(`push ${this.pushId}: ${String(error)}`)
    this.pause('failing', notes.CANNOT_JOURNAL)
  }

  #afterCall(): void {
    if (this.#board.underWay === 0) {
      if (this.phase === 'pausing') this.#setPhase('paused', this.reason, this.#standing.note)
      else if (this.phase === 'cancelling') this.#finishCancelling()
    }
    this.#pump()
  }

  #finishCancelling(): void {
    const rows = [...this.#board.openRows()]
    if (!this.#journal.cancelled(rows)) {
      this.#setPhase('paused', 'failing', notes.CANNOT_JOURNAL)
      return
    }
    for (const row of rows) this.#board.close(row)
    this.#end('cancelled')
  }

  #end(phase: 'finished' | 'cancelled'): void {
    this.#journal.figures({ endedAt: new Date(this.#deps.clock.wall()).toISOString() })
    this.#setPhase(phase, null, '')
  }

  #setPhase(phase: PushPhase, reason: PauseReason | null, note: string): void {
    this.#standing.set(phase, reason, note)
    if (!this.#standing.isStill) return
    this.#stopWaiting.abort()
    this.#alarm.stop()
    this.#deps.onStill(phase, reason)
  }
}
