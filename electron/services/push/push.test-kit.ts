import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLeadHttp } from '#electron/gateways/leadsquared/lead-http.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import type { PracticeFaultsInput } from '#electron/practice/faults.ts'
import type { PracticeOptions, PracticeServer } from '#electron/practice/practice-server.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import { fail, ok, type Result } from '#shared/api/faults.ts'
import { DEFAULT_LIMIT, type AccountView, type RateLimit } from '#shared/domain/push/account.ts'
import { STANDARD_ATTRIBUTES, type Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Outcome, PushProgress, PushRequest } from '#shared/domain/push/outcome.ts'
import type { Held } from '#shared/domain/sheet/held.ts'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { DEFAULT_SETTINGS, type Column } from '#shared/domain/sheet/sheet.ts'
import { createGovernors } from '#electron/services/rate/governors.ts'
import { findValues } from '#electron/services/reading/find-values.ts'
import { Reader } from '#electron/services/reading/reader.ts'
import { LeapingClock } from '#electron/services/leaping-clock.test-kit.ts'
import type { ImageStore } from '#electron/services/ports/image-store.ts'
import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { Credentials, LeadApi } from '#electron/services/ports/lead-api.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { PushRunner } from './runner.ts'
import type { FindValues } from './taken-leads.ts'
import type { RetryPolicy } from './retry-policy.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'

/** The same policy as ever, at a pace that tests can wait for. */
const QUICK: Partial<RetryPolicy> = { backoffMs: 5, longestBackoffMs: 100, quietMs: 20 }

export interface HarnessOptions {
  practice?: PracticeOptions
  faults?: PracticeFaultsInput
  policy?: Partial<RetryPolicy>
  /** Stands between the runner and LeadSquared. */
  wrap?(api: LeadApi): Pick<LeadApi, 'createOrUpdate' | 'whoAmI'>

  answerTimeoutMs?: number
  /** The account may be read, so what became of rows can be looked up. */
  mayRead?: boolean
  /** What the account is set to; left out: the server's own. */
  accountLimit?: RateLimit
}

export function columnsFor(...attributes: (string | null)[]): Column[] {
  return attributes.map((attribute, id) => ({
    id,
    header: attribute ?? `Column ${id}`,
    attribute,
    constant: null,
    hidden: false,
    width: null,
  }))
}

/** `count` leads that are not in the practice account. */
export function newLeads(count: number, from = 0): string[][] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index
    return [`lead${number}@new.example`, `Lead ${number}`]
  })
}

/** A runner on the real parts: SQLite in a folder of its own, HTTP to a practice server on a socket, the real governor. */
export class PushHarness {
  readonly server: PracticeServer
  readonly folder: string
  workspace!: Workspace & ImageStore
  runner!: PushRunner
  /** All that was told, in order. */
  readonly told: Outcome[] = []
  readonly progress: PushProgress[] = []
  readonly reviewing: { rows: number; of: number }[] = []
  readonly notices: string[] = []
  readonly learned: WindowLimit[] = []
  /** Real time; what a push would only sit out can be left out of it. */
  readonly clock = new LeapingClock()
  readonly log: string[] = []
  /** What the account's credentials are asked to answer; null: the server's own. */
  credentials: Result<Credentials> | null = null
  attributes: Attribute[] = [...STANDARD_ATTRIBUTES]
  /** Given for the next run of the program alone; `restart` begins one. */
  limit: RateLimit | null = null
  /** What somebody changed of the account. */
  accountChange: Partial<AccountView> = {}
  readonly #options: HarnessOptions
  #api: LeadApi & LeadReads
  #listeners = new Set<() => void>()

  static async open(options: HarnessOptions = {}): Promise<PushHarness> {
    const server = await startPracticeServer({
      log: 'rows',
      ...options.practice,
      ...(options.faults ? { faults: options.faults } : {}),
    })
    return new PushHarness(server, options)
  }

  private constructor(server: PracticeServer, options: HarnessOptions) {
    this.server = server
    this.folder = mkdtempSync(join(tmpdir(), 'leadsheet-push-'))
    this.#options = options
    this.#api = this.#http()
    this.#begin()
  }

  #http(): LeadApi & LeadReads {
    const { answerTimeoutMs } = this.#options
    return createLeadHttp(answerTimeoutMs === undefined ? {} : { answerTimeoutMs })
  }

  #begin(): void {
    const opened = openWorkspace(join(this.folder, 'workspace.sqlite'), () => new Date())
    if (!opened.ok) throw new Error(opened.fault.text)
    const { workspace } = opened.value
    this.workspace = workspace
    const limit = this.#options.accountLimit ?? this.#options.practice?.limit ?? DEFAULT_LIMIT
    const governors = createGovernors({
      clock: this.clock,
      workspace,
      limitOf: () => ({ limit: { ...limit, share: 0 }, learned: this.learned.at(-1) ?? null }),
      onLearned: (_accountId, taught) => this.learned.push(taught),
      notice: (text) => this.notices.push(text),
    })
    this.runner = new PushRunner({
      workspace,
      governors,
      clock: this.clock,
      api: { ...this.#api, ...this.#options.wrap?.(this.#api) },
      log: { write: (line) => this.log.push(line) },
      accounts: {
        view: (accountId) => (accountId === 'gone' ? null : this.account(accountId)),
        credentials: () => Promise.resolve(this.credentials ?? this.goodCredentials()),
      },
      attributes: () => Promise.resolve({ source: 'account', attributes: this.attributes }),
      ...(this.#options.mayRead ? { findValues: this.#finder(governors) } : {}),
      limit: this.limit,
      policy: {
        ...QUICK,
        // A call is given up after its answer's time; what then may still be at work is given as long.
        atWorkMs: this.#options.answerTimeoutMs ?? 50,
        ...this.#options.policy,
      },
      emit: (name, payload) => {
        if ('outcomes' in payload) {
          this.#checkJournal(workspace, payload.pushId, payload.outcomes)
          this.told.push(...payload.outcomes)
        } else if ('phase' in payload) this.progress.push(payload)
        else if ('of' in payload) this.reviewing.push(payload)
        else throw new Error(`nobody said anything about ${name}`)
        for (const listener of [...this.#listeners]) listener()
      },
    })
  }

  #finder(governors: ReturnType<typeof createGovernors>): FindValues {
    const credentials = () => Promise.resolve(this.credentials ?? this.goodCredentials())
    const reader = new Reader({ governors, credentials, clock: this.clock })
    return (...sought) => findValues({ api: createLeadHttp({}), reader }, ...sought)
  }

  account(id: string): AccountView {
    return {
      id,
      label: 'Practice account',
      host: new URL(this.server.origin).host,
      colour: 'grey',
      live: false,
      practice: true,
      keyTransport: 'query',
      limit: DEFAULT_LIMIT,
      learnedLimit: null,
      keys: 'saved',
      ...this.accountChange,
    }
  }

  goodCredentials(): Result<Credentials> {
    const { origin, accessKey, secretKey } = this.server
    return ok({ origin, accessKey, secretKey, transport: 'query' })
  }

  lockVault(): void {
    this.credentials = fail('locked', 'The keys are locked. Enter your passphrase.')
  }

  /** What is told was journalled before: the journal says the same, or already more. */
  #checkJournal(workspace: Workspace, pushId: number, outcomes: readonly Outcome[]): void {
    const ids = outcomes.map((outcome) => outcome.rowId)
    const journalled = new Map(workspace.pushRowsById(pushId, ids).map((row) => [row.rowId, row]))
    for (const outcome of outcomes) {
      const row = journalled.get(outcome.rowId)
      if (row?.state !== outcome.state || row.message !== outcome.message) {
        throw new Error(
          `told ${outcome.state} of row ${outcome.rowId}, journalled ${row?.state ?? 'nothing'}`,
        )
      }
    }
  }

  /** Makes a sheet of these cells and answers its id. Row ids count from 1. */
  sheet(
    cells: string[][],
    columns = columnsFor('EmailAddress', 'FirstName'),
    held: readonly (Held | undefined)[] = [],
  ): number {
    const { workspace } = this
    const sheet = workspace.createSheet('Leads', columns, DEFAULT_SETTINGS)
    workspace.appendRows(
      sheet.id,
      cells.map((row, index) => packRow({ id: index + 1, rank: index + 1, cells: row, held: held[index] })),
    )
    workspace.switchTo(sheet.id)
    return sheet.id
  }

  request(sheetId: number, change: Partial<PushRequest> = {}): PushRequest {
    return {
      sheetId,
      accountId: 'practice',
      scope: { kind: 'unsent' },
      searchBy: 'default',
      blanks: 'skip',
      duplicates: 'order',
      includeProblems: false,
      ...change,
    }
  }

  /** The mark of a review of this request, which a person says yes to by it. */
  async mark(sheetId: number, change: Partial<PushRequest> = {}): Promise<string> {
    const review = await this.runner.review(this.request(sheetId, change))
    if (!review.ok) throw new Error(review.fault.text)
    return review.value.mark
  }

  async start(sheetId: number, change: Partial<PushRequest> = {}): Promise<PushProgress> {
    const started = await this.runner.start(this.request(sheetId, change), null)
    if (!started.ok) throw new Error(started.fault.text)
    return started.value
  }

  /** Starts a push of these rows and waits until it has ended or stands still. */
  async push(
    cells: string[][],
    change: Partial<PushRequest> = {},
    columns?: Column[],
  ): Promise<PushProgress> {
    await this.start(this.sheet(cells, columns), change)
    return this.still()
  }

  async still(): Promise<PushProgress> {
    const progress = await this.runner.still()
    if (!progress) throw new Error('there is no push')
    return progress
  }

  async resume(): Promise<PushProgress> {
    const current = this.runner.current()
    if (!current) throw new Error('there is no push')
    const resumed = await this.runner.resume(current.pushId)
    if (!resumed.ok) throw new Error(resumed.fault.text)
    return this.still()
  }

  /** Resolves once the server has made so many of the new leads. It takes them in by itself, so nothing tells of it. */
  async made(leads: number): Promise<void> {
    while (this.leadsByEmail().size < leads) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  /** Resolves once something was told that fits. */
  until(fits: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!fits()) return
        this.#listeners.delete(check)
        resolve()
      }
      this.#listeners.add(check)
      check()
    })
  }

  /** The journal's last word on each row of the latest push, in the order of the sheet. */
  outcomes(): Outcome[] {
    const [latest] = this.workspace.pushes()
    return latest ? this.workspace.pushRows(latest.pushId, null, 1_000_000) : []
  }

  states(): string[] {
    return this.outcomes().map((outcome) => outcome.state)
  }

  /** As after a crash: the journal stays as it is at this moment, and a new run begins with it. */
  restart(): void {
    this.workspace.close()
    void this.#api.close()
    this.#api = this.#http()
    this.#begin()
  }

  /** Leads on the server by email, the practice account's own left out. */
  leadsByEmail(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { fields } of this.server.leads()) {
      const email = (fields['EmailAddress'] ?? '').toLowerCase()
      if (email.endsWith('@new.example')) counts.set(email, (counts.get(email) ?? 0) + 1)
    }
    return counts
  }

  async close(): Promise<void> {
    await this.runner.close(1000)
    await this.#api.close()
    await this.server.close()
    this.workspace.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
