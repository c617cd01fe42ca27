import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLeadIndexes } from '#electron/gateways/index/lead-index.ts'
import { openCallLedger } from '#electron/gateways/ledger/call-ledger.ts'
import { createLeadHttp } from '#electron/gateways/leadsquared/lead-http.ts'
import { createReadingThread } from '#electron/gateways/reading-thread.ts'
import { systemClock } from '#electron/gateways/system-clock.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import type { PracticeOptions, PracticeServer } from '#electron/practice/practice-server.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import type { Credentials } from '#electron/services/ports/lead-api.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import type { LeadIndexes } from '#electron/services/ports/lead-index.ts'
import type { ReadingStore } from '#electron/services/ports/reading-store.ts'
import { createGovernors, type Governors } from '#electron/services/rate/governors.ts'
import { Spending } from '#electron/services/rate/spending.ts'
import { ok, type Result } from '#shared/api/faults.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_LIMIT, type AccountView, type CallDay } from '#shared/domain/push/account.ts'
import type { CompareRequest, CompareState, ComparedRow, ReadWay } from '#shared/domain/reading/comparison.ts'
import { mappingDigest } from '#shared/domain/reading/compare-row.ts'
import type { PullProgress } from '#shared/domain/reading/pull.ts'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { DEFAULT_SETTINGS, type Column } from '#shared/domain/sheet/sheet.ts'
import { Comparer } from './compare/comparer.ts'
import { indexFinder, lookUpFinder } from './finders.ts'
import { isUsable } from './index-filler.ts'
import { createLists, type ListService } from './lists.ts'
import { Puller } from './pull/puller.ts'
import { Reader } from './reader.ts'

const ACCOUNT: AccountView = {
  id: 'a',
  label: 'Account',
  host: '127.0.0.1',
  colour: 'grey',
  live: false,
  practice: false,
  keyTransport: 'query',
  limit: { calls: 1000, seconds: 1, share: 0 },
  learnedLimit: null,
  keys: 'saved',
}

export const READING_THREAD = new URL('../../reading/thread.ts', import.meta.url).pathname

/** Comparing and pulling on the real parts: SQLite in a folder of its own, HTTP to a practice server on a socket. */
export class ReadingStand {
  readonly server: PracticeServer
  readonly folder: string
  workspace!: Workspace & ReadingStore
  comparer!: Comparer
  puller!: Puller
  lists!: ListService
  indexes!: LeadIndexes
  governors!: Governors
  readonly told: CompareState[] = []
  readonly pulled: PullProgress[] = []
  readonly notices: string[] = []
  attributes: { source: 'account' | 'built-in'; attributes: Attribute[] } = {
    source: 'account',
    attributes: [],
  }
  callDay: CallDay = { calls: null, startHour: 0, zone: 'UTC' }
  host = ACCOUNT.host
  /** Instead of the program's own. */
  readingThread = READING_THREAD
  /** Somebody waits for a word of how it goes. */
  onTold: () => void = () => undefined
  #close: () => Promise<void> = () => Promise.resolve()

  static async open(options: PracticeOptions = {}): Promise<ReadingStand> {
    const server = await startPracticeServer({ log: 'rows', limit: { calls: 1000, seconds: 1 }, ...options })
    const stand = new ReadingStand(server)
    await stand.start()
    return stand
  }

  private constructor(server: PracticeServer) {
    this.server = server
    this.folder = mkdtempSync(join(tmpdir(), 'reading-'))
  }

  async start(): Promise<void> {
    const opened = openWorkspace(join(this.folder, 'workspace.sqlite'), () => new Date())
    if (!opened.ok) throw new Error(opened.fault.text)
    const { workspace } = opened.value
    const api = createLeadHttp()
    const clock = systemClock
    const ledger = openCallLedger(join(this.folder, 'calls.sqlite'), (reason) => this.notices.push(reason))
    const notice = (text: string): void => void this.notices.push(text)
    const spending = new Spending({
      ...{ clock, ledger, notice },
      callDay: () => this.callDay,
      onUsedUp: (accountId) => {
        this.comparer.checkDay(accountId)
        this.puller.checkDay(accountId)
      },
    })
    this.governors = createGovernors({
      clock,
      workspace,
      limitOf: () => ({ limit: ACCOUNT.limit, learned: null }),
      onLearned: () => undefined,
      notice,
      spending,
    })
    const { origin, accessKey, secretKey } = this.server
    const credentials: Credentials = { origin, accessKey, secretKey, transport: 'headers' }
    const reader = new Reader({
      governors: this.governors,
      credentials: () => Promise.resolve(ok(credentials)),
      clock,
      backoffMs: 2,
    })
    if (this.attributes.attributes.length === 0) {
      const answer = await api.attributes(credentials, { onWire: () => undefined })
      if (answer.kind !== 'value') throw new Error(answer.kind)
      this.attributes.attributes = answer.value
      this.server.clearCalls()
    }
    this.indexes = createLeadIndexes(join(this.folder, 'index'))
    const bulk = createReadingThread({
      thread: this.readingThread,
      onEnded: (reason) => this.notices.push(reason),
    })
    const common = {
      workspace,
      api,
      bulk,
      reader,
      clock,
      log: { write: (line: string) => void this.notices.push(line) },
      account: () => ({ ...ACCOUNT, host: this.host }),
      spending: (id: string) => spending.of(id),
      dayOver: (id: string) => spending.over(id),
      pace: () => DEFAULT_LIMIT,
    }
    this.lists = createLists({ api, reader })
    this.comparer = new Comparer({
      ...common,
      indexes: this.indexes,
      attributes: () => Promise.resolve(this.attributes.attributes),
      emit: (_name, state) => {
        this.told.push(state)
        this.onTold()
      },
    })
    this.puller = new Puller({
      ...common,
      attributes: () => Promise.resolve(this.attributes),
      emailFinder: (account, job) => {
        const index = this.comparer.indexOf(account)
        return isUsable(index, '', clock.wall()) ? indexFinder(index, '') : lookUpFinder({ api, reader, job })
      },
      emit: (_name, progress) => {
        this.pulled.push(progress)
        this.onTold()
      },
    })
    this.workspace = workspace
    this.#close = async () => {
      await Promise.all([this.comparer.close(), this.puller.close()])
      await bulk.close()
      this.indexes.close()
      await api.close()
      ledger.close()
      workspace.close()
    }
  }

  stop(): Promise<void> {
    return this.#close()
  }

  async close(): Promise<void> {
    await this.#close()
    await this.server.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A sheet of these rows; columns go to these attributes. */
  sheet(attributes: (string | null)[], rows: string[][]): number {
    const columns: Column[] = attributes.map((attribute, id) => ({
      id,
      header: attribute ?? `Column ${id}`,
      attribute,
      constant: null,
      hidden: false,
      width: null,
    }))
    const { id } = this.workspace.createSheet('Leads', columns, { ...DEFAULT_SETTINGS, accountId: 'a' })
    this.workspace.appendRows(
      id,
      rows.map((cells, index) => packRow({ id: index + 1, rank: index + 1, cells })),
    )
    this.workspace.switchTo(id)
    return id
  }

  request(sheetId: number, change: Partial<CompareRequest> = {}): CompareRequest {
    return { sheetId, accountId: 'a', searchBy: 'default', blanks: 'skip', rows: null, ...change }
  }

  async compare(
    sheetId: number,
    way: ReadWay | null = null,
    change: Partial<CompareRequest> = {},
  ): Promise<Result<unknown>> {
    const started = await this.comparer.start(this.request(sheetId, change), way)
    return started.ok ? started.value.done : started
  }

  rows(sheetId: number): ComparedRow[] {
    const mapping = mappingDigest(this.workspace.head(sheetId)!)
    return this.workspace.comparedRows(sheetId, mapping, { afterRow: null, limit: 20_000, kinds: null }).rows
  }

  edit(sheetId: number, column: number, row: number, value: string): void {
    const batch = Math.floor(performance.now() * 1000)
    this.workspace.applyPatches(sheetId, `page ${batch}`, 1, [
      { kind: 'setCells', column, rows: [row], values: [value] },
    ])
  }

  /** Paths of the calls since the last look, and how many of each. */
  calls(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const { path } of this.server.calls()) {
      const name = path.split('/').at(-1)!
      counts[name] = (counts[name] ?? 0) + 1
    }
    this.server.clearCalls()
    return counts
  }
}
