import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { AccountView, CallSpending } from '#shared/domain/push/account.ts'
import type { PullPlan, PullProgress, PullRequest } from '#shared/domain/reading/pull.ts'
import type { PullSource } from '#shared/domain/reading/source.ts'
import type { ReadWait } from '#shared/domain/reading/waiting.ts'
import type { PulledColumn } from '#shared/domain/reading/pulled-cells.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SETTINGS, type SheetHead } from '#shared/domain/sheet/sheet.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Log } from '#electron/services/ports/log.ts'
import type { PullRecord, ReadingStore } from '#electron/services/ports/reading-store.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import { tooManyCalls, type DayOver } from '#electron/services/rate/spending.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import { CANCELLED, waitsFor, type ReadJob } from '../reader.ts'
import { secondsFor } from '../ways.ts'
import { checkPull, columnsFor, type KnownFields } from './check-pull.ts'
import { SourceLeads, type FixedSource, type SourceLeadsDeps } from './source-leads.ts'
import { nothingFound, sheetName } from './source-words.ts'

export interface PullerDeps extends SourceLeadsDeps, KnownFields {
  workspace: Pick<SheetStore, 'head' | 'createSheet' | 'switchTo' | 'removeSheet' | 'appendRows'> &
    ReadingStore
  spending(accountId: string): CallSpending
  /** Where the account's day has no calls left. */
  dayOver?(accountId: string): DayOver | null
  /** Of ordinary calls. */
  pace(accountId: string): WindowLimit
  clock: Clock
  log: Log
  emit(name: 'pull.progress', progress: PullProgress): void
}

const STOPPED_BY_END = 'Leadsheet was closed while leads came in. Resume to get the rest.'

interface Run {
  record: PullRecord
  account: AccountView
  controller: AbortController
  wanted: 'paused' | 'cancelled' | null
  wait: ReadWait
  done: Promise<Result<PullProgress>>
  firstPage: Promise<unknown>
}

/** Leads from LeadSquared as new sheets, page by page; each can be paused, resumed (also after a crash) and cancelled. */
export class Puller {
  readonly #deps: PullerDeps
  readonly #leads: SourceLeads
  readonly #runs = new Map<number, Run>()
  #closed = false

  /** Finds what an earlier run left; reads nothing. */
  constructor(deps: PullerDeps) {
    this.#deps = deps
    this.#leads = new SourceLeads(deps)
    for (const { sheetId, phase } of deps.workspace.unfinishedPulls()) {
      if (phase === 'running') deps.workspace.updatePull(sheetId, { phase: 'paused', note: STOPPED_BY_END })
    }
  }

  state(sheetId: number): PullProgress | null {
    const run = this.#runs.get(sheetId)
    if (run) return this.#progressOf(run)
    const record = this.#deps.workspace.pull(sheetId)
    return record && progressOf(record)
  }

  async plan(request: PullRequest): Promise<Result<PullPlan>> {
    const checked = await checkPull(request, this.#deps)
    if (!checked.ok) return checked
    const startedAt = new Date(this.#deps.clock.wall()).toISOString()
    const { accountId } = request
    const job: ReadJob = { accountId, signal: new AbortController().signal, onCall: () => undefined }
    const counted = await this.#leads.count(this.#fixed(request.source, accountId), job, startedAt)
    if (!counted.ok) return counted
    const spending = this.#deps.spending(request.accountId)
    const { leads, calls } = counted.value
    const seconds = calls === null ? null : secondsFor(calls, this.#deps.pace(request.accountId))
    return ok({ leads, calls, seconds, spending, warning: tooManyCalls(calls, spending) })
  }

  /** Answers once the first page is in the new sheet, which is then the open one. Nothing is left of one that came to nothing. */
  async start(
    request: PullRequest,
    name = sheetName(request.source),
  ): Promise<Result<{ sheet: SheetHead; pull: PullProgress; done: Promise<Result<PullProgress>> }>> {
    const { workspace, clock } = this.#deps
    const checked = await checkPull(request, this.#deps)
    if (!checked.ok) return checked
    const { account, attributes } = checked.value
    const source = this.#fixed(request.source, account.id)
    if (source.kind === 'named' && source.names.length === 0) {
      return fail(
        'not-found',
        'The latest comparison of this sheet with this account matched no leads. Compare first.',
      )
    }
    const columns = [...new Set(['ProspectID', ...request.columns])]
    const sheet = workspace.createSheet(name, columnsFor(columns, attributes), {
      ...DEFAULT_SETTINGS,
      accountId: account.id,
      searchBy: 'ProspectID',
    })
    const record: PullRecord = {
      sheetId: sheet.id,
      accountId: account.id,
      source,
      columns,
      phase: 'running',
      pages: 0,
      came: 0,
      expected: null,
      calls: 0,
      seconds: 0,
      note: '',
      startedAt: new Date(clock.wall()).toISOString(),
    }
    workspace.beginPull(record)
    const run = this.#begin(record, account, attributes)
    await run.firstPage
    const { came } = workspace.pull(sheet.id)!
    if (came === 0) {
      const end = await run.done
      workspace.removeSheet(sheet.id)
      if (!end.ok) return end
      return fail('not-found', `${nothingFound(request.source)} ${end.value.note}`.trim())
    }
    workspace.rememberColumns(account.id, request.columns)
    const opened = workspace.switchTo(sheet.id)!
    return ok({ sheet: opened, pull: this.#progressOf(run), done: run.done })
  }

  pause(sheetId: number): Result<PullProgress> {
    return this.#stop(sheetId, 'paused')
  }

  cancel(sheetId: number): Result<PullProgress> {
    const run = this.#runs.get(sheetId)
    if (run) return this.#stop(sheetId, 'cancelled')
    const record = this.#deps.workspace.pull(sheetId)
    if (record?.phase !== 'paused') return notGoingOn(record)
    return ok(this.#settle(record, { phase: 'cancelled', note: 'Cancelled: what came stays.' }))
  }

  async resume(sheetId: number): Promise<Result<PullProgress & { done?: Promise<Result<PullProgress>> }>> {
    const record = this.#deps.workspace.pull(sheetId)
    const running = this.#runs.get(sheetId)
    if (running) return ok(this.#progressOf(running))
    if (record?.phase !== 'paused') return notGoingOn(record)
    const checked = await checkPull(record, this.#deps)
    if (!checked.ok) return checked
    const { account, attributes } = checked.value
    const run = this.#begin(record, account, attributes)
    return ok(progressOf(run.record))
  }

  /** Resolves with the end of the sheet's pull. */
  async ended(sheetId: number): Promise<PullProgress | null> {
    await this.#runs.get(sheetId)?.done
    return this.state(sheetId)
  }

  usesSheet(sheetId: number): boolean {
    return this.#runs.has(sheetId)
  }

  usesAccount(accountId: string): boolean {
    return [...this.#runs.values()].some(({ record }) => record.accountId === accountId)
  }

  async close(): Promise<void> {
    this.#closed = true
    const runs = [...this.#runs.values()]
    for (const run of runs) run.controller.abort()
    await Promise.all(runs.map(({ done }) => done))
  }

  #stop(sheetId: number, wanted: 'paused' | 'cancelled'): Result<PullProgress> {
    const run = this.#runs.get(sheetId)
    if (!run) return notGoingOn(this.#deps.workspace.pull(sheetId))
    run.wanted = wanted
    run.controller.abort()
    return ok(progressOf(run.record))
  }

  #begin(before: PullRecord, account: AccountView, attributes: readonly Attribute[]): Run {
    const record: PullRecord = { ...before, phase: 'running', note: '' }
    this.#deps.workspace.updatePull(record.sheetId, { phase: 'running', note: '' })
    const first = Promise.withResolvers<undefined>()
    const run: Run = {
      record,
      account,
      controller: new AbortController(),
      wanted: null,
      wait: {},
      firstPage: first.promise,
      done: Promise.resolve(CANCELLED),
    }
    this.#runs.set(record.sheetId, run)
    const startedAt = this.#deps.clock.monotonic()
    const spent = record.seconds
    const kept = (): void => {
      record.seconds = spent + (this.#deps.clock.monotonic() - startedAt) / 1000
      first.resolve(undefined)
      this.#tell(record)
    }
    run.done = this.#fill(run, attributes, kept)
      .then((result) => this.#end(run, result))
      .finally(() => {
        this.#runs.delete(record.sheetId)
        first.resolve(undefined)
      })
    // Whoever waits hears of a surprise; nobody has to.
    run.done.catch((error: unknown) => this.#deps.log.write(`a pull ended unexpectedly: ${String(error)}`))
    return run
  }

  #end(run: Run, result: Result<string>): Result<PullProgress> {
    const { record } = run
    if (result.ok) return ok(this.#settle(record, { phase: 'finished', note: result.value }))
    if (result.fault.kind !== 'cancelled') {
      this.#settle(record, {
        phase: 'paused',
        note: `${result.fault.text} What came is here; resume to get the rest.`,
      })
      return result
    }
    if (run.wanted === 'cancelled') {
      return ok(this.#settle(record, { phase: 'cancelled', note: 'Cancelled: what came stays.' }))
    }
    const note = this.#closed ? STOPPED_BY_END : 'Paused. Resume to get the rest.'
    return ok(this.#settle(record, { phase: 'paused', note }))
  }

  #settle(record: PullRecord, change: Pick<PullRecord, 'phase' | 'note'>): PullProgress {
    Object.assign(record, change)
    const { phase, note, calls, seconds } = record
    this.#deps.workspace.updatePull(record.sheetId, { phase, note, calls, seconds })
    this.#tell(record)
    return progressOf(record)
  }

  #fill(run: Run, attributes: readonly Attribute[], kept: () => void): Promise<Result<string>> {
    const { record, account } = run
    const { workspace } = this.#deps
    const columns = record.columns.map((name): PulledColumn => {
      const known = attributes.find(({ schemaName }) => schemaName === name)
      return { name, type: known?.dataType }
    })
    return this.#leads.fill(this.#fixed(record.source, record.accountId), {
      record,
      account,
      job: this.#jobOf(run),
      columns,
      keep(rows, pages, expected) {
        workspace.keepPulledRows(record.sheetId, record.accountId, rows, { pages, expected })
        const now = workspace.pull(record.sheetId)
        // The sheet was thrown away meanwhile.
        if (!now) run.controller.abort()
        else Object.assign(record, { pages: now.pages, came: now.came, expected: now.expected })
        workspace.updatePull(record.sheetId, { calls: record.calls, seconds: record.seconds })
        kept()
      },
    })
  }

  #jobOf(run: Run): ReadJob {
    const { record } = run
    return {
      accountId: record.accountId,
      signal: run.controller.signal,
      onCall() {
        record.calls++
        run.wait = {}
      },
      onWaiting: () => {
        if (this.#deps.dayOver?.(record.accountId)) this.#tell(record)
      },
      onHeld: (until) => {
        run.wait = waitsFor('limit', until)
        this.#tell(record)
      },
    }
  }

  /** "The leads my rows match" becomes their ids: the comparison may be another one before the pull is done. */
  #fixed(source: PullSource, accountId: string): FixedSource {
    if (source.kind !== 'matched') return source
    const names: string[] = []
    for (let after: string | null = null; ;) {
      const ids = this.#deps.workspace.matchedLeads(source.sheetId, accountId, after, 5000)
      if (ids.length === 0) return { kind: 'named', names }
      names.push(...ids)
      after = ids.at(-1)!
    }
  }

  /** The account's day has no calls left: pulls that wait for the next one say until when. */
  checkDay(accountId: string): void {
    for (const { record } of this.#runs.values()) if (record.accountId === accountId) this.#tell(record)
  }

  #progressOf({ record, wait }: Run): PullProgress {
    if (record.phase !== 'running') return progressOf(record)
    const waits = this.#deps.reader.isWaiting(record.accountId)
    const over = waits ? (this.#deps.dayOver?.(record.accountId) ?? null) : null
    return { ...progressOf(record), ...wait, ...(over ? waitsFor('day', over.endsAt) : {}) }
  }

  #tell(record: PullRecord): void {
    const run = this.#runs.get(record.sheetId)
    try {
      this.#deps.emit('pull.progress', run ? this.#progressOf(run) : progressOf(record))
    } catch (error) {
      this.#deps.log.write(`pull.progress could not be told: ${String(error)}`)
    }
  }
}

function progressOf({ pages: _pages, ...progress }: PullRecord): PullProgress {
  return { ...progress }
}

function notGoingOn(record: PullRecord | null): Result<never> {
  return record
    ? fail('invalid', 'These leads are not coming in any more; there is nothing to stop or to go on with.')
    : fail('not-found', 'This sheet did not come from LeadSquared.')
}
