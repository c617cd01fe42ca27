import type { AfterTaskKind } from '#shared/domain/push/after.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { AfterItem, AfterStore, StoredAfterTask } from '#electron/services/ports/after-store.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { CallHooks, Credentials, SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { ActivityEnd, LeadLists } from '#electron/services/ports/lead-lists.ts'
import type { RateGovernor } from '#electron/services/rate/governor.ts'
import type { DayOver } from '#electron/services/rate/spending.ts'
import { waitMs, type RetryPolicy } from '#electron/services/push/retry-policy.ts'
import * as words from './after-words.ts'

/** Activities under way at a time. Members are added one call after the other: what two at once do to a list is not known. */
const ACTIVITY_CALLS = 4

/** Ends the work; `message` says why, and what to do. */
export class Standstill extends Error {}

export interface WorkDeps {
  store: AfterStore
  api: Pick<LeadLists, 'addToList' | 'addActivities'>
  governor: RateGovernor
  credentials: Credentials
  clock: Clock
  policy: Pick<
    RetryPolicy,
    'backoffMs' | 'longestBackoffMs' | 'passingTries' | 'unclearTries' | 'refusedRows'
  >
  random: () => number
  dayOver(): DayOver | null
  /** Ends the wait for a slot; calls under way are let finish. */
  stop: AbortSignal
  /** Something was written down. */
  onSettled(): void
}

interface Batch {
  items: readonly AfterItem[]
  /** Calls with it that failed in passing, or, of a list, ended unclear. */
  tries: number
}

type Ends = readonly ActivityEnd[]
type Settled = Parameters<AfterStore['settleAfter']>[2][number]

/**
 * Carries out one task of a push: journal 'sending' → first byte → answer → journal what became of it, call by call. Members
 * of a list may be added again, so a call that broke off is repeated; an activity may not, so its leads become unknown.
 */
export class AfterWork {
  readonly #deps: WorkDeps
  readonly #pushId: number
  readonly #task: StoredAfterTask
  readonly #batches: Batch[]
  /** Refused one by one, nothing taken in between. */
  #refusedInARow = 0
  #took = false
  #halted = false

  constructor(deps: WorkDeps, pushId: number, task: StoredAfterTask) {
    this.#deps = deps
    this.#pushId = pushId
    this.#task = task
    this.#batches = batchesOf(deps.store.queuedAfter(pushId, task.kind))
  }

  /** @throws {Standstill} where it cannot go on by itself */
  async run(): Promise<void> {
    const workers = this.#task.kind === 'activity' ? ACTIVITY_CALLS : 1
    const ends = await Promise.allSettled(Array.from({ length: workers }, () => this.#workOff()))
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed) throw failed.reason
  }

  async #workOff(): Promise<void> {
    try {
      for (let batch = this.#next(); batch; batch = this.#next()) await this.#send(batch)
    } catch (error) {
      this.#halted = true
      throw error
    }
  }

  #next(): Batch | undefined {
    return this.#halted ? undefined : this.#batches.shift()
  }

  async #send(batch: Batch): Promise<void> {
    const { store, governor, stop, credentials } = this.#deps
    if (stop.aborted) throw new Standstill(words.STOPPED)
    const over = this.#deps.dayOver()
    if (over) throw new Standstill(words.dayOver(over))
    const slot = await governor.acquire(stop).catch((error: unknown) => {
      throw stop.aborted ? new Standstill(words.STOPPED) : error
    })
    if (this.#halted) {
      slot.release()
      return
    }
    const seqs = batch.items.map(({ seq }) => seq)
    try {
      store.markAfterSending(this.#pushId, this.#kind, seqs)
    } catch (error) {
      slot.release()
      throw error
    }
    let answer: SideAnswer<Ends> = { kind: 'unclear', details: words.FAILED_IN_CALL }
    try {
      answer = await this.#call(batch.items, { onWire: () => slot.onWire() })
    } finally {
      slot.done(answer)
    }
    await this.#settle(batch, answer, credentials)
  }

  get #kind(): AfterTaskKind {
    return this.#task.kind
  }

  async #call(items: readonly AfterItem[], hooks: CallHooks): Promise<SideAnswer<Ends>> {
    const { api, credentials } = this.#deps
    if (this.#kind === 'activity') {
      const event = Number(this.#task.target)
      return api.addActivities(
        credentials,
        items.map(({ leadId, text }) => ({ leadId, event, note: text })),
        hooks,
      )
    }
    const members = { listId: this.#task.target!, leadIds: items.map(({ leadId }) => leadId) }
    const answer = await api.addToList(credentials, members, hooks)
    return answer.kind === 'value' ? { kind: 'value', value: items.map(() => ({ kind: 'posted' })) } : answer
  }

  async #settle(batch: Batch, answer: SideAnswer<Ends>, credentials: Credentials): Promise<void> {
    const { policy } = this.#deps
    const { items } = batch
    switch (answer.kind) {
      case 'value':
        this.#write(items.map(({ seq }, index) => ({ seq, ...endInWords(answer.value[index]) })))
        this.#count(answer.value)
        return
      case 'throttled':
        this.#again([batch])
        return
      case 'refused': {
        if (items.length > 1) {
          // Nothing of it was done: the halves find the lead that breaks the call.
          const half = Math.ceil(items.length / 2)
          this.#again([
            { items: items.slice(0, half), tries: 0 },
            { items: items.slice(half), tries: 0 },
          ])
          return
        }
        this.#write([{ seq: items[0]!.seq, state: 'failed', message: words.refused(answer.details) }])
        this.#count([{ kind: 'refused', reason: answer.details }])
        return
      }
      case 'account-refused':
      case 'wrong-address':
        this.#put(items, 'queued')
        throw new Standstill(words.cannotGoOn(answer, credentials))
      case 'passing':
      case 'unclear': {
        const mayBeDone = answer.kind === 'unclear' || answer.atWork !== undefined
        if (mayBeDone && this.#kind === 'activity') {
          this.#put(items, 'unknown', words.perhapsPosted(answer.details))
          return
        }
        const most = answer.kind === 'passing' ? policy.passingTries : policy.unclearTries
        this.#put(items, 'queued')
        const tries = batch.tries + 1
        if (tries >= most) throw new Standstill(words.cannotGoOn(answer, credentials))
        await this.#pause(tries)
        this.#batches.unshift({ items, tries })
      }
    }
  }

  #write(settled: readonly Settled[]): void {
    this.#deps.store.settleAfter(this.#pushId, this.#kind, settled)
    this.#deps.onSettled()
  }

  #put(items: readonly AfterItem[], state: Settled['state'], message = ''): void {
    this.#write(items.map(({ seq }) => ({ seq, state, message })))
  }

  #again(batches: readonly Batch[]): void {
    for (const { items } of batches) this.#put(items, 'queued')
    this.#batches.unshift(...batches)
  }

  /** A kind of activity that cannot be posted, or a list that is gone, refuses them all: that is told early. */
  #count(ends: Ends): void {
    for (const end of ends) {
      if (end.kind === 'posted') this.#took = true
      this.#refusedInARow = end.kind === 'refused' ? this.#refusedInARow + 1 : 0
      if (end.kind !== 'refused' || this.#took || this.#refusedInARow < this.#deps.policy.refusedRows)
        continue
      if (this.#batches.length === 0) return
      throw new Standstill(words.refusedThroughout(this.#refusedInARow, end.reason))
    }
  }

  async #pause(tries: number): Promise<void> {
    const { clock, policy, random, stop } = this.#deps
    try {
      await clock.sleep(waitMs(policy.backoffMs, tries, policy.longestBackoffMs, random), stop)
    } catch {
      throw new Standstill(words.STOPPED)
    }
  }
}

function endInWords(end: ActivityEnd | undefined): Pick<Settled, 'state' | 'message'> {
  if (end?.kind === 'posted') return { state: 'done', message: '' }
  if (end?.kind === 'refused') return { state: 'failed', message: words.refused(end.reason) }
  return { state: 'unknown', message: words.perhapsPosted(words.NOT_TOLD) }
}

function batchesOf(items: readonly AfterItem[]): Batch[] {
  const batches: Batch[] = []
  for (let from = 0; from < items.length; from += LEADS_PER_CALL)
    batches.push({ items: items.slice(from, from + LEADS_PER_CALL), tries: 0 })
  return batches
}
