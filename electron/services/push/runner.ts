import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { AccountView, RateLimit } from '#shared/domain/push/account.ts'
import type { AttributeList } from '#shared/domain/sheet/attributes.ts'
import {
  isEnded,
  type PauseReason,
  type PushPhase,
  type PushProgress,
  type PushRequest,
  type PushReview,
} from '#shared/domain/push/outcome.ts'
import type { Column, RowId, SheetId } from '#shared/domain/sheet/sheet.ts'
import type { DayOver } from '#electron/services/rate/spending.ts'
import type { Governors } from '#electron/services/rate/governors.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Credentials, LeadApi } from '#electron/services/ports/lead-api.ts'
import type { Log } from '#electron/services/ports/log.ts'
import type { PushRecord, PushRow, PushWriting, PushStore } from '#electron/services/ports/pushes.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { EmitPush } from './journal.ts'
import { loadQueue } from './load.ts'
import { ASLEEP, PAUSED_BY_PERSON, RESTARTED } from './pause-messages.ts'
import { reviewPush, type PlannerDeps, type ReviewListener } from './scan.ts'
import { waitForNetwork } from './network-probe.ts'
import { progressOf } from './progress.ts'
import { recoverPush, withdrawFromJournal } from './recovery.ts'
import { RETRY_POLICY, type RetryPolicy } from './retry-policy.ts'
import { PushRun, type PushApi } from './run.ts'
import { writePush } from './create.ts'
import type { FindValues } from './taken-leads.ts'

export interface PushRunnerDeps {
  workspace: SheetStore & PushWriting & PushStore
  api: PushApi & Pick<LeadApi, 'whoAmI'>
  governors: Pick<Governors, 'of' | 'keepTo'>
  accounts: {
    view(accountId: string): AccountView | null
    credentials(accountId: string): Promise<Result<Credentials>>
  }
  attributes(accountId: string, columns: readonly Column[]): Promise<AttributeList>
  findValues?: FindValues
  compared?: PlannerDeps['compared']
  after?: PlannerDeps['after']
  /** Nothing more comes of a push; before anybody who waits for that is told. */
  onEnded?(pushId: number, phase: PushPhase): void
  /** Where the account's day has no calls left. */
  dayOver?(accountId: string): DayOver | null
  spending?: PlannerDeps['spending']
  clock: Clock
  log: Log
  emit: EmitPush
  /** 0 to 1. */
  random?: () => number
  policy?: Partial<RetryPolicy>
  /**
   * For pushes of this run, in place of what their account is set to. It is kept with a push, which goes on by it in every
   * later run that brings none of its own. @default null
   */
  limit?: RateLimit | null
}

const LOOK_AT_DAY_MS = 60_000

const NO_SUCH_PUSH = 'This push has ended; there is nothing to go on with.'

/** Pushes: at most one that has not ended, also over restarts. */
export class PushRunner {
  readonly #deps: PushRunnerDeps
  readonly #policy: RetryPolicy
  readonly #random: () => number
  readonly #planner: PlannerDeps & { workspace: PushWriting }
  #run: PushRun | null = null
  /** A push that waits to be resumed but whose rows have not been read yet. */
  #waiting: PushRecord | null
  #starting = false
  /** While a push is written or read, rows may be deleted that it has already. */
  #deletedMeanwhile: { sheetId: SheetId; ids: readonly RowId[] }[] = []
  #probing: AbortController | null = null
  #closed = false
  readonly #whenStill = new Set<() => void>()

  /** Finds what an earlier run left and resolves its rows; sends nothing. */
  constructor(deps: PushRunnerDeps) {
    this.#deps = deps
    this.#policy = { ...RETRY_POLICY, ...deps.policy }
    this.#random = deps.random ?? Math.random
    this.#planner = {
      workspace: deps.workspace,
      account: (accountId) => deps.accounts.view(accountId),
      attributes: (accountId, columns) => deps.attributes(accountId, columns),
      ...(deps.compared ? { compared: deps.compared } : {}),
      ...(deps.after ? { after: deps.after } : {}),
      ...(deps.spending ? { spending: deps.spending } : {}),
      pace: (accountId) => deps.governors.of(accountId).pace(),
    }
    this.#waiting = recoverPush(deps.workspace, this.#now(), this.#policy)
    if (this.#waiting) this.#keepToLimit(this.#waiting)
  }

  review(request: PushRequest, onRow?: ReviewListener['onRow']): Promise<Result<PushReview>> {
    return reviewPush(this.#planner, request, {
      onRows: (rows, of) => this.#emit('push.reviewing', { rows, of }),
      ...(onRow ? { onRow } : {}),
    })
  }

  /** `reviewed`: the mark of the review somebody said yes to; null where there is nobody to review it. */
  async start(request: PushRequest, reviewed: string | null): Promise<Result<PushProgress>> {
    if (this.#starting || this.isUnfinished()) {
      return fail('busy', 'A push has not ended yet. Resume or cancel it first.')
    }
    this.#starting = true
    try {
      const credentials = await this.#deps.accounts.credentials(request.accountId)
      if (!credentials.ok) return credentials
      const written = await writePush(this.#planner, request, {
        reviewed,
        startedAt: this.#now(),
        ownLimit: this.#deps.limit ?? null,
      })
      if (!written.ok) return written
      const record = this.#deps.workspace.push(written.value)!
      const tell = (rows: readonly PushRow[]): void => this.#tellRows(record, rows)
      const run = await this.#load(record, 'all', tell, request.trial)
      this.#withdrawDeleted(run)
      run.run(credentials.value)
      return ok(run.progress())
    } finally {
      this.#starting = false
      this.#deletedMeanwhile = []
    }
  }

  /** Starts a push that somebody else writes into the journal; `write` answers its id, whole and open. */
  async startWritten(
    accountId: string,
    write: (ownLimit: RateLimit | null, startedAt: string) => number,
  ): Promise<Result<PushProgress>> {
    if (this.#starting || this.isUnfinished()) {
      return fail('busy', 'A push has not ended yet. Resume or cancel it first.')
    }
    this.#starting = true
    try {
      const credentials = await this.#deps.accounts.credentials(accountId)
      if (!credentials.ok) return credentials
      const record = this.#deps.workspace.push(write(this.#deps.limit ?? null, this.#now()))!
      const run = await this.#load(record, 'all', (rows) => this.#tellRows(record, rows))
      run.run(credentials.value)
      return ok(run.progress())
    } finally {
      this.#starting = false
      this.#deletedMeanwhile = []
    }
  }

  pause(pushId: number): Result<PushProgress> {
    if (this.#run?.pushId !== pushId) return this.#standing(pushId)
    this.#stopProbing()
    this.#run.pause('asked', PAUSED_BY_PERSON)
    return ok(this.#run.progress())
  }

  async resume(pushId: number): Promise<Result<PushProgress>> {
    const run = await this.#take(pushId)
    if (!run) return this.#standing(pushId)
    return this.#goOn(run)
  }

  /** Rows that were not sent stay unsent; what was sent is known as far as it is. */
  async cancel(pushId: number): Promise<Result<PushProgress>> {
    const run = await this.#take(pushId)
    if (!run) return this.#standing(pushId)
    run.cancel()
    return ok(run.progress())
  }

  /** Rows deleted from a sheet are not sent any more by a push of it; what was tried already takes its course. */
  withdraw(sheetId: SheetId, ids: readonly RowId[]): void {
    if (this.#starting) this.#deletedMeanwhile.push({ sheetId, ids })
    else if (!this.usesSheet(sheetId)) return
    else if (this.#run) this.#run.withdraw(new Set(ids))
    else if (this.#waiting) this.#waiting = withdrawFromJournal(this.#deps.workspace, this.#waiting, ids)
  }

  /** The push that goes on or can be resumed; else the last one of this run; else null. */
  current(): PushProgress | null {
    if (this.#run) return this.#run.progress()
    return this.#waiting ? this.#progressOf(this.#waiting) : null
  }

  isUnfinished(): boolean {
    return this.#waiting !== null || (this.#run !== null && !isEnded(this.#run.phase))
  }

  /** True while a push of this account has not ended. */
  usesAccount(accountId: string): boolean {
    return this.isUnfinished() && this.current()?.accountId === accountId
  }

  usesSheet(sheetId: number): boolean {
    return this.isUnfinished() && this.current()?.sheetId === sheetId
  }

  /** Resolves once no call is under way and none will be by itself: ended, or paused until somebody acts. */
  still(): Promise<PushProgress | null> {
    return new Promise((resolve) => {
      const check = (): void => {
        const moving = this.#starting || (this.#run !== null && !isStill(this.#run))
        if (moving) return
        this.#whenStill.delete(check)
        resolve(this.current())
      }
      this.#whenStill.add(check)
      check()
    })
  }

  /** The machine is going to sleep: connections will break, so nothing more is sent. */
  suspend(): void {
    this.#run?.pause('asleep', ASLEEP)
  }

  /** The machine is awake again. */
  wake(): void {
    const run = this.#run
    if (run?.reason !== 'asleep') return
    void this.#goOn(run)
  }

  /** Ends sending for good: calls under way are let finish, within `graceMs`. The push stays and can be resumed. */
  async close(graceMs = 10_000): Promise<void> {
    this.#closed = true
    this.#stopProbing()
    const run = this.#run
    if (!run || isEnded(run.phase)) return
    run.pause('restarted', RESTARTED)
    const giveUp = new AbortController()
    await Promise.race([this.still(), this.#deps.clock.sleep(graceMs, giveUp.signal).catch(() => undefined)])
    giveUp.abort()
  }

  /** The push with all that is still to be sent of it, read where that was not done yet; null where it is not at hand. */
  async #take(pushId: number): Promise<PushRun | null> {
    if (this.#waiting?.summary.pushId === pushId && !this.#starting) {
      this.#starting = true
      try {
        this.#withdrawDeleted(await this.#load(this.#waiting, 'queued'))
      } finally {
        this.#starting = false
        this.#deletedMeanwhile = []
      }
    }
    if (this.#run?.pushId !== pushId) return null
    this.#stopProbing()
    return this.#run
  }

  #withdrawDeleted(run: PushRun): void {
    for (const { sheetId, ids } of this.#deletedMeanwhile) {
      if (run.progress().sheetId === sheetId) run.withdraw(new Set(ids))
    }
  }

  /** A push that is not this runner's to move: answered as it stands, so that a late click does no harm. */
  #standing(pushId: number): Result<PushProgress> {
    if (this.#starting) return fail('busy', 'The push is being read. Try again in a moment.')
    const record = this.#deps.workspace.push(pushId)
    return record ? ok(this.#progressOf(record)) : fail('not-found', NO_SUCH_PUSH)
  }

  async #goOn(run: PushRun): Promise<Result<PushProgress>> {
    if (!canGoOn(run)) return ok(run.progress())
    const { accountId } = run.progress()
    const credentials = await this.#deps.accounts.credentials(accountId)
    if (this.#closed) return ok(run.progress())
    if (!credentials.ok) {
      run.pause('locked', credentials.fault.text)
      return credentials
    }
    // While the credentials were fetched, somebody may have cancelled it, or resumed it already.
    if (canGoOn(run)) run.run(credentials.value)
    return ok(run.progress())
  }

  async #load(
    record: PushRecord,
    rows: 'all' | 'queued',
    take?: (rows: readonly PushRow[]) => void,
    trial = false,
  ): Promise<PushRun> {
    const { workspace, clock } = this.#deps
    const emit: EmitPush = (name, payload) => this.#emit(name, payload)
    this.#keepToLimit(record)
    const queue = await loadQueue({ workspace, clock, policy: this.#policy }, record, rows, take)
    const run = new PushRun(
      {
        workspace,
        clock,
        emit,
        api: this.#deps.api,
        log: this.#deps.log,
        governor: this.#deps.governors.of(record.accountId),
        readGovernor: this.#deps.governors.of(record.accountId, 'ordinary'),
        attributes: async () => (await this.#deps.attributes(record.accountId, [])).attributes,
        random: this.#random,
        policy: this.#policy,
        findValues: this.#deps.findValues,
        onStill: (phase, reason) => this.#onStill(phase, reason),
        dayOver: () => this.#deps.dayOver?.(record.accountId) ?? null,
      },
      record,
      queue,
      trial,
    )
    this.#run = run
    this.#waiting = null
    return run
  }

  #keepToLimit({ accountId, ownLimit, summary: { pushId } }: PushRecord): void {
    const limit = this.#deps.limit ?? ownLimit
    if (limit !== ownLimit) this.#deps.workspace.updatePush(pushId, { ownLimit: limit })
    this.#deps.governors.keepTo(accountId, limit)
  }

  /** Where each row of a new push stands, but for those of which more is known from before. */
  #tellRows({ summary: { pushId, sheetId } }: PushRecord, rows: readonly PushRow[]): void {
    const leftOut = rows.filter(({ state }) => state === 'skipped').map(({ rowId }) => rowId)
    const known = this.#deps.workspace.ownedByEarlierPush(pushId, leftOut)
    const outcomes = rows
      .filter(({ rowId }) => !known.has(rowId))
      .map(({ rowId, state, leadId, message, details, attempts, call, sentAt }) => ({
        ...{ rowId, pushId, state, leadId, message, details, attempts, call, sentAt },
      }))
    this.#emit('push.outcomes', { pushId, sheetId, outcomes })
  }

  /** A listener that fails must not cost the push anything. */
  #emit(...[name, payload]: Parameters<EmitPush>): void {
    try {
      this.#deps.emit(name, payload)
    } catch (error) {
      this.#deps.log.write(`${name} could not be told: ${String(error)}`)
    }
  }

  #onStill(phase: PushPhase, reason: PauseReason | null): void {
    if (isEnded(phase) && this.#run) {
      this.#deps.governors.keepTo(this.#run.progress().accountId, this.#deps.limit ?? null)
      this.#deps.onEnded?.(this.#run.pushId, phase)
    }
    if (phase === 'paused' && reason === 'offline' && !this.#closed && this.#run) void this.#probe(this.#run)
    if (phase === 'paused' && reason === 'day' && !this.#closed && this.#run) void this.#waitForDay(this.#run)
    for (const check of [...this.#whenStill]) check()
  }

  /** The account's day has no calls left. */
  checkDay(accountId: string): void {
    if (this.#run?.progress().accountId === accountId) this.#run.checkDay()
  }

  /** The push goes on by itself once the next day of the account begins. */
  async #waitForDay(run: PushRun): Promise<void> {
    const over = this.#deps.dayOver?.(run.progress().accountId)
    if (!over) return
    this.#stopProbing()
    const waiting = new AbortController()
    this.#probing = waiting
    const { clock, log } = this.#deps
    try {
      // A computer that slept counts by its wall clock, so that is looked at again and again.
      while (clock.wall() < over.endsAt)
        await clock.sleep(Math.min(over.endsAt - clock.wall(), LOOK_AT_DAY_MS), waiting.signal)
      this.#probing = null
      await this.#goOn(run)
    } catch (error) {
      if (!waiting.signal.aborted) log.write(`waiting for the day failed: ${String(error)}`)
    }
  }

  /** The push goes on by itself once there is a network. */
  async #probe(run: PushRun): Promise<void> {
    this.#stopProbing()
    const probing = new AbortController()
    this.#probing = probing
    const { api, accounts, clock, governors, log } = this.#deps
    const { accountId } = run.progress()
    const governor = governors.of(accountId)
    const credentials = () => accounts.credentials(accountId)
    try {
      const how = { api, governor, credentials, clock, policy: this.#policy, random: this.#random }
      await waitForNetwork(how, probing.signal)
      this.#probing = null
      await this.#goOn(run)
    } catch (error) {
      if (!probing.signal.aborted) log.write(`looking for the network failed: ${String(error)}`)
    }
  }

  #stopProbing(): void {
    this.#probing?.abort()
    this.#probing = null
  }

  #progressOf(record: PushRecord): PushProgress {
    const { summary, accountId, unclear, pauseReason, note, atWorkUntil } = record
    const { phase, seconds } = summary
    const waits = unclear > 0 && atWorkUntil !== null && atWorkUntil > this.#deps.clock.wall()
    return progressOf({
      ...{ summary, accountId, phase, pauseReason, note, unclear, seconds },
      atWork: waits ? { rows: unclear, untilWall: atWorkUntil } : null,
      rowsPerSecond: 0,
      secondsLeft: null,
      gauge: this.#deps.governors.of(accountId).gauge(),
    })
  }

  #now(): string {
    return new Date(this.#deps.clock.wall()).toISOString()
  }
}

function canGoOn(run: PushRun): boolean {
  return run.phase === 'paused' || run.phase === 'pausing'
}

function isStill(run: PushRun): boolean {
  const byItself: readonly (PauseReason | null)[] = ['offline', 'asleep', 'day']
  return isEnded(run.phase) || (run.phase === 'paused' && !byItself.includes(run.reason))
}
