import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { AccountView, CallSpending } from '#shared/domain/push/account.ts'
import type { PullPlan, PullProgress, PullRequest } from '#shared/domain/reading/pull.ts'
import type { PullSource } from '#shared/domain/reading/source.ts'
import type { ReadWait } from '#shared/domain/reading/waiting.ts'
import { pulledRow, type PulledColumn } from '#shared/domain/reading/pulled-cells.ts'
import type { Attribute, AttributeList } from '#shared/domain/sheet/attributes.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import { DEFAULT_SETTINGS, type Column, type SheetHead } from '#shared/domain/sheet/sheet.ts'
import type { BulkReading, CameRow } from '#electron/services/ports/bulk-reading.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { Log } from '#electron/services/ports/log.ts'
import {
  LARGEST_CHANGED_PAGE,
  LARGEST_PAGE,
  MOST_IDS,
  type LeadReads,
  type PageReads,
  type PageRequest,
  type ReadLead,
} from '#electron/services/ports/lead-reads.ts'
import type { PullRecord, ReadingStore } from '#electron/services/ports/reading-store.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import { tooManyCalls, type DayOver } from '#electron/services/rate/spending.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import { nameOf, type Finder } from './finders.ts'
import { readPages } from './pages.ts'
import { CANCELLED, waitsFor, type Reader, type ReadJob } from './reader.ts'
import { secondsFor } from './ways.ts'

export interface PullerDeps {
  workspace: Pick<SheetStore, 'head' | 'createSheet' | 'switchTo' | 'removeSheet' | 'appendRows'> &
    ReadingStore
  api: LeadReads
  bulk: Pick<BulkReading, 'rowsOf'>
  reader: Reader
  account(accountId: string): AccountView | null
  attributes(accountId: string): Promise<Pick<AttributeList, 'source' | 'attributes'>>
  spending(accountId: string): CallSpending
  /** Where the account's day has no calls left. */
  dayOver?(accountId: string): DayOver | null
  /** Of ordinary calls. */
  pace(accountId: string): WindowLimit
  /** Finds leads by email, the cheapest way that needs no question. */
  emailFinder(account: AccountView, job: ReadJob): Finder
  clock: Clock
  log: Log
  emit(name: 'pull.progress', progress: PullProgress): void
}

/** Names are resolved and read this many at a time. */
const PORTION = 500
/** A list whose count moved while it was read is gone through again, so that no lead is missed by the shift. */
const MOST_PASSES = 3
/** Of names that found nothing, how many are told. */
const NAMED = 10

const STOPPED_BY_END = 'Leadsheet was closed while leads came in. Resume to get the rest.'

/** Two fields the service sorts and searches by, though its field list may leave them out. */
const OWN_FIELDS = ['ProspectID', 'ProspectAutoId', 'CreatedOn', 'ModifiedOn', 'EmailAddress', 'Phone']

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
  readonly #runs = new Map<number, Run>()
  #closed = false

  /** Finds what an earlier run left; reads nothing. */
  constructor(deps: PullerDeps) {
    this.#deps = deps
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
    const checked = await this.#check(request)
    if (!checked.ok) return checked
    const counted = await this.#count(request)
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
    const checked = await this.#check(request)
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
    const checked = await this.#check({ ...record, columns: record.columns })
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

  /** Everything that is still to come; answers what is to be said of it, '' for nothing. */
  #fill(run: Run, attributes: readonly Attribute[], kept: () => void): Promise<Result<string>> {
    const source = this.#fixed(run.record.source, run.record.accountId)
    const job: ReadJob = {
      accountId: run.record.accountId,
      signal: run.controller.signal,
      onCall() {
        run.record.calls++
        run.wait = {}
      },
      onWaiting: () => {
        if (this.#deps.dayOver?.(run.record.accountId)) this.#tell(run.record)
      },
      onHeld: (until) => {
        run.wait = waitsFor('limit', until)
        this.#tell(run.record)
      },
    }
    const columns = run.record.columns.map((name): PulledColumn => {
      const known = attributes.find(({ schemaName }) => schemaName === name)
      return { name, type: known?.dataType }
    })
    const keep = (leads: readonly CameRow[], pages: number, expected: number | null): void => {
      const { record } = run
      const { workspace } = this.#deps
      workspace.keepPulledRows(record.sheetId, record.accountId, leads, { pages, expected })
      const now = workspace.pull(record.sheetId)
      // The sheet was thrown away meanwhile.
      if (!now) run.controller.abort()
      else Object.assign(record, { pages: now.pages, came: now.came, expected: now.expected })
      workspace.updatePull(record.sheetId, { calls: record.calls, seconds: record.seconds })
      kept()
    }
    return source.kind === 'named'
      ? this.#fillNamed(run, source.names, job, (leads, ...rest) =>
          keep(
            leads.map((lead) => pulledRow(lead, columns)),
            ...rest,
          ),
        )
      : this.#fillPaged(run, source, job, columns, keep)
  }

  async #fillPaged(
    run: Run,
    source: Exclude<PullSource, { kind: 'named' | 'matched' }>,
    job: ReadJob,
    columns: readonly PulledColumn[],
    keep: (leads: readonly CameRow[], pages: number, expected: number | null) => void,
  ): Promise<Result<string>> {
    const { record } = run
    // Pages wait for those before them as rows, and take a quarter of the room that all their values by name would.
    const reads = this.#deps.api.readBy(this.#deps.bulk.rowsOf(columns))
    const size = source.kind === 'changed' ? LARGEST_CHANGED_PAGE : LARGEST_PAGE
    for (let pass = 1; ; pass++) {
      // Of an earlier run, the page that came last is read again.
      const from = pass === 1 ? Math.max(0, record.pages - 1) : 0
      const counts = { least: pass === 1 ? record.expected : null, shrank: false }
      const read = await readPages({
        what: whatOf(source),
        expected: record.expected,
        size,
        from,
        ask: async (page) => {
          const asked = { columns: record.columns, page, size }
          const answer = await this.#page(reads, source, asked, job, record)
          if (answer.ok && answer.value.recordCount !== null) {
            counts.shrank ||= counts.least !== null && answer.value.recordCount < counts.least
            counts.least = answer.value.recordCount
          }
          return answer
        },
        take: (leads, pages, count) => keep(leads, pages, count),
      })
      if (!read.ok) return read
      const { recordCount } = read.value
      const short = recordCount !== null && record.came < recordCount
      if (!counts.shrank && !short) return ok('')
      if (pass === MOST_PASSES) {
        return ok(
          `Leads were added and taken away while these came in. LeadSquared counts ${recordCount ?? 'some'} now, ${record.came} are here, and a few may be missing. Get them again when it is calmer.`,
        )
      }
    }
  }

  async #fillNamed(
    run: Run,
    names: readonly string[],
    job: ReadJob,
    keep: (leads: readonly ReadLead[], pages: number, expected: number | null) => void,
  ): Promise<Result<string>> {
    const { api, reader } = this.#deps
    const finder = this.#deps.emailFinder(run.account, job)
    const missing: string[] = []
    for (let portion = run.record.pages; portion * PORTION < names.length; portion++) {
      const some = names.slice(portion * PORTION, (portion + 1) * PORTION)
      const emails = some.filter((name) => name.includes('@'))
      const keyOf = (value: string) => ({
        attribute: 'EmailAddress',
        value,
        key: normaliseKey('EmailAddress', value),
      })
      const found = await finder.find(emails.map(keyOf))
      if (!found.ok) return found
      const ids = new Map<string, readonly string[]>()
      for (const name of some) {
        ids.set(name, name.includes('@') ? (found.value.get(nameOf(keyOf(name))) ?? []) : [name])
      }
      const wanted = [...new Set([...ids.values()].flat())]
      const leads: ReadLead[] = []
      for (let from = 0; from < wanted.length; from += MOST_IDS) {
        const part = wanted.slice(from, from + MOST_IDS)
        const answer = await reader.ask(job, (credentials, hooks) =>
          api.byIds(credentials, part, run.record.columns, hooks),
        )
        if (!answer.ok) return answer
        if (answer.value.leads.length < (answer.value.recordCount ?? 0)) {
          return fail(
            'unreachable',
            'LeadSquared’s answer was cut short. Nothing of it was kept. Try again in a moment.',
          )
        }
        leads.push(...answer.value.leads)
      }
      const came = new Set(leads.map(({ id }) => id.toLowerCase()))
      for (const [name, of] of ids) if (!of.some((id) => came.has(id.toLowerCase()))) missing.push(name)
      keep(leads, portion + 1, names.length)
    }
    if (missing.length === 0) return ok('')
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
    return ok(
      `${missing.length} of ${names.length} found no lead: ${missing.slice(0, NAMED).join(', ')}${more}.`,
    )
  }

  #page<Page>(
    api: PageReads<Page>,
    source: Exclude<PullSource, { kind: 'named' | 'matched' }>,
    page: PageRequest,
    job: ReadJob,
    { startedAt }: Pick<PullRecord, 'startedAt'>,
  ): Promise<Result<Page>> {
    return this.#deps.reader.ask(job, (credentials, hooks) => {
      switch (source.kind) {
        case 'list':
          return api.inList(credentials, source.listId, page, hooks)
        case 'condition':
          return api.byCondition(credentials, source.condition, page, hooks)
        case 'changed': {
          // Fixed when it began: what changes while it is read belongs to the next one.
          const between = { from: Date.parse(source.from), to: Date.parse(source.to ?? startedAt) }
          return api.changedBetween(credentials, between, page, hooks)
        }
      }
    })
  }

  async #count({
    source,
    accountId,
  }: PullRequest): Promise<Result<{ leads: number | null; calls: number | null }>> {
    const fixed = this.#fixed(source, accountId)
    if (fixed.kind === 'named') {
      const { names } = fixed
      const emails = names.filter((name) => name.includes('@')).length
      return ok({ leads: names.length, calls: emails + Math.ceil(names.length / PORTION) })
    }
    if (fixed.kind === 'condition') return ok({ leads: null, calls: null })
    const startedAt = new Date(this.#deps.clock.wall()).toISOString()
    const job: ReadJob = { accountId, signal: new AbortController().signal, onCall: () => undefined }
    const counted = await this.#page(
      this.#deps.api,
      fixed,
      { columns: ['ProspectID'], page: 1, size: 1 },
      job,
      { startedAt },
    )
    if (!counted.ok) return counted
    const leads = counted.value.recordCount
    const size = fixed.kind === 'changed' ? LARGEST_CHANGED_PAGE : LARGEST_PAGE
    return ok({ leads, calls: leads === null ? null : Math.max(1, Math.ceil(leads / size)) })
  }

  /** "The leads my rows match" becomes their ids: the comparison may be another one before the pull is done. */
  #fixed(source: PullSource, accountId: string): Exclude<PullSource, { kind: 'matched' }> {
    if (source.kind !== 'matched') return source
    const names: string[] = []
    for (let after: string | null = null; ;) {
      const ids = this.#deps.workspace.matchedLeads(source.sheetId, accountId, after, 5000)
      if (ids.length === 0) return { kind: 'named', names }
      names.push(...ids)
      after = ids.at(-1)!
    }
  }

  /** What can be known to be wrong before anything is asked: a name in another case finds nothing and says nothing. */
  async #check(
    request: PullRequest,
  ): Promise<Result<{ account: AccountView; attributes: readonly Attribute[] }>> {
    const account = this.#deps.account(request.accountId)
    if (!account) return fail('not-found', 'This account is no longer here. Choose another one.')
    const { source: origin, attributes } = await this.#deps.attributes(request.accountId)
    const { source } = request
    if (source.kind === 'changed') {
      const [from, to] = [Date.parse(source.from), source.to === null ? Infinity : Date.parse(source.to)]
      if (Number.isNaN(from) || Number.isNaN(to))
        return fail('invalid', 'One of the two times is no date. Write it as 2026-11-01 or 2026-11-01 09:30.')
      if (from > to) return fail('invalid', 'The first time is after the second one. Swap them.')
    }
    const names = [...request.columns, ...(source.kind === 'condition' ? [source.condition.attribute] : [])]
    const known = new Set([...OWN_FIELDS, ...attributes.map(({ schemaName }) => schemaName)])
    for (const name of names) {
      if (known.has(name)) continue
      const meant = [...known].find((other) => other.toLowerCase() === name.toLowerCase())
      if (meant !== undefined)
        return fail(
          'invalid',
          `There is no field ${name}. LeadSquared tells upper and lower case apart: write it as ${meant}.`,
        )
      if (origin === 'account')
        return fail('invalid', `This account has no field ${name}. Choose one of its fields.`)
    }
    return ok({ account, attributes })
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

/** Fields that cannot be written are shown and not sent; the Lead ID is what the rows are found by. */
function columnsFor(names: readonly string[], attributes: readonly Attribute[]): Column[] {
  return names.map((name, id) => {
    const known = attributes.find(({ schemaName }) => schemaName === name)
    const sent = name === 'ProspectID' || (known !== undefined && !known.readOnly)
    return {
      id,
      header: known?.displayName ?? (name === 'ProspectID' ? 'Lead ID' : name),
      attribute: sent ? name : null,
      constant: null,
      hidden: false,
      width: null,
    }
  })
}

function whatOf(source: PullSource): string {
  switch (source.kind) {
    case 'list':
      return `the list “${source.name || source.listId}”`
    case 'condition':
      return 'this condition'
    case 'changed':
      return 'what changed between these times'
    case 'named':
    case 'matched':
      return 'these leads'
  }
}

function sheetName(source: PullSource): string {
  switch (source.kind) {
    case 'list':
      return source.name || 'A list'
    case 'condition': {
      const { attribute, operator, value } = source.condition
      return `${attribute} ${operator} ${value}`.slice(0, 80)
    }
    case 'changed':
      return `Changed since ${source.from.slice(0, 10)}`
    case 'named':
      return `${source.names.length} leads`
    case 'matched':
      return 'Matched leads'
  }
}

function nothingFound(source: PullSource): string {
  switch (source.kind) {
    case 'list':
      return `The list “${source.name || source.listId}” has no leads.`
    case 'condition':
      return 'No lead fits this condition.'
    case 'changed':
      return 'No lead changed between these times.'
    case 'named':
    case 'matched':
      return 'None of these leads was found.'
  }
}
