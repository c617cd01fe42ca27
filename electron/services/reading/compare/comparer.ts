import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { AccountView, CallSpending } from '#shared/domain/push/account.ts'
import { RowComparer, mappingDigest } from '#shared/domain/reading/compare-row.ts'
import type {
  ComparePlan,
  CompareProgress,
  CompareRequest,
  CompareState,
  ReadWay,
} from '#shared/domain/reading/comparison.ts'
import { TotalsCount, type ComparedTotals } from '#shared/domain/reading/compare-totals.ts'
import { DEFAULT_SEARCH_ATTRIBUTES } from '#shared/domain/sheet/lead.ts'
import { NewLeads } from '#shared/domain/reading/new-leads.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import { DEFAULT_SEARCH, type Column, type SheetHead } from '#shared/domain/sheet/sheet.ts'
import { readColumns } from '#electron/services/push/column-readings.ts'
import type { BulkReading } from '#electron/services/ports/bulk-reading.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Log } from '#electron/services/ports/log.ts'
import type { LeadIndex, LeadIndexes } from '#electron/services/ports/lead-index.ts'
import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { RowToKeep } from '#electron/services/ports/reading-store.ts'
import { tooManyCalls, type DayOver } from '#electron/services/rate/spending.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import { linkedPages, unhurried } from '#electron/services/paging.ts'
import type { Finder } from '../finders.ts'
import { inParallel } from '../jobs.ts'
import { CANCELLED, Reader, waitsFor, type ReadJob } from '../reader.ts'
import { chooseWay } from '../ways.ts'
import { BatchComparer } from './batch-comparer.ts'
import { BulkComparer, type ComparedRows } from './bulk-comparer.ts'
import { InOrder } from './in-order.ts'
import { editedRows, packedRows, rowsToSend, type SheetRows } from './rows-to-send.ts'
import { BATCH, isById, type Task } from './task.ts'
import { WaysToFind } from './ways-to-find.ts'

export interface ComparerDeps {
  workspace: SheetRows
  indexes: LeadIndexes
  api: LeadReads
  bulk: Pick<BulkReading, 'comparison' | 'indexed'>
  reader: Reader
  account(accountId: string): AccountView | null
  attributes: (accountId: string) => Promise<readonly Attribute[]>
  /** With the account's users, where one of the columns goes to a field that holds them. @default attributes */
  attributesFor?: (accountId: string, columns: readonly Column[]) => Promise<readonly Attribute[]>
  spending(accountId: string): CallSpending
  /** Where the account's day has no calls left. */
  dayOver?(accountId: string): DayOver | null
  /** Of ordinary calls. */
  pace(accountId: string): WindowLimit
  clock: Clock
  log: Log
  emit(name: 'compare.changed', state: CompareState): void
}

const BATCHES_AT_ONCE = 4
/** Where other threads work on them: one that waits for the disk here does not leave them without work. */
const BATCHES_IN_BULK = 8
/** Compared rows written together. */
const KEPT_AT_ONCE = 4000
const BUSY = 'A comparison is going on already. Wait for it, or cancel it first.'

/** Comparisons: at most one under way. It reads and never writes, and what it found replaces the sheet's earlier one whole. */
export class Comparer {
  readonly #deps: ComparerDeps
  readonly #ways: WaysToFind
  #task: Task | null = null
  #ended: Promise<unknown> = Promise.resolve()
  readonly #faults = new Map<number, string>()

  constructor(deps: ComparerDeps) {
    this.#deps = deps
    this.#ways = new WaysToFind({ ...deps, tell: (sheetId) => this.#tell(sheetId) })
  }

  state(sheetId: number): CompareState {
    const { workspace } = this.#deps
    const head = workspace.head(sheetId)
    const task = this.#task?.request.sheetId === sheetId ? this.#task : null
    return {
      sheetId,
      running: task && this.#progressOf(task),
      last: task ? task.last : head ? workspace.comparison(sheetId, mappingDigest(head)) : null,
      fault: this.#faults.get(sheetId) ?? '',
    }
  }

  async plan(request: CompareRequest): Promise<Result<ComparePlan>> {
    // What a comparison would cost is told before anything is read for it.
    const { attributes } = this.#deps
    const prepared = await this.#prepare(request, new AbortController(), attributes)
    if (!prepared.ok) return prepared
    const planned = await this.#ways.plan(prepared.value)
    if (!planned.ok) return planned
    const { ways, rows } = planned.value
    const chosen = chooseWay(ways, null)
    const spending = this.#deps.spending(request.accountId)
    const calls = chosen.ok ? chosen.value.calls : null
    return ok({
      rows,
      ways,
      way: chosen.ok ? chosen.value.way : null,
      calls,
      seconds: chosen.ok ? chosen.value.seconds : null,
      spending,
      warning: tooManyCalls(calls, spending),
    })
  }

  /** Rows whose lead is known in the account the sheet goes to, and those edited since it was read. */
  async linkedCounts(sheetId: number): Promise<Result<{ linked: number; edited: number }>> {
    const { workspace } = this.#deps
    const head = workspace.head(sheetId)
    if (!head) return fail('not-found', 'This sheet is no longer here. Open another one.')
    const { accountId } = head.settings
    const comparer = await this.#comparerOf(head, head.settings, await this.#deps.attributes(accountId))
    let linked = 0
    let edited = 0
    for await (const links of unhurried(linkedPages(workspace, sheetId, accountId, BATCH))) {
      linked += links.length
      edited += editedRows(workspace, comparer, sheetId, links).length
    }
    return ok({ linked, edited })
  }

  /** What a push of the sheet would send, beside what LeadSquared holds. */
  async #comparerOf(
    sheet: SheetHead,
    choices: Pick<CompareRequest, 'searchBy' | 'blanks'>,
    attributes: readonly Attribute[],
  ): Promise<RowComparer> {
    const readings = await readColumns(this.#deps.workspace, sheet, attributes)
    return new RowComparer(
      sentColumns(sheet.columns, attributes, sheet.settings, readings),
      choices,
      attributes,
    )
  }

  /** Answers once it has begun; `done` resolves once it has ended, with the fault where it came to nothing. */
  async start(
    request: CompareRequest,
    asked: ReadWay | null,
  ): Promise<Result<{ state: CompareState; done: Promise<Result<unknown>> }>> {
    if (this.#isBusy()) return fail('busy', BUSY)
    const controller = new AbortController()
    const { attributes, attributesFor = attributes } = this.#deps
    const prepared = await this.#prepare(request, controller, attributesFor)
    if (!prepared.ok) return prepared
    // Another one may have begun while this one was prepared.
    if (this.#isBusy()) return fail('busy', BUSY)
    const task = prepared.value
    this.#task = task
    this.#faults.delete(request.sheetId)
    const done = this.#run(task, asked).then((result) => {
      this.#task = null
      if (!result.ok && result.fault.kind !== 'cancelled')
        this.#faults.set(request.sheetId, result.fault.text)
      this.#tell(request.sheetId)
      return result
    })
    this.#ended = done.catch(() => undefined)
    this.#tell(request.sheetId)
    return ok({ state: this.state(request.sheetId), done })
  }

  cancel(sheetId: number): CompareState {
    if (this.#task?.request.sheetId === sheetId) this.#task.controller.abort()
    return this.state(sheetId)
  }

  /** The account's day has no calls left: a comparison that waits for one says until when. */
  checkDay(accountId: string): void {
    if (this.usesAccount(accountId)) this.#tell(this.#task!.request.sheetId)
  }

  #progressOf({ progress, request }: Task): CompareProgress {
    const waits = this.#deps.reader.isWaiting(request.accountId)
    const over = waits ? (this.#deps.dayOver?.(request.accountId) ?? null) : null
    return { ...progress, ...(over ? waitsFor('day', over.endsAt) : {}) }
  }

  usesAccount(accountId: string): boolean {
    return this.#task?.request.accountId === accountId
  }

  /** The account, its host or its leads are others now: what is known of them is thrown away. */
  forget(accountId: string): void {
    if (this.usesAccount(accountId)) this.#task?.controller.abort()
    void this.#ended.then(() => this.#deps.indexes.forget(accountId))
  }

  async close(): Promise<void> {
    this.#task?.controller.abort()
    await this.#ended
  }

  /** The account's index, empty where it was made of another host's leads. */
  indexOf(account: Pick<AccountView, 'id' | 'host'>): LeadIndex {
    return this.#ways.index(account)
  }

  #isBusy(): boolean {
    return this.#task !== null
  }

  async #prepare(
    request: CompareRequest,
    controller: AbortController,
    attributesFor: (accountId: string, columns: readonly Column[]) => Promise<readonly Attribute[]>,
  ): Promise<Result<Task>> {
    const { workspace, clock } = this.#deps
    const account = this.#deps.account(request.accountId)
    if (!account) return fail('not-found', 'This account is no longer here. Choose another one.')
    const columns = workspace.head(request.sheetId)?.columns ?? []
    const attributes = await attributesFor(account.id, columns)
    const sheet = workspace.head(request.sheetId)
    if (!sheet) return fail('not-found', 'This sheet is no longer here. Open another one.')
    const { searchBy } = request
    const comparer = await this.#comparerOf(sheet, request, attributes)
    if (comparer.attributes.length === 0) {
      return fail(
        'invalid',
        'No column goes to LeadSquared yet, so there is nothing to compare. Map a column first.',
      )
    }
    const known = [DEFAULT_SEARCH, 'ProspectID', ...DEFAULT_SEARCH_ATTRIBUTES] as string[]
    const progress: CompareProgress = {
      sheetId: sheet.id,
      accountId: account.id,
      phase: 'finding',
      done: 0,
      of: null,
      calls: 0,
      seconds: 0,
    }
    const job: ReadJob = {
      accountId: account.id,
      signal: controller.signal,
      onCall() {
        progress.calls++
        delete progress.waitsUntil
        delete progress.waitsFor
      },
      onWaiting: () => {
        if (this.#deps.dayOver?.(account.id)) this.#tell(sheet.id)
      },
      onHeld: (until) => {
        Object.assign(progress, waitsFor('limit', until))
        this.#tell(sheet.id)
      },
    }
    const attribute = known.includes(searchBy) ? '' : searchBy
    const startedAt = clock.monotonic()
    const last = workspace.comparison(sheet.id, mappingDigest(sheet))
    return ok({ request, sheet, account, comparer, attribute, job, progress, startedAt, controller, last })
  }

  async #run(task: Task, asked: ReadWay | null): Promise<Result<unknown>> {
    const { workspace } = this.#deps
    const { request, sheet } = task
    let comparisonId: number | null = null
    try {
      const taken = await this.#ways.take(task, asked)
      if (!taken.ok) return taken
      const { way, rows } = taken.value
      task.progress.of = rows
      const finder = await this.#ways.finder(task, way)
      if (!finder.ok) return finder
      const mapping = mappingDigest(sheet)
      comparisonId = workspace.beginComparison({ ...request, way, mapping })
      task.progress.phase = 'reading-values'
      task.progress.done = 0
      task.progress.of = rows
      const comparedAt = new Date(this.#deps.clock.wall()).toISOString()
      const compared = await this.#compareAll(task, way, finder.value, comparisonId)
      if (!compared.ok) return compared
      const { conflicts, newAgain, ...totals } = compared.value
      workspace.finishComparison(comparisonId, {
        sheetId: sheet.id,
        accountId: request.accountId,
        searchBy: request.searchBy,
        blanks: request.blanks,
        way,
        comparedAt,
        ...totals,
        ...(request.cells === 'edited' ? { cells: 'edited' as const, conflicts } : {}),
        ...(request.byLink ? { byLink: true } : {}),
        ...(newAgain > 0 ? { newAgain } : {}),
        calls: task.progress.calls,
        seconds: this.#seconds(task),
      })
      comparisonId = null
      return ok({})
    } finally {
      if (comparisonId !== null) workspace.dropComparison(comparisonId)
    }
  }

  async #compareAll(
    task: Task,
    way: ReadWay,
    finder: Finder,
    comparisonId: number,
  ): Promise<Result<ComparedTotals & { newAgain: number }>> {
    const { workspace } = this.#deps
    const totals = new TotalsCount()
    let toKeep: RowToKeep[] = []
    const keep = (): void => {
      if (toKeep.length > 0) workspace.keepComparedRows(comparisonId, toKeep)
      toKeep = []
    }
    const newLeads = new NewLeads(task.request.searchBy)
    let newAgain = 0
    // In the sheet's order, in which they would be sent.
    const inOrder = new InOrder<ComparedRows>((batch) => {
      for (const [index, keys] of batch.newBy.entries()) {
        const message = keys ? task.comparer.besideNew(newLeads.add(keys)) : ''
        if (message === '') continue
        newAgain++
        batch.rows[index] = { ...batch.rows[index]!, message }
      }
      // Each write waits for the disk, whatever its length.
      toKeep.push(...batch.rows)
      if (toKeep.length >= KEPT_AT_ONCE) keep()
      totals.join(batch.totals)
    })
    const compare = async (size: number, batch: Promise<Result<ComparedRows>>): Promise<Result<unknown>> => {
      const take = inOrder.begin()
      const compared = await batch
      if (!compared.ok) return compared
      if (task.job.signal.aborted) return CANCELLED
      take(compared.value)
      task.progress.done += size
      this.#tell(task.request.sheetId)
      return compared
    }
    const { api, reader } = this.#deps
    const together = new BatchComparer({ api, reader, index: () => this.indexOf(task.account) }, task, finder)
    const compareTogether = (): Promise<Result<unknown>> =>
      inParallel(rowsToSend(workspace, task), BATCHES_AT_ONCE, (rows) =>
        compare(rows.length, together.compare(rows)),
      )
    const compareInBulk = async (): Promise<Result<unknown>> => {
      const bulk = new BulkComparer(this.#deps, task, this.indexOf(task.account))
      try {
        const batches = packedRows(workspace, task)
        return await inParallel(batches, BATCHES_IN_BULK, (rows) => compare(rows.length, bulk.compare(rows)))
      } finally {
        bulk.close()
      }
    }
    const finished = await (isInBulk(task, way) ? compareInBulk() : compareTogether())
    // What was read stays known, whatever becomes of the comparison.
    inOrder.end()
    keep()
    if (task.job.signal.aborted) return CANCELLED
    return finished.ok ? ok({ ...totals.totals(), newAgain }) : finished
  }

  #seconds(task: Task): number {
    return (this.#deps.clock.monotonic() - task.startedAt) / 1000
  }

  #tell(sheetId: number): void {
    if (this.#task?.request.sheetId === sheetId) this.#task.progress.seconds = this.#seconds(this.#task)
    try {
      this.#deps.emit('compare.changed', this.state(sheetId))
    } catch (error) {
      this.#deps.log.write(`compare.changed could not be told: ${String(error)}`)
    }
  }
}

/** Whether all that is needed of the rows and of the answers can be worked out apart from everything else. */
function isInBulk({ request, sheet }: Task, way: ReadWay): boolean {
  return way === 'index' && !isById(request) && !request.byLink && !request.rows && sheet.rowCount > BATCH
}
