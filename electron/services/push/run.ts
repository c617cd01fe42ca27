import type { Outlook } from '#shared/domain/push/forecast.ts'
import { isFinal, type PauseReason, type PushPhase, type PushProgress } from '#shared/domain/push/outcome.ts'
import type { PushWrite } from '#shared/domain/push/write.ts'
import { DELETED } from '#shared/domain/push/outcome-messages.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import type { CallAnswer, Credentials, LeadApi } from '#electron/services/ports/lead-api.ts'
import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { PushRecord } from '#electron/services/ports/pushes.ts'
import type { DayOver } from '#electron/services/rate/spending.ts'
import type { RateGovernor, Slot } from '#electron/services/rate/governor.ts'
import { Alarm } from '#electron/services/timers.ts'
import { interpretAnswer, type AnswerContext, type AnswerResult } from './answer.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { GroupCommit } from './group-commit.ts'
import { PushJournal, type Payload, type PushJournalDeps, type Settlement } from './journal.ts'
import type { LeadBatch, RunRow } from './lead-batch.ts'
import { LastLook, type LookFailure } from './last-look.ts'
import { isAimed, MadeMeanwhile } from './made-meanwhile.ts'
import * as notes from './pause-messages.ts'
import { PushProgressReporter, type ReporterDeps } from './progress.ts'
import type { RetryPolicy } from './retry-policy.ts'
import { MOST_IN_FLIGHT, type SendQueue } from './send-queue.ts'
import { TakenLeads, type FindValues } from './taken-leads.ts'
import { namedLead, resultsOf } from './update-call.ts'
import { PushMeter } from './throughput.ts'

/** Of LeadSquared, the calls that write leads, and the one that looks at them just before. */
export type PushApi = Pick<LeadApi, 'createOrUpdate'> & Pick<LeadReads, 'updateExisting' | 'byIds'>

export interface PushRunDeps extends PushJournalDeps, ReporterDeps {
  api: PushApi
  /** Of the account's reading calls. */
  readGovernor: RateGovernor
  attributes(): Promise<readonly Attribute[]>
  random: () => number
  policy: RetryPolicy
  /** Where leads can be looked up: what tells whether rows may go before their time. */
  findValues?: FindValues | undefined
  /** Where the account's day has no calls left. */
  dayOver?(): DayOver | null
  /** The push came to a standstill for this reason, or ended. */
  onStill: (phase: PushPhase, reason: PauseReason | null) => void
}

/**
 * One push under way: takes rows from the queue, sends them through the governor, journals what became of them, then
 * tells. The order is always the same: journal 'sending' → first byte → answer → journal the outcome → tell. So whenever
 * the program ends, the journal says of each row either what became of it or that it may have been sent.
 */
export class PushRun {
  readonly #deps: PushRunDeps
  readonly #queue: SendQueue
  readonly #journal: PushJournal
  readonly #meter: PushMeter
  readonly #breaker: CircuitBreaker
  readonly #reporter: PushProgressReporter
  readonly #sending = new GroupCommit<RunRow[], Payload[]>(
    (calls) => this.#journalSending(calls),
    queueMicrotask,
  )
  readonly #settling = new GroupCommit<Settlement, boolean>((settlements) => {
    const written = this.#journal.settled(settlements)
    return settlements.map(() => written)
  }, setImmediate)
  readonly #alarm: Alarm
  readonly #taken: TakenLeads | null
  readonly #search: { accountId: string; searchBy: string }
  #credentials: Credentials | null = null
  /** Calls that wait for their slot. */
  #waiting = 0
  #stopWaiting = new AbortController()
  readonly #way: PushWrite['way']
  /** One call's worth, then it pauses. */
  #trial: boolean
  /** Null where nothing is known of what was there, so that nothing is kept of it either. */
  readonly #lastLook: LastLook | MadeMeanwhile | null
  readonly #onlyCreates: boolean

  constructor(deps: PushRunDeps, record: PushRecord, queue: SendQueue, trial = false) {
    this.#trial = trial
    this.#deps = deps
    this.#queue = queue
    this.#way = record.write?.way ?? 'create-or-update'
    const { summary } = record
    this.#journal = new PushJournal(deps, summary)
    this.#meter = new PushMeter(summary.seconds)
    this.#reporter = new PushProgressReporter(deps, record, this.#journal, queue, this.#meter)
    this.#breaker = new CircuitBreaker(deps.policy, { label: summary.accountLabel, host: summary.host })
    this.#alarm = new Alarm(deps.clock, () => this.#pump())
    this.#taken = deps.findValues ? new TakenLeads(deps.findValues, deps.clock) : null
    const { write } = record
    const look = { ...deps, governor: deps.readGovernor, pace: () => deps.governor.pace() }
    this.#search = { accountId: record.accountId, searchBy: record.settings.searchBy }
    this.#onlyCreates = write?.mode === 'create' && write.of === 'sheet'
    const find = this.#onlyCreates ? deps.findValues : undefined
    if (find) this.#lastLook = new MadeMeanwhile({ ...look, find }, this.#search)
    else this.#lastLook = write ? new LastLook(look, { ...record, write }) : null
  }

  get pushId(): number {
    return this.#journal.summary.pushId
  }

  get phase(): PushPhase {
    return this.#reporter.phase
  }

  get reason(): PauseReason | null {
    return this.#reporter.reason
  }

  progress(): PushProgress {
    return this.#reporter.progress()
  }

  /** Begins, or goes on after a pause. */
  run(credentials: Credentials): void {
    this.#credentials = credentials
    if (!this.#journal.retry()) return
    this.#breaker.forget()
    this.#queue.forgive()
    this.#stopWaiting = new AbortController()
    this.#reporter.begin()
    this.#pump()
    this.#lookForTaken()
  }

  /** Rows whose lead turns out to be there need not wait until the server is certainly done with them. */
  #lookForTaken(): void {
    const { clock, workspace, log } = this.#deps
    const waiting = () => {
      const seqs = this.phase === 'running' ? this.#queue.waitingForServer(clock.monotonic()) : []
      const payloads = seqs.length === 0 ? [] : workspace.pushCells(this.pushId, seqs)
      return payloads.map((payload, index) => ({ seq: seqs[index]!, lead: this.#queue.leadOf(payload) }))
    }
    const taken = (seqs: ReadonlySet<number>): void => {
      this.#queue.waitNoLonger(seqs, clock.monotonic())
      this.#pump()
    }
    this.#taken
      ?.look(this.#search, waiting, taken, this.#stopWaiting.signal)
      .catch((error: unknown) =>
        log.write(`push ${this.pushId}: leads could not be looked up: ${String(error)}`),
      )
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
    this.#setPhase(this.#queue.underWay > 0 ? 'pausing' : 'paused', reason, note)
  }

  /** Rows not yet sent stay unsent for good; calls under way are let finish. */
  cancel(): void {
    if (this.phase === 'cancelling' || this.#reporter.isEnded) return
    this.#stopWaiting.abort()
    if (this.#queue.underWay > 0) this.#setPhase('cancelling', null, '')
    else this.#finishCancelling()
  }

  /** Rows that were deleted from the sheet: those not tried yet are not sent any more. */
  withdraw(ids: ReadonlySet<RowId>): void {
    if (this.#reporter.isEnded) return
    const rows = this.#queue.withdraw(ids)
    if (rows.length === 0) return
    const changes = rows.map((row) => ({
      row,
      known: { ...row, state: 'cancelled' as const, text: DELETED },
    }))
    if (!this.#journal.settled([{ changes, call: null }])) this.pause('failing', notes.CANNOT_JOURNAL)
    this.#deps.emit('push.progress', this.progress())
    this.#pump()
  }

  /** The account's day has no calls left: what waits for a slot would wait until the next one. */
  checkDay(): void {
    this.#pump()
  }

  /** Starts as many calls as there is something to send for and room to send it. */
  #pump(): void {
    if (this.phase !== 'running') return
    const over = this.#queue.open > 0 ? (this.#deps.dayOver?.() ?? null) : null
    if (over) {
      this.pause('day', notes.dayOver(over))
      return
    }
    const now = this.#deps.clock.monotonic()
    const most = this.#breaker.oneAtATime || this.#trial ? 1 : MOST_IN_FLIGHT
    const { calls, heldUntil } = this.#queue.sendable(now, () => this.#outlook(most))
    while (this.#waiting < calls && this.#waiting + this.#queue.underWay < most) {
      this.#waiting++
      void this.#sendOne()
    }
    for (const due of [this.#queue.nextDue(), heldUntil]) {
      if (due !== null && due > now) this.#alarm.ringAt(due)
    }
    if (this.#queue.open === 0 && this.#queue.underWay === 0) this.#end('finished')
  }

  #outlook(most: number): Outlook {
    const { governor } = this.#deps
    const { used, calls } = governor.gauge()
    const free = Math.max(0, calls - used - this.#waiting)
    return { latency: this.#meter.latency, limit: governor.pace(), free, most }
  }

  /** A slot first, then what to send: chosen now, not earlier, so that what waits longest goes first. */
  async #sendOne(): Promise<void> {
    const slot = await this.#acquire()
    this.#waiting--
    const { clock } = this.#deps
    const batch = slot && this.phase === 'running' ? this.#queue.next(clock.monotonic()) : null
    if (slot && batch) {
      try {
        const ready = await this.#lookFirst(slot, batch)
        if (ready) await this.#send(ready, batch, clock.monotonic())
        else this.#queue.sendAgain({ ...batch, notBefore: 0 })
      } catch (error) {
        this.#failedOurselves(error)
      }
      this.#queue.landed(batch)
    } else slot?.release()
    this.#afterCall()
  }

  /** A slot for a call whose leads were looked at; null where it is not to be made now. */
  async #lookFirst(slot: Slot, batch: LeadBatch): Promise<Slot | null> {
    const look = this.#lastLook
    if (!look || look.isFresh(batch)) return slot
    // Another call comes first, and may need the account's next slot.
    slot.release()
    try {
      const ready = await look.slotFor({
        batch,
        credentials: this.#credentials!,
        upcoming: (most) => this.#queue.upcoming(most, this.#deps.clock.monotonic()),
        leadsOf: (seqs) =>
          this.#deps.workspace.pushCells(this.pushId, seqs).map((payload) => this.#queue.leadOf(payload)),
        acquire: () => this.#acquire('ahead'),
        signal: this.#stopWaiting.signal,
      })
      if (ready === null || !('kind' in ready)) return ready
      this.#couldNotLook(ready)
    } catch (error) {
      this.#cannotJournal(error)
    }
    return null
  }

  #couldNotLook(failure: LookFailure): void {
    const { accountLabel, host } = this.#journal.summary
    if (failure.kind === 'account-refused')
      this.pause('account-refused', notes.mayNotLook(accountLabel, failure.status))
    else if (failure.kind === 'wrong-address') this.pause('wrong-address', notes.wrongAddress(failure))
    else if (failure.kind === 'passing' && failure.offline) this.pause('offline', notes.offline(host))
    else this.pause('failing', notes.couldNotLook(failure.details))
  }

  /** Null where the wait was ended, or the slot could not be written down. */
  async #acquire(place: 'in turn' | 'ahead' = 'in turn'): Promise<Slot | null> {
    const stop = this.#stopWaiting.signal
    try {
      return await this.#deps.governor.acquire(stop, place)
    } catch (error) {
      if (!stop.aborted) this.#cannotJournal(error)
      return null
    }
  }

  /** Rows of which nothing is left to be sent since their leads were looked at. */
  async #leaveOut(batch: LeadBatch): Promise<void> {
    const reasons = new Map(batch.rows.map((row) => [row, this.#lastLook?.whyOut(row) ?? null]))
    const left = new Set(batch.rows.filter((row) => reasons.get(row) !== null))
    if (left.size === 0) return
    batch.rows = batch.rows.filter((row) => !left.has(row))
    const changes = [...left].map((row) => ({
      row,
      known: { ...row, state: 'skipped' as const, text: reasons.get(row)! },
    }))
    const written = await this.#settling.add({ changes, call: null })
    const now = this.#deps.clock.monotonic()
    this.#apply({ changes, again: [], effect: 'neutral', atWorkUntil: null, keysUntil: now }, now)
    if (!written) this.pause('failing', notes.CANNOT_JOURNAL)
  }

  async #send(slot: Slot, batch: LeadBatch, beganAt: number): Promise<void> {
    await this.#leaveOut(batch)
    if (batch.rows.length === 0 || this.phase !== 'running') {
      slot.release()
      if (batch.rows.length > 0) this.#queue.sendAgain({ ...batch, notBefore: 0 })
      return
    }
    const journalled = this.#sending.add(batch.rows)
    // With this call on its way it shows whether what is left, no full call, waits for it.
    this.#pump()
    let payloads: Payload[]
    try {
      payloads = await journalled
    } catch (error) {
      slot.release()
      this.#queue.sendAgain({ ...batch, notBefore: 0 })
      this.#cannotJournal(error)
      return
    }
    this.#lastLook?.leaves(batch.rows)
    const answer = await this.#call(slot, payloads)
    slot.done(answer)
    await this.#settle(batch, answer, { beganAt, toCreate: this.#toCreate(batch.rows, payloads) })
  }

  #toCreate(rows: readonly RunRow[], payloads: readonly Payload[]): Set<RunRow> {
    const { searchBy } = this.#search
    const isToCreate = (payload: Payload): boolean => !isAimed(this.#queue.leadOf(payload), searchBy)
    return new Set(this.#onlyCreates ? rows.filter((_, at) => isToCreate(payloads[at]!)) : [])
  }

  #journalSending(calls: RunRow[][]): Payload[][] {
    const { clock, policy } = this.#deps
    const wall = clock.wall()
    return this.#journal.sending(calls, {
      sentAt: new Date(wall).toISOString(),
      atWorkUntil: wall + policy.atWorkMs,
    })
  }

  /** A mistake of ours in the middle of a call: it may have gone out, so its rows are as after an unclear answer. */
  async #call(slot: Slot, payloads: readonly Payload[]): Promise<CallAnswer> {
    try {
      const leads = payloads.map((payload) => this.#queue.leadOf(payload))
      const hooks = { onWire: () => slot.onWire() }
      const credentials = this.#credentials!
      if (this.#way === 'create-or-update')
        return await this.#deps.api.createOrUpdate(credentials, leads, hooks)
      const named = leads.map(namedLead)
      return resultsOf(named, await this.#deps.api.updateExisting(credentials, named, hooks))
    } catch (error) {
      this.#failedOurselves(error)
      return { kind: 'unclear', details: 'Leadsheet itself failed during the call.' }
    }
  }

  /** The call stays under way until what became of its rows is written down: only then does anything follow from it. */
  async #settle(
    batch: LeadBatch,
    answer: CallAnswer,
    { beganAt, toCreate }: Pick<AnswerContext, 'beganAt' | 'toCreate'>,
  ): Promise<void> {
    const { clock, policy, random } = this.#deps
    const now = clock.monotonic()
    const result = interpretAnswer(batch, answer, { policy, beganAt, now, random, toCreate })
    if (answer.kind === 'results') this.#meter.answered(now - beganAt)
    const { changes, atWorkUntil } = result
    const call = {
      call: batch.rows[0]!.call!,
      atWorkUntil: atWorkUntil && clock.wall() + (atWorkUntil - now),
    }
    const written = await this.#settling.add({ changes, call })
    this.#apply(result, now)
    if (answer.kind === 'throttled') this.#journal.figures({ throttled: this.#journal.summary.throttled + 1 })
    if (!written) this.pause('failing', notes.CANNOT_JOURNAL)
    const stop = this.#breaker.consider({ result, answer, beganAt, now: clock.monotonic() })
    if (stop) this.pause(stop.reason, stop.note)
    else if (this.#trial && changes.some(({ known }) => isFinal(known.state))) {
      this.#trial = false
      // Of a push that is no longer than this there is nothing to go on with.
      if (this.#queue.open > 0) this.pause('trial', notes.TRIAL)
    } else if (this.phase === 'running' && this.#reporter.note !== this.#breaker.note) {
      this.#setPhase('running', null, this.#breaker.note)
    }
  }

  /** The one place where rows learn what became of them. */
  #apply({ changes, again, keysUntil }: AnswerResult, now: number): void {
    let settled = 0
    for (const { row, known } of changes) {
      Object.assign(row, known)
      if (!isFinal(known.state)) continue
      // The server may still be at work on an unknown one; a row with its key must not overtake.
      this.#queue.close(row, known.state === 'unknown' ? keysUntil : null)
      settled += 1 + row.members.length
    }
    for (const batch of again) this.#queue.sendAgain(batch)
    if (again.some(({ mayBeAtWork }) => mayBeAtWork === true)) this.#lookForTaken()
    this.#meter.settled(settled, now)
  }

  #failedOurselves(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#deps.log.write(`push ${this.pushId}: ${text}`)
    this.pause('failing', notes.FAILED_ITSELF)
  }

  #cannotJournal(error: unknown): void {
    this.#deps.log.write(`push ${this.pushId}: ${String(error)}`)
    this.pause('failing', notes.CANNOT_JOURNAL)
  }

  #afterCall(): void {
    if (this.#queue.underWay === 0) {
      if (this.phase === 'pausing') this.#setPhase('paused', this.reason, this.#reporter.note)
      else if (this.phase === 'cancelling') this.#finishCancelling()
    }
    this.#pump()
  }

  #finishCancelling(): void {
    const rows = [...this.#queue.openRows()]
    if (!this.#journal.cancelled(rows)) {
      this.#setPhase('paused', 'failing', notes.CANNOT_JOURNAL)
      return
    }
    for (const row of rows) this.#queue.close(row)
    this.#end('cancelled')
  }

  #end(phase: 'finished' | 'cancelled'): void {
    this.#journal.figures({ endedAt: new Date(this.#deps.clock.wall()).toISOString() })
    this.#setPhase(phase, null, '')
  }

  #setPhase(phase: PushPhase, reason: PauseReason | null, note: string): void {
    this.#reporter.set(phase, reason, note)
    if (!this.#reporter.isStill) return
    this.#stopWaiting.abort()
    this.#alarm.stop()
    this.#deps.onStill(phase, reason)
  }
}
