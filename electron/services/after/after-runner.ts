import { fail, ok, type Result } from '#shared/api/faults.ts'
import { GROUP_OF, type AfterPhase, type AfterView } from '#shared/domain/push/after.ts'
import type { RateLimit } from '#shared/domain/push/account.ts'
import type { PushPhase } from '#shared/domain/push/outcome.ts'
import type { AfterStore, StoredAfterTask } from '#electron/services/ports/after-store.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { CallHooks, Credentials, SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { LeadLists } from '#electron/services/ports/lead-lists.ts'
import type { Log } from '#electron/services/ports/log.ts'
import type { PushRecord, PushStore } from '#electron/services/ports/pushes.ts'
import { RETRY_POLICY, type RetryPolicy } from '#electron/services/push/retry-policy.ts'
import type { Governors } from '#electron/services/rate/governors.ts'
import { limitedCall } from '#electron/services/rate/limited-call.ts'
import type { DayOver } from '#electron/services/rate/spending.ts'
import type { ListService } from '#electron/services/reading/lists.ts'
import { AfterWork, Standstill } from './after-work.ts'
import * as words from './after-words.ts'
import { planTask, type FailedLeads } from './plan-after.ts'
import { staticListFor, staticListNamed } from './static-list.ts'

export interface AfterRunnerDeps {
  workspace: AfterStore & Pick<PushStore, 'push' | 'pushRows'>
  api: Pick<LeadLists, 'createList' | 'addToList' | 'addActivities'>
  lists: ListService
  governors: Pick<Governors, 'of' | 'keepTo'>
  /** For this run, in place of what a push was begun with. @default null */
  limit?: RateLimit | null
  credentials(accountId: string): Promise<Result<Credentials>>
  failedLeads: FailedLeads
  dayOver?(accountId: string): DayOver | null
  clock: Clock
  log: Log
  emit(name: 'push.after', payload: AfterView): void
  random?: () => number
  policy?: Partial<RetryPolicy>
}

const TELL_EVERY_MS = 250

interface UnderWay {
  pushId: number
  accountId: string
  stop: AbortController
  /** Why it was asked to stop. */
  note: string
  ended: Promise<void>
}

/** What follows pushes: leads on static lists, and an activity on each. One push's at a time, each in the order of its tasks. */
export class AfterRunner {
  readonly #deps: AfterRunnerDeps
  readonly #policy: RetryPolicy
  #underWay: UnderWay | null = null
  /** Pushes that ended while another one's was under way. */
  readonly #waiting: number[] = []
  #closed = false
  #standsStill = false
  #toldAt = -Infinity

  /** Finds what an earlier run left; sends nothing. */
  constructor(deps: AfterRunnerDeps) {
    this.#deps = deps
    this.#policy = { ...RETRY_POLICY, ...deps.policy }
    const { workspace } = deps
    for (const pushId of workspace.openAfters()) {
      workspace.recoverAfter(pushId, words.CLOSED_IN_CALL)
      const { phase = 'waiting', note = '' } = workspace.after(pushId) ?? {}
      const cancelled = workspace.push(pushId)?.summary.phase === 'cancelled'
      const why =
        phase === 'paused' ? note : cancelled && phase === 'waiting' ? words.PUSH_CANCELLED : words.CLOSED
      workspace.setAfterPhase(pushId, 'paused', why)
    }
  }

  /** The push has ended: what is to follow it begins, unless it was cancelled. */
  pushEnded(pushId: number, phase: PushPhase): void {
    if (this.of(pushId)?.phase !== 'waiting') return
    if (phase === 'finished') this.#begin(pushId)
    else if (phase === 'cancelled') this.#set(pushId, 'paused', words.PUSH_CANCELLED)
  }

  of(pushId: number): AfterView | null {
    return this.#deps.workspace.after(pushId)
  }

  /** The latest push of which something is left to do or under way; null where there is none. */
  open(): AfterView | null {
    const pushId = this.#deps.workspace.openAfters().at(-1)
    return pushId === undefined ? null : this.of(pushId)
  }

  get isRunning(): boolean {
    return this.#underWay !== null
  }

  usesAccount(accountId: string): boolean {
    return this.#underWay?.accountId === accountId
  }

  /** Goes on with what stands still. */
  goOn(pushId: number): Result<AfterView> {
    const view = this.of(pushId)
    if (!view) return fail('not-found', 'Nothing was to follow this push.')
    if (view.phase === 'paused' || view.phase === 'cancelled') this.#begin(pushId)
    return ok(this.of(pushId)!)
  }

  /** Leads that failed are tried once more; those of which nothing is known are not, as they could be there twice. */
  again(pushId: number): Result<AfterView> {
    const view = this.of(pushId)
    if (!view) return fail('not-found', 'Nothing was to follow this push.')
    if (view.phase === 'running') return fail('busy', 'It is going on. Try again when it has ended.')
    if (view.phase === 'waiting') return fail('busy', 'The push has not ended yet.')
    if (this.#deps.workspace.repeatAfter(pushId) > 0 || view.phase === 'paused') this.#begin(pushId)
    return ok(this.of(pushId)!)
  }

  /** Calls under way are let finish. */
  pause(pushId: number): Result<AfterView> {
    if (this.#underWay?.pushId === pushId) this.#stop(words.STOPPED)
    const view = this.of(pushId)
    return view ? ok(view) : fail('not-found', 'Nothing was to follow this push.')
  }

  /** Of all pushes, for good: calls under way are let finish, and nothing more begins in this run of the program. */
  standStill(): void {
    this.#standsStill = true
    for (const pushId of this.#waiting.splice(0)) this.#set(pushId, 'paused', words.STOPPED)
    this.#stop(words.STOPPED)
  }

  /** What is open stays undone. */
  async cancel(pushId: number): Promise<Result<AfterView>> {
    const underWay = this.#underWay
    if (underWay?.pushId === pushId) {
      this.#stop('')
      await underWay.ended
    }
    const view = this.of(pushId)
    if (!view) return fail('not-found', 'Nothing was to follow this push.')
    if (view.phase === 'paused') this.#set(pushId, 'cancelled', '')
    return ok(this.of(pushId)!)
  }

  /** The account's day has no calls left: what waits for a slot would wait until the next one. */
  checkDay(accountId: string): void {
    const over = this.#deps.dayOver?.(accountId)
    if (over && this.usesAccount(accountId)) this.#stop(words.dayOver(over))
  }

  /** Resolves once nothing is under way. */
  async still(): Promise<void> {
    while (this.#underWay) await this.#underWay.ended
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stop(words.CLOSED)
    await this.#underWay?.ended
  }

  #stop(note: string): void {
    if (!this.#underWay) return
    this.#underWay.note = note
    this.#underWay.stop.abort()
  }

  #begin(pushId: number): void {
    if (this.#closed) return
    if (this.#standsStill) {
      this.#set(pushId, 'paused', words.STOPPED)
      return
    }
    if (this.#underWay) {
      if (this.#underWay.pushId !== pushId && !this.#waiting.includes(pushId)) this.#waiting.push(pushId)
      return
    }
    const record = this.#deps.workspace.push(pushId)
    if (!record) return
    this.#set(pushId, 'running', '')
    const underWay: UnderWay = {
      ...{ pushId, accountId: record.accountId, stop: new AbortController(), note: '' },
      ended: Promise.resolve(),
    }
    this.#underWay = underWay
    underWay.ended = this.#run(record, underWay)
  }

  async #run(record: PushRecord, underWay: UnderWay): Promise<void> {
    const { pushId } = record.summary
    let end: { phase: AfterPhase; note: string } = { phase: 'finished', note: '' }
    try {
      await this.#carryOut(record, underWay.stop.signal)
    } catch (error) {
      if (!(error instanceof Standstill) && !underWay.stop.signal.aborted)
        this.#deps.log.write(
          `after push ${pushId}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
        )
      const note = error instanceof Standstill ? error.message : words.FAILED_ITSELF
      end = { phase: 'paused', note: underWay.stop.signal.aborted ? underWay.note : note }
    }
    this.#underWay = null
    if (record.ownLimit) this.#deps.governors.keepTo(record.accountId, this.#deps.limit ?? null)
    try {
      // Nothing is under way any more but what a mistake of ours broke off.
      this.#deps.workspace.recoverAfter(pushId, words.perhapsPosted(words.FAILED_IN_CALL))
      this.#set(pushId, end.phase, end.note)
    } catch (error) {
      this.#deps.log.write(`after push ${pushId}: cannot journal: ${String(error)}`)
    }
    const next = this.#waiting.shift()
    if (next !== undefined) this.#begin(next)
  }

  async #carryOut(record: PushRecord, stop: AbortSignal): Promise<void> {
    const { workspace, api, governors, clock } = this.#deps
    const { accountId, summary } = record
    const { pushId } = summary
    const limit = this.#deps.limit ?? record.ownLimit
    if (limit) governors.keepTo(accountId, limit)
    const held = await this.#deps.credentials(accountId)
    if (!held.ok) throw new Standstill(held.fault.text)
    for (const { kind } of workspace.afterTasks(pushId)) {
      // Read anew: a list that was made for one task is there for the next.
      const task = (): StoredAfterTask => workspace.afterTasks(pushId).find((each) => each.kind === kind)!
      if (!task().planned) {
        const { items, leadless } = await planTask(workspace, record, task(), this.#deps.failedLeads)
        workspace.planAfter(pushId, kind, items, leadless)
        this.#tell(pushId)
      }
      if (workspace.queuedAfter(pushId, kind).length === 0) continue
      if (task().target === null) await this.#makeList(record, task(), held.value, stop)
      const work = new AfterWork(
        {
          ...{ store: workspace, api, clock, stop, policy: this.#policy, credentials: held.value },
          governor: governors.of(accountId, 'bulk'),
          random: this.#deps.random ?? Math.random,
          dayOver: () => this.#deps.dayOver?.(accountId) ?? null,
          onSettled: () => this.#tellNowAndThen(pushId),
        },
        pushId,
        task(),
      )
      await work.run()
      this.#deps.lists.forget(accountId)
    }
  }

  /** A list whose making broke off may still come about: until LeadSquared can no longer be at work on it, none is made. */
  async #makeList(
    { accountId, summary }: PushRecord,
    { kind, name, making }: StoredAfterTask,
    held: Credentials,
    stop: AbortSignal,
  ): Promise<void> {
    const { workspace, api, lists, governors, clock } = this.#deps
    const { pushId } = summary
    const left = making === null ? 0 : making + this.#policy.atWorkMs - clock.wall()
    if (left > 0) {
      const all = await lists.of(accountId, { refresh: true })
      const found = all.ok ? staticListNamed(all.value, name) : null
      // Several of the name are there too.
      const isThere = found !== null && (!found.ok || found.value !== null)
      if (!isThere) await clock.sleep(Math.min(left, this.#policy.atWorkMs), stop)
    }
    const ask = <Value>(call: (hooks: CallHooks) => Promise<SideAnswer<Value>>) =>
      throttledAgain(() => limitedCall(governors.of(accountId, 'bulk'), call, stop))
    const group = GROUP_OF[kind as keyof typeof GROUP_OF]
    const description = words.listDescription(
      { created: 'Created', updated: 'Updated', failed: 'Not written' }[group],
      summary.sheetName,
      summary.startedAt,
    )
    const list = await staticListFor({ api, lists }, { accountId, held, ask }, { name, description }, () =>
      workspace.setAfterMaking(pushId, kind, clock.wall()),
    )
    if (!list.ok) throw new Standstill(`${list.fault.text} Then go on.`)
    for (const task of workspace.afterTasks(pushId))
      if (task.kind !== 'activity' && task.target === null && task.name.trim() === name.trim())
        workspace.setAfterTarget(pushId, task.kind, list.value)
  }

  #set(pushId: number, phase: AfterPhase, note: string): void {
    this.#deps.workspace.setAfterPhase(pushId, phase, note)
    this.#tell(pushId)
  }

  #tellNowAndThen(pushId: number): void {
    if (this.#deps.clock.monotonic() - this.#toldAt >= TELL_EVERY_MS) this.#tell(pushId)
  }

  /** A listener that fails must not cost anything. */
  #tell(pushId: number): void {
    this.#toldAt = this.#deps.clock.monotonic()
    try {
      const view = this.of(pushId)
      if (view) this.#deps.emit('push.after', view)
    } catch (error) {
      this.#deps.log.write(`push.after could not be told: ${String(error)}`)
    }
  }
}

async function throttledAgain<Value>(call: () => Promise<SideAnswer<Value>>): Promise<SideAnswer<Value>> {
  for (;;) {
    const answer = await call()
    if (answer.kind !== 'throttled') return answer
  }
}
