import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type ComposeOptions, type Program } from '#electron/compose.ts'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import { createFileAccountStore } from '#electron/gateways/accounts/file-account-store.ts'
import type { PracticeFaultsInput } from '#electron/practice/faults.ts'
import { changeLead } from '#electron/practice/change-lead.test-kit.ts'
import { BULK_PATH, PRACTICE_KEYS, type PracticeServer } from '#electron/practice/practice-server.ts'
import type { PracticeLead } from '#electron/practice/seed-leads.ts'
import { startPracticeServer } from '#electron/practice/server.ts'
import { programFiles } from '#electron/process/program-files.ts'
import { ok, type Result } from '#shared/api/faults.ts'
import type { Outcome, PushProgress, PushRequest, PushReview } from '#shared/domain/push/outcome.ts'
import type { ComparedRow, CompareRequest } from '#shared/domain/reading/comparison.ts'
import { mappingDigest } from '#shared/domain/reading/compare-row.ts'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { DEFAULT_SETTINGS, PRACTICE_ACCOUNT_ID, type Column } from '#shared/domain/sheet/sheet.ts'

/** The whole program, as the three ways in compose it, beside a practice server on a socket. */
export class ProgramStand {
  readonly server: PracticeServer
  readonly folder = mkdtempSync(join(tmpdir(), 'leadsheet-program-'))
  program!: Program
  readonly #options: Partial<ComposeOptions>

  static async open(
    faults: PracticeFaultsInput = {},
    options: Partial<ComposeOptions> = {},
  ): Promise<ProgramStand> {
    const server = await startPracticeServer({
      log: 'rows',
      limit: { calls: 1000, seconds: 1 },
      keys: PRACTICE_KEYS,
      faults,
    })
    const stand = new ProgramStand(server, options)
    await stand.start()
    return stand
  }

  private constructor(server: PracticeServer, options: Partial<ComposeOptions>) {
    this.server = server
    this.#options = options
  }

  async start(): Promise<void> {
    process.env.LEADSHEET_PRACTICE_ORIGIN = this.server.origin
    const composed = await compose({
      dataDir: this.folder,
      files: programFiles(new URL('#electron/cli.ts', import.meta.url).href),
      accountStore: () =>
        createFileAccountStore(openAccountFile(join(this.folder, 'accounts.json'), () => undefined)),
      saveTarget: { save: () => Promise.resolve(ok({ kind: 'cancelled' })) },
      workbookCarrier: () => {
        throw new Error('no workbook is opened here')
      },
      limit: { calls: 1000, seconds: 1, share: 0 },
      sharedCallsFile: join(this.folder, 'recent-calls.sqlite'),
      ...this.#options,
    })
    delete process.env.LEADSHEET_PRACTICE_ORIGIN
    if (!composed.ok) throw new Error(composed.fault.text)
    this.program = composed.value
  }

  async close(): Promise<void> {
    await this.program.close()
    await this.server.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A sheet of these rows; columns go to these attributes. Row ids count from 1. */
  sheet(attributes: (string | null)[], rows: string[][]): number {
    const { workspace } = this.program
    const columns = attributes.map((attribute, id): Column => ({
      ...{ id, header: attribute ?? `Column ${id}`, attribute, constant: null, hidden: false, width: null },
    }))
    const { id } = workspace.createSheet('Leads', columns, DEFAULT_SETTINGS)
    workspace.appendRows(
      id,
      rows.map((cells, index) => packRow({ id: index + 1, rank: index + 1, cells })),
    )
    workspace.switchTo(id)
    return id
  }

  /** The leads of these ids, pulled into a sheet of their own; its first column is the Lead ID. */
  async pull(ids: string[], columns: string[]): Promise<number> {
    const started = await this.program.puller.start({
      accountId: PRACTICE_ACCOUNT_ID,
      source: { kind: 'named', names: ids },
      columns,
    })
    if (!started.ok) throw new Error(started.fault.text)
    const ended = await started.value.done
    if (!ended.ok) throw new Error(ended.fault.text)
    return started.value.sheet.id
  }

  edit(sheetId: number, column: number, row: number, value: string): void {
    this.program.workspace.applyPatches(sheetId, `page ${performance.now()}`, 1, [
      { kind: 'setCells', column, rows: [row], values: [value] },
    ])
  }

  async compare(sheetId: number, change: Partial<CompareRequest> = {}): Promise<ComparedRow[]> {
    const { comparer, workspace } = this.program
    const request = {
      sheetId,
      accountId: PRACTICE_ACCOUNT_ID,
      searchBy: 'default',
      blanks: 'skip' as const,
      rows: null,
    }
    const started = await comparer.start({ ...request, ...change }, null)
    if (!started.ok) throw new Error(started.fault.text)
    const done = await started.value.done
    if (!done.ok) throw new Error(done.fault.text)
    const mapping = mappingDigest(workspace.head(sheetId)!)
    return workspace.comparedRows(sheetId, mapping, { afterRow: null, limit: 20_000, kinds: null }).rows
  }

  request(sheetId: number, change: Partial<PushRequest> = {}): PushRequest {
    return {
      ...{ sheetId, accountId: PRACTICE_ACCOUNT_ID, scope: { kind: 'all' }, searchBy: 'default' },
      ...{ blanks: 'skip', duplicates: 'order', includeProblems: false },
      ...change,
    }
  }

  review(sheetId: number, change: Partial<PushRequest> = {}): Promise<Result<PushReview>> {
    return this.program.pushes.review(this.request(sheetId, change))
  }

  /** Reviews, starts, and waits for the end. */
  async push(sheetId: number, change: Partial<PushRequest> = {}): Promise<PushProgress> {
    const review = await this.review(sheetId, change)
    if (!review.ok) throw new Error(review.fault.text)
    const started = await this.program.pushes.start(this.request(sheetId, change), review.value.mark)
    if (!started.ok) throw new Error(started.fault.text)
    return (await this.program.pushes.still())!
  }

  outcomes(pushId: number): Outcome[] {
    return this.program.workspace.pushRows(pushId, null, 100_000)
  }

  /** What the server was asked to write since the last look: lead by lead, as it came. */
  written(): { path: string; lead: Record<string, string> }[] {
    const calls = this.server.calls().flatMap(({ path, rows }) =>
      rows.map(({ lead }) => ({
        path: path.split('/').at(-1)!,
        lead: Object.fromEntries(lead.map(({ Attribute, Value }) => [Attribute, Value])),
      })),
    )
    this.server.clearCalls()
    return calls
  }

  field(id: string, attribute: string): string {
    return this.lead(id).fields[attribute] ?? ''
  }

  lead(id: string): PracticeLead {
    const found = this.server.leads().find((lead) => lead.id === id)
    if (!found) throw new Error(`there is no lead ${id}`)
    return found
  }

  /** Somebody else makes a lead, behind Leadsheet's back; answers its id. */
  async makeBehind(values: Record<string, string>): Promise<string> {
    const { origin, accessKey, secretKey } = this.server
    const keys = new URLSearchParams({ accessKey, secretKey }).toString()
    const lead = Object.entries(values).map(([Attribute, Value]) => ({ Attribute, Value }))
    const known = new Set(this.server.leads().map(({ id }) => id))
    const answer = await fetch(`${origin}${BULK_PATH}?${keys}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([lead]),
    })
    const made = this.server.leads().find(({ id }) => !known.has(id))
    if (!made) throw new Error(`no lead was made: ${await answer.text()}`)
    this.server.clearCalls()
    return made.id
  }

  /** Somebody else changes a lead, behind Leadsheet's back. */
  async changeBehind(id: string, values: Record<string, string>): Promise<void> {
    await changeLead(this.server, id, values)
    this.server.clearCalls()
  }
}
