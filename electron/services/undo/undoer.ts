import { fail, ok, type Result } from '#shared/api/faults.ts'
import { isEnded, type PushProgress } from '#shared/domain/push/outcome.ts'
import type { UndoCell, UndoKind, UndoReview } from '#shared/domain/push/undo.ts'
import type { AttributeList } from '#shared/domain/sheet/attributes.ts'
import { CHANGED_BY } from '#shared/domain/reading/changed-by.ts'
import type { SheetHead } from '#shared/domain/sheet/sheet.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'
import type { AccountView } from '#shared/domain/push/account.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { PushRecord } from '#electron/services/ports/pushes.ts'
import type { PushStore, PushWriting } from '#electron/services/ports/pushes.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { ImageStore } from '#electron/services/ports/image-store.ts'
import { MOST_IDS, type LeadReads, type ReadLead } from '#electron/services/ports/lead-reads.ts'
import type { LinkStore } from '#electron/services/ports/reading-store.ts'
import type { Reader, ReadJob } from '#electron/services/reading/reader.ts'
import { breathe } from '#electron/services/timers.ts'
import { proveClearing, type ClearingDeps, type Proof } from './clearing-proof.ts'
import { leadsPerLook } from '#electron/services/push/last-look.ts'
import type { PushRunner } from '#electron/services/push/runner.ts'
import { countKinds, mayHaveWritten, undoCells, undoMark, WrittenLeads } from './undo-plan.ts'
import { writeUndo } from './undo-push.ts'

export interface UndoerDeps {
  workspace: SheetStore & PushWriting & PushStore & ImageStore & LinkStore
  api: Pick<LeadReads, 'byIds' | 'updateExisting'>
  reader: Reader
  runner: PushRunner
  governors: ClearingDeps['governors']
  credentials: ClearingDeps['credentials']
  account(accountId: string): AccountView | null
  attributes(accountId: string): Promise<AttributeList>
  clock: Clock
}

/** Rows of a before-image looked at before others get a turn. */
const PAGE = 1000
/** A review this young is gone by without reading the leads again, in milliseconds. */
const STILL_FRESH_MS = 60_000

interface Reviewed {
  review: UndoReview
  cells: UndoCell[]
  accountId: string
  readAt: number
}

/** Takes pushes back: reads what they wrote, says cell by cell what would be restored, and pushes just that. */
export class Undoer {
  readonly #deps: UndoerDeps
  /** The latest review alone: it may be long. */
  #reviewed: Reviewed | null = null

  constructor(deps: UndoerDeps) {
    this.#deps = deps
  }

  async review(pushId: number): Promise<Result<UndoReview>> {
    const read = await this.#read(pushId)
    if (!read.ok) return read
    this.#reviewed = read.value
    return ok(read.value.review)
  }

  rows(
    pushId: number,
    page: { after: number | null; limit: number; kinds: readonly UndoKind[] | null },
  ): { rows: UndoCell[]; done: boolean } {
    const cells = this.#reviewed?.review.pushId === pushId ? this.#reviewed.cells : []
    const rows: UndoCell[] = []
    for (let index = page.after ?? 0; index < cells.length; index++) {
      const cell = cells[index]!
      if (page.kinds && !page.kinds.includes(cell.kind)) continue
      if (rows.length === page.limit) return { rows, done: false }
      rows.push(cell)
    }
    return { rows, done: true }
  }

  /** `reviewed`: the mark of the review somebody said yes to. */
  async start(pushId: number, reviewed: string): Promise<Result<{ sheet: SheetHead; push: PushProgress }>> {
    const { clock, workspace, runner } = this.#deps
    if (runner.isUnfinished()) return fail('busy', 'A push has not ended yet. Resume or cancel it first.')
    const known = this.#reviewed
    const fresh = known?.review.pushId === pushId && clock.monotonic() - known.readAt < STILL_FRESH_MS
    const read = fresh ? ok(known) : await this.#read(pushId)
    if (!read.ok) return read
    if (read.value.review.mark !== reviewed) {
      return fail(
        'changed',
        'LeadSquared, or what this push wrote, is not as it was when you looked, so nothing was sent. Look at the undo again.',
      )
    }
    const { accountId, review } = read.value
    const account = this.#deps.account(accountId)
    if (!account) return fail('not-found', 'This account is no longer here. Choose another one.')
    if (review.restore === 0) return fail('invalid', 'There is nothing to put back, so nothing was sent.')
    // Whoever looks again sees what is there then.
    this.#reviewed = null
    const { attributes } = await this.#deps.attributes(accountId)
    const cells = await this.#withoutUnproven(accountId, read.value.cells, attributes)
    if (!cells.ok) return cells
    const { tried } = cells.value
    const record = workspace.push(pushId)!
    const started = await runner.startWritten(accountId, (ownLimit, startedAt) =>
      writeUndo(workspace, {
        record,
        account,
        cells: cells.value.cells,
        tried,
        review,
        attributes,
        ownLimit,
        startedAt,
      }),
    )
    if (!started.ok) return started
    const sheet = workspace.head(started.value.sheetId)
    return sheet ? ok({ sheet, push: started.value }) : fail('not-found', 'The sheet of this undo is gone.')
  }

  /** Former blanks whose clearing nothing proves stay as they are, and are told. */
  async #withoutUnproven(
    accountId: string,
    cells: UndoCell[],
    attributes: AttributeList['attributes'],
  ): Promise<Result<{ cells: UndoCell[]; tried: Proof['tried'] }>> {
    const blanks = cells.filter(({ kind, before }) => kind === 'restore' && before === '')
    if (blanks.length === 0) return ok({ cells, tried: new Map() })
    const proven = await proveClearing(this.#deps, accountId, blanks, attributes)
    if (!proven.ok) return proven
    const { tried } = proven.value
    const told = cells.map((cell): UndoCell => {
      if (cell.kind !== 'restore' || cell.before !== '' || proven.value.proven.has(cell.attribute))
        return cell
      return { ...cell, kind: 'cannot', message: NOT_CLEARED }
    })
    return ok({ cells: told, tried })
  }

  async #read(pushId: number): Promise<Result<Reviewed>> {
    const { workspace, clock } = this.#deps
    const record = workspace.push(pushId)
    if (!record || record.summary.imported) return fail('not-found', 'This push is no longer in the history.')
    if (!isEnded(record.summary.phase))
      return fail('busy', 'This push has not ended. Resume or cancel it first, then take it back.')
    const { accountId } = record
    const account = this.#deps.account(accountId)
    if (!account || account.host !== record.summary.host) {
      return fail(
        'not-found',
        `The account this push went to (${record.summary.accountLabel}, ${record.summary.host}) is no longer here as it was, so it cannot be taken back.`,
      )
    }
    const created = workspace.createdLeads(pushId)
    const written = await this.#written(pushId)
    if (written.ids.length === 0 && !record.summary.write?.image && created.length === 0) {
      return fail(
        'invalid',
        'There is no before-image of this push: it was sent without a comparison, or its image was dropped. What was there before is not known.',
      )
    }
    const { attributes, source } = await this.#deps.attributes(accountId)
    const leads = await this.#leadsOf(written, record, attributes)
    if (!leads.ok) return leads
    const readAt = clock.monotonic()
    const cells = undoCells(written, leads.value, source === 'account' ? attributes : null)
    const counts = countKinds(cells)
    const toWrite = new Set(cells.filter(({ kind }) => kind === 'restore').map(({ leadId }) => leadId)).size
    const calls = Math.ceil(toWrite / LEADS_PER_CALL)
    const pace = this.#deps.governors.of(accountId, 'bulk').pace()
    const review: UndoReview = {
      pushId,
      sheetName: record.summary.sheetName,
      readAt: new Date(clock.wall()).toISOString(),
      leads: written.ids.length,
      toWrite,
      ...counts,
      blanks: cells.filter(({ kind, before }) => kind === 'restore' && before === '').length,
      created: created.length,
      withoutImage: workspace.updatedWithoutImage(pushId),
      calls,
      lookCalls: Math.ceil(toWrite / leadsPerLook(pace)),
      seconds: calls === 0 ? 0 : Math.max(0, Math.ceil(calls / pace.calls) - 1) * pace.seconds + 1,
      mark: undoMark(pushId, accountId, cells),
    }
    return ok({ review, cells, accountId, readAt })
  }

  async #written(pushId: number): Promise<WrittenLeads> {
    const { workspace } = this.#deps
    const written = new WrittenLeads()
    for (let after: number | null = null; ;) {
      const rows = workspace.imageRows(pushId, after, PAGE)
      for (const row of rows) if (mayHaveWritten(row)) written.add(row)
      if (rows.length < PAGE) return written
      after = rows.at(-1)!.seq
      await breathe()
    }
  }

  async #leadsOf(
    written: WrittenLeads,
    { accountId }: PushRecord,
    attributes: AttributeList['attributes'],
  ): Promise<Result<Map<string, ReadLead>>> {
    const { api, reader } = this.#deps
    const told = attributes.map(({ schemaName }) => schemaName)
    const who = CHANGED_BY.filter((name) => told.includes(name))
    const columns = [...written.attributes, ...who]
    const { signal } = new AbortController()
    const job: ReadJob = { accountId, signal, onCall: () => undefined }
    const leads = new Map<string, ReadLead>()
    const { ids } = written
    for (let from = 0; from < ids.length; from += MOST_IDS) {
      const some = ids.slice(from, from + MOST_IDS)
      const page = await reader.ask(job, (credentials, hooks) => api.byIds(credentials, some, columns, hooks))
      if (!page.ok) return page
      for (const lead of page.value.leads) leads.set(lead.id, lead)
      const { recordCount } = page.value
      // A page that is cut must not pass for leads that are gone.
      if (recordCount !== null && some.filter((id) => leads.has(id)).length < recordCount) {
        return fail(
          'unreachable',
          `LeadSquared counts ${recordCount} of these leads, but not all of them came. Nothing was sent. Try again later.`,
        )
      }
    }
    return ok(leads)
  }
}

const NOT_CLEARED =
  'The field was empty before. LeadSquared did not clear it when it was tried with a first lead, so it is left as it is.'
