import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { AccountView, CallSpending } from '#shared/domain/push/account.ts'
import { hasValues, RowComparer, mappingDigest, type LeadValues } from '#shared/domain/reading/compare-row.ts'
import {
  type LinkedRow,
  type ComparePlan,
  type CompareProgress,
  type CompareRequest,
  type CompareState,
  type Comparison,
  type ReadWay,
  type WayPlan,
} from '#shared/domain/reading/comparison.ts'
import { TotalsCount, type ComparedTotals } from '#shared/domain/reading/compare-totals.ts'
import { matchRow, rowKeysOf, type Match, type RowKey } from '#shared/domain/reading/match.ts'
import { DEFAULT_SEARCH_ATTRIBUTES, type Lead } from '#shared/domain/sheet/lead.ts'
import { NewLeads } from '#shared/domain/reading/new-leads.ts'
import { unpackHeld } from '#shared/domain/sheet/held.ts'
import { packRow, unpackCells, type PackedRow } from '#shared/domain/sheet/packed-row.ts'
import { sentColumns } from '#shared/domain/sheet/sent-text.ts'
import { DEFAULT_SEARCH, type Column, type Row, type SheetHead } from '#shared/domain/sheet/sheet.ts'
import { readColumns } from '#electron/services/push/column-readings.ts'
import type { BulkReading } from '#electron/services/ports/bulk-reading.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Log } from '#electron/services/ports/log.ts'
import type { LeadIndex, LeadIndexes } from '#electron/services/ports/lead-index.ts'
import { MOST_IDS, type LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { ReadingStore, RowToKeep } from '#electron/services/ports/reading-store.ts'
import { tooManyCalls, type DayOver } from '#electron/services/rate/spending.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import { chosenPages, linkedPages, packedPages, unhurried } from '#electron/services/paging.ts'
import { BulkComparer, shortAnswer, type ComparedRows } from './bulk-comparer.ts'
import { idFinder, indexFinder, inFinder, lookUpFinder, nameOf, probeIn, type Finder } from './finders.ts'
import { IndexFiller, isUsable } from './index-filler.ts'
import { InOrder } from './in-order.ts'
import { inParallel } from './jobs.ts'
import { CANCELLED, Reader, waitsFor, type ReadJob } from './reader.ts'
import { chooseWay, IN_NOTE, secondsFor, waysOf, type KeyCounts } from './ways.ts'

export interface ComparerDeps {
  workspace: Pick<SheetStore, 'head' | 'packedRows' | 'rowsById' | 'rowsVersion'> & ReadingStore
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

/** Rows matched and compared together: the leads of a batch are one call. */
const BATCH = 1000
const BATCHES_AT_ONCE = 4
/** Where other threads work on them: one that waits for the disk here does not leave them without work. */
const BATCHES_IN_BULK = 8
/** Compared rows written together. */
const KEPT_AT_ONCE = 4000
/** Below this many calls nobody waits long enough for another way to be worth the counting. */
const NOT_WORTH_COUNTING = 10

const BUSY = 'A comparison is going on already. Wait for it, or cancel it first.'

/** A row and what a push would send of it: worked out once, for it is most of the work. */
interface RowToSend {
  row: PackedRow
  /** Its cells, where they are looked at themselves. */
  shown: Pick<Row, 'cells' | 'held'>
  lead: Lead
  /** Where it is known, and the row is to be found by it. */
  link?: LinkedRow | undefined
}

interface Task {
  request: CompareRequest
  sheet: SheetHead
  account: AccountView
  comparer: RowComparer
  attribute: string
  job: ReadJob
  progress: CompareProgress
  startedAt: number
  controller: AbortController
  /** The one before, as it stood when this one began: to count its stale rows takes a pass over the sheet. */
  last: Comparison | null
}

/** Comparisons: at most one under way. It reads and never writes, and what it found replaces the sheet's earlier one whole. */
export class Comparer {
  readonly #deps: ComparerDeps
  readonly #filler: IndexFiller
  #task: Task | null = null
  #ended: Promise<unknown> = Promise.resolve()
  readonly #faults = new Map<number, string>()

  constructor(deps: ComparerDeps) {
    this.#deps = deps
    this.#filler = new IndexFiller(deps)
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
    const planned = await this.#ways(prepared.value)
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
      edited += this.#editedRows(comparer, sheetId, links).length
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

  /** Of linked rows, those with cells that were edited since their lead was read, and these cells. */
  #editedRows(comparer: RowComparer, sheetId: number, links: readonly LinkedRow[]) {
    const linkOf = new Map(links.map((link) => [link.rowId, link]))
    return this.#deps.workspace.rowsById(sheetId, [...linkOf.keys()]).flatMap((row) => {
      const link = linkOf.get(row.id)
      const edited = link?.base ? comparer.editedOf(row, link.base) : []
      return link && edited.length > 0 ? [{ row, link, edited }] : []
    })
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
    const { indexes } = this.#deps
    let index = indexes.of(account.id)
    if (index.note('host') !== account.host) {
      indexes.forget(account.id)
      index = indexes.of(account.id)
      index.setNote('host', account.host)
    }
    return index
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

  async #ways(task: Task): Promise<Result<{ ways: WayPlan[]; rows: number }>> {
    const { clock } = this.#deps
    const { accountId, searchBy } = task.request
    const keys = new Map<string, Set<string>>()
    let rows = 0
    for await (const batch of this.#batches(task)) {
      rows += batch.length
      for (const { lead, link } of batch) {
        if (link) continue
        for (const { attribute, key } of rowKeysOf(lead, searchBy)) {
          const known = keys.get(attribute)
          if (known) known.add(key)
          else keys.set(attribute, new Set([key]))
        }
      }
    }
    const pace = this.#deps.pace(accountId)
    const valueCalls = Math.ceil(rows / MOST_IDS)
    if (isById(task.request)) {
      const text =
        'Reads the leads by their Lead ID, 1,000 a call, and looks up emails and phones that would change.'
      const seconds = secondsFor(valueCalls, pace)
      return ok({ ways: [{ way: 'look-ups', calls: valueCalls, seconds, usable: true, text }], rows })
    }
    const counts: KeyCounts = new Map([...keys].map(([attribute, set]) => [attribute, set.size]))
    const index = this.indexOf(task.account)
    const facts = {
      keys: counts,
      attribute: task.attribute,
      index,
      accountLeads: null,
      now: clock.wall(),
      pace,
      valueCalls,
    }
    const uncounted = waysOf(facts)
    const least = Math.min(
      ...uncounted.map(({ calls, usable }) => (usable && calls !== null ? calls : Infinity)),
    )
    if (isUsable(index, task.attribute, clock.wall()) || least <= valueCalls + NOT_WORTH_COUNTING) {
      return ok({ ways: uncounted, rows })
    }
    const counted = await this.#filler.count(task.job)
    return counted.ok ? ok({ ways: waysOf({ ...facts, accountLeads: counted.value }), rows }) : counted
  }

  async #run(task: Task, asked: ReadWay | null): Promise<Result<unknown>> {
    const { workspace } = this.#deps
    const { request, sheet } = task
    let comparisonId: number | null = null
    try {
      const taken = await this.#wayToTake(task, asked)
      if (!taken.ok) return taken
      const { way, rows } = taken.value
      task.progress.of = rows
      const finder = await this.#finder(task, way)
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

  async #wayToTake(task: Task, asked: ReadWay | null): Promise<Result<{ way: ReadWay; rows: number }>> {
    const { sheet, request, account, attribute } = task
    const rows = request.rows?.length ?? sheet.rowCount
    // Nothing is cheaper for a long sheet than an index that is there: its keys need not be counted for that.
    const long = rows > BATCH || asked === 'index'
    const isThere = isUsable(this.indexOf(account), attribute, this.#deps.clock.wall())
    if (!isById(request) && asked !== 'look-ups' && asked !== 'in' && long && isThere)
      return ok({ way: 'index', rows })
    const planned = await this.#ways(task)
    if (!planned.ok) return planned
    const chosen = chooseWay(planned.value.ways, asked)
    return chosen.ok ? ok({ way: chosen.value.way, rows: planned.value.rows }) : chosen
  }

  async #finder(task: Task, way: ReadWay): Promise<Result<Finder>> {
    const { api, reader } = this.#deps
    const { job, account, attribute } = task
    const deps = { api, reader, job }
    if (isById(task.request)) return ok(idFinder)
    if (way === 'look-ups') return ok(lookUpFinder(deps))
    const index = this.indexOf(account)
    if (way === 'in') {
      if (index.note(IN_NOTE) !== 'yes') {
        const works = await probeIn(deps)
        if (!works.ok) return works
        index.setNote(IN_NOTE, works.value ? 'yes' : 'no')
        if (!works.value) {
          return fail(
            'changed',
            'This account does not answer to several values at once, as a trial showed. Compare again: another way is taken, at the cost that is told.',
          )
        }
      }
      return ok(inFinder(deps))
    }
    const rows = task.progress.of
    task.progress.phase = 'filling-index'
    const ready = await this.#filler.bringUpToDate(job, index, attribute, ({ done, of }) => {
      task.progress.done = done
      task.progress.of = of
      this.#tell(task.request.sheetId)
    })
    task.progress.of = rows
    return ready.ok ? ok(indexFinder(index, attribute)) : ready
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
    const compareTogether = (): Promise<Result<unknown>> =>
      inParallel(this.#batches(task), BATCHES_AT_ONCE, (rows) =>
        compare(rows.length, this.#compareBatch(task, finder, rows)),
      )
    const compareInBulk = async (): Promise<Result<unknown>> => {
      const bulk = new BulkComparer(this.#deps, task, this.indexOf(task.account))
      try {
        const batches = this.#packedBatches(task)
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

  async #compareBatch(task: Task, finder: Finder, rows: readonly RowToSend[]): Promise<Result<ComparedRows>> {
    const { comparer, request } = task
    const edited = request.cells === 'edited'
    const byId = isById(request)
    const keys = rows.map(({ lead }) => rowKeysOf(lead, request.searchBy))
    const found = await finder.find(
      keys.flat().filter(({ attribute }) => !byId || attribute === 'ProspectID'),
    )
    if (!found.ok) return found
    const idsOf = (key: RowKey): readonly string[] => found.value.get(nameOf(key)) ?? []
    const matches = keys.map((each, index): Match => {
      const { link } = rows[index]!
      if (link && byId) return { kind: 'one', leadId: link.leadId }
      if (link) {
        const named = { attribute: 'ProspectID', value: link.leadId, key: link.leadId }
        return matchRow([named, ...each], 'ProspectID', (key) => (key === named ? [link.leadId] : idsOf(key)))
      }
      return matchRow(
        byId ? each.filter(({ attribute }) => attribute === 'ProspectID') : each,
        request.searchBy,
        idsOf,
      )
    })
    const leads = await this.#valuesOf(task, matches)
    if (!leads.ok) return leads
    const settled = byId ? await this.#clashesOf(task, keys, matches, leads.value) : ok(matches)
    if (!settled.ok) return settled
    const totals = new TotalsCount()
    const toKeep = rows.map(({ row, shown, lead: sent, link }, index): RowToKeep => {
      const match = settled.value[index]!
      const lead = match.kind === 'one' ? (leads.value.get(match.leadId) ?? null) : null
      const edits = edited && match.kind === 'one' ? link?.base : undefined
      const { changes, ...told } =
        link && edits
          ? comparer.compareEdited(shown, { leadId: link.leadId, base: edits }, lead)
          : comparer.compare(sent, match, lead)
      totals.add(told.kind, changes)
      return {
        row,
        ...told,
        changes: changes.length === 0 ? null : JSON.stringify(changes),
        base: lead && !edits ? JSON.stringify(comparer.baseOf(lead, sent)) : null,
      }
    })
    const newBy = toKeep.map(({ kind }, index) => (kind === 'new' ? keys[index]! : null))
    return ok({ rows: toKeep, newBy, totals: totals.totals() })
  }

  async #valuesOf(task: Task, matches: readonly Match[]): Promise<Result<Map<string, LeadValues>>> {
    const { api, reader } = this.#deps
    const ids = [...new Set(matches.flatMap((match) => (match.kind === 'one' ? [match.leadId] : [])))]
    const leads = new Map<string, LeadValues>()
    if (ids.length === 0) return ok(leads)
    const answer = await reader.ask(task.job, (credentials, hooks) =>
      api.byIds(credentials, ids, task.comparer.attributes, hooks),
    )
    if (!answer.ok) return answer
    const page = answer.value
    const short = shortAnswer(page.recordCount, new Set(page.leads.map(({ id }) => id)).size)
    if (short) return short
    for (const lead of page.leads) leads.set(lead.id, lead)
    const gone = ids.filter((id) => !leads.has(id))
    if (gone.length > 0 && !isById(task.request)) this.indexOf(task.account).remove(gone)
    return ok(leads)
  }

  /** Of rows searched by Lead ID: those whose email or phone would change to one that belongs to another lead. */
  async #clashesOf(
    task: Task,
    keys: readonly RowKey[][],
    matches: readonly Match[],
    leads: ReadonlyMap<string, LeadValues>,
  ): Promise<Result<Match[]>> {
    const { api, reader } = this.#deps
    const changing = keys.map((each, index) => {
      const match = matches[index]!
      const lead = match.kind === 'one' ? leads.get(match.leadId) : undefined
      if (!lead) return []
      const theirs = rowKeysOf(
        DEFAULT_SEARCH_ATTRIBUTES.map((Attribute) => ({
          Attribute,
          Value: lead.values.get(Attribute) ?? '',
        })),
        DEFAULT_SEARCH,
      )
      return each.filter(
        ({ attribute, key }) =>
          attribute !== 'ProspectID' && !theirs.some((own) => own.attribute === attribute && own.key === key),
      )
    })
    const wanted = changing.flat()
    if (wanted.length === 0) return ok([...matches])
    const found = await lookUpFinder({ api, reader, job: task.job }).find(wanted)
    if (!found.ok) return found
    return ok(
      matches.map((match, index): Match => {
        if (match.kind !== 'one') return match
        for (const key of changing[index]!) {
          const owner = (found.value.get(nameOf(key)) ?? []).find((id) => id !== match.leadId)
          if (owner !== undefined)
            return { kind: 'clash', leadId: match.leadId, otherLeadId: owner, by: key.attribute }
        }
        return match
      }),
    )
  }

  /** Linked rows with cells that were edited since their lead was read. */
  async *#editedBatches({ request, sheet, comparer, job }: Task): AsyncGenerator<RowToSend[]> {
    const chosen = request.rows && new Set(request.rows)
    const pages = linkedPages(this.#deps.workspace, sheet.id, request.accountId, BATCH)
    for await (const links of unhurried(pages)) {
      if (job.signal.aborted) return
      const asked = chosen ? links.filter(({ rowId }) => chosen.has(rowId)) : links
      const rows = this.#editedRows(comparer, sheet.id, asked).map(({ row, link, edited }): RowToSend => {
        const attributes = new Set(edited.map(({ attribute }) => attribute))
        const lead = comparer.leadOf(row).filter(({ Attribute }) => attributes.has(Attribute))
        return { row: packRow(row), shown: row, lead, link }
      })
      if (rows.length > 0) yield rows
    }
  }

  /** Rows that have something to send, `BATCH` at a time. */
  async *#batches(task: Task): AsyncGenerator<RowToSend[]> {
    const { request, sheet, comparer, job } = task
    if (request.cells === 'edited') {
      yield* this.#editedBatches(task)
      return
    }
    const { workspace } = this.#deps
    const pages = request.rows
      ? chosenPages(workspace, sheet.id, request.rows, BATCH)
      : packedPages(workspace, sheet.id, BATCH)
    for await (const page of unhurried<{ rows: (Row | PackedRow)[] }>(pages)) {
      if (job.signal.aborted) return
      const links = request.byLink
        ? workspace.linksOf(
            sheet.id,
            request.accountId,
            page.rows.map(({ id }) => id),
          )
        : null
      const rows = page.rows
        .map((each): RowToSend => {
          const row = 'packed' in each ? each : packRow(each)
          const held = unpackHeld(row.held)
          const shown = { cells: unpackCells(row.packed), ...(held ? { held } : {}) }
          return { row, shown, lead: comparer.leadOf(shown), link: links?.get(row.id) }
        })
        .filter(({ lead }) => hasValues(lead))
      // Rows that share a rank come along with their page.
      for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH)
    }
  }

  /** All rows as they rest. */
  async *#packedBatches({ sheet, job }: Task): AsyncGenerator<PackedRow[]> {
    for await (const { rows } of unhurried(packedPages(this.#deps.workspace, sheet.id, BATCH))) {
      if (job.signal.aborted) return
      // Rows that share a rank come along with their page.
      for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH)
    }
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

/** Every row's lead is named by its id. */
function isById({ searchBy, cells }: CompareRequest): boolean {
  return searchBy === 'ProspectID' || cells === 'edited'
}
