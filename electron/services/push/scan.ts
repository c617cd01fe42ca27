import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { AccountView } from '#shared/domain/push/account.ts'
import type { AttributeList } from '#shared/domain/sheet/attributes.ts'
import type { Outcome, PushRequest, PushReview } from '#shared/domain/push/outcome.ts'
import { LostZeros } from '#shared/domain/check/lost-zeros.ts'
import { isError, PROBLEM_TITLES } from '#shared/domain/check/problem.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { Plan, type PlannedRow } from '#shared/domain/push/plan.ts'
import type { CallSpending } from '#shared/domain/push/account.ts'
import type { PushWrite } from '#shared/domain/push/write.ts'
import type { ComparedRow } from '#shared/domain/reading/comparison.ts'
import { byLeadId, LEAD_ID, LEADS_PER_CALL, type Lead } from '#shared/domain/sheet/lead.ts'
import type { AfterPush } from '#shared/domain/sheet/after-push.ts'
import type { ReviewedAfter } from '#shared/domain/push/after.ts'
import { mappingOf, type Column, type Row, type RowId, type SheetHead } from '#shared/domain/sheet/sheet.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import { tooManyCalls } from '#electron/services/rate/spending.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { PushStore } from '#electron/services/ports/pushes.ts'
import type { ToldComparison } from '#electron/services/ports/reading-store.ts'
import { MOST_IN_FLIGHT } from './send-queue.ts'
import { USUAL_LATENCY } from './throughput.ts'
import { sheetPages, unhurried } from '#electron/services/paging.ts'
import { breathe } from '#electron/services/timers.ts'
import { readColumns } from './column-readings.ts'
import { leadsPerLook } from './last-look.ts'
import { rowsPerSearch } from './made-meanwhile.ts'
import { ReviewMark } from './review-digest.ts'
import { answeredByPhone, writeOf, WritePlan, type RowWrite } from './write-plan.ts'

/** Rows looked at before others get a turn: a few milliseconds' work. */
const PAGE = 1000
/** Of the rows left out for one reason, how many are named. */
const NAMED = 1000
/** Rows between two words on how far a review is: several a second. */
const TELL_EVERY = 5000

export interface PlannerDeps {
  workspace: SheetStore & PushStore
  account(accountId: string): AccountView | null
  /** With the account's users, where one of the columns goes to a field that holds them. */
  attributes(accountId: string, columns: readonly Column[]): Promise<AttributeList>
  /** What was read of LeadSquared for a sheet; left out where nothing reads. */
  compared?: ComparedSheets
  /** Lays what is to follow over what the account has; left out where nothing can follow. */
  after?: ResolveAfter
  /** What is left of the account's day. */
  spending?(accountId: string): CallSpending
  /** The limit that binds, in the long run. */
  pace(accountId: string): { calls: number; seconds: number }
}

/** `leads`: how many it is about at most. */
export type ResolveAfter = (
  accountId: string,
  after: AfterPush,
  of: { columns: readonly Column[]; leads: number },
) => Promise<ReviewedAfter>

/** By the mapping the sheet has now. */
export interface ComparedSheets {
  comparison(sheetId: number): ToldComparison | null
  rows(sheet: SheetHead, accountId: string, ids: readonly RowId[]): ReadonlyMap<RowId, ComparedRow>
  links(sheetId: number, accountId: string, ids: readonly RowId[]): ReadonlyMap<RowId, { leadId: string }>
}

export interface ScannedRow {
  row: Row
  /** As messages name it. */
  number: number
  planned: PlannedRow
  /** Where the push goes by a comparison. */
  write: RowWrite | null
}

/** Who is told of a review while it goes on. */
export interface ReviewListener {
  /** How many of the sheet's rows have been looked at. */
  onRows?(rows: number, of: number): void
  /** A row of the scope and what is planned for it, duplicates not yet decided. `number`: as messages name the row. */
  onRow?(row: Row, number: number, planned: PlannedRow): void
}

export interface Scan {
  sheet: SheetHead
  account: AccountView
  plan: Plan
  readings: readonly ColumnReading[]
  attributes: AttributeList
  mark: ReviewMark
  write: PushWrite | null
}

/** Everything a review and a push need to know about the request; a fault where it cannot be carried out at all. */
export async function prepareScan(deps: PlannerDeps, request: PushRequest): Promise<Result<Scan>> {
  const account = deps.account(request.accountId)
  if (!account) return fail('not-found', 'This account is no longer here. Choose another one.')
  const named = deps.workspace.head(request.sheetId)
  const attributes = await deps.attributes(request.accountId, named?.columns ?? [])
  // It may have been edited while the account was asked.
  const sheet = deps.workspace.head(request.sheetId)
  if (!sheet) return fail('not-found', 'This sheet is no longer here. Open another one.')
  const { searchBy, blanks, duplicates, includeProblems } = request
  const { columns } = sheet
  const { settings } = sheet
  const comparison = deps.compared?.comparison(sheet.id) ?? null
  const written = writeOf(request, comparison)
  if (!written.ok) return written
  const write = written.value
  const readings = await readColumns(deps.workspace, sheet, attributes.attributes)
  const plan = new Plan({
    ...{ columns, searchBy, blanks, duplicates, attributes, includeProblems },
    ...{ settings, readings },
    byLead: write?.way === 'update',
  })
  return ok({
    sheet,
    account,
    plan,
    readings,
    attributes,
    mark: new ReviewMark(account, plan.columns, request, write),
    write,
  })
}

/** Shows every row of the scope to the plan and to the mark, page by page, in the sheet's order. */
export async function scanRows(
  deps: PlannerDeps,
  request: PushRequest,
  { sheet, plan, mark, write }: Scan,
  take: (rows: ScannedRow[], seen: number) => void,
): Promise<void> {
  const { workspace } = deps
  const writing = write && new WritePlan(write, request)
  const answers = new Map(request.phoneAnswers?.map(({ rowId, answer }) => [rowId, answer]))
  const isInScope = request.edited ? () => true : scopeTest(workspace, request)
  // Chosen rows are sent because they were chosen, whatever went in before.
  const measured = request.scope.kind === 'unsent' || request.scope.kind === 'states'
  const fileRows = request.rowNumbers === 'file' ? workspace.fileRows(request.sheetId) : null
  let place = 0
  for await (const page of unhurried(sheetPages(workspace, request.sheetId, PAGE))) {
    const outcomes = new Map(page.outcomes.map((outcome) => [outcome.rowId, outcome]))
    const changed = new Set(page.changed)
    const ids = page.rows.map(({ id }) => id)
    const compared = write ? deps.compared?.rows(sheet, request.accountId, ids) : undefined
    const links = request.byLink ? deps.compared?.links(sheet.id, request.accountId, ids) : undefined
    const scanned: ScannedRow[] = []
    for (const row of page.rows) {
      place++
      const outcome = outcomes.get(row.id) ?? null
      const number = fileRows?.placeOf(row.id) ?? place
      if (isInScope(row.id, outcome, changed.has(row.id))) {
        let decided = writing?.decide(row.id, compared?.get(row.id), () => plan.leadOf(row)) ?? null
        const link = links?.get(row.id)
        if (link && decided?.kind !== 'part' && decided?.kind !== 'out')
          decided = wholeByLead(link.leadId, plan.leadOf(row), decided)
        const answer = write?.way === 'update' ? undefined : answers.get(row.id)
        if (answer !== undefined) decided = answeredByPhone(answer, plan.leadOf(row))
        // A row nobody edited is no part of a push of edits.
        if (decided?.kind === 'out' && decided.code === 'not-edited') continue
        scanned.push({ row, number, planned: plannedAs(decided, plan, row, number), write: decided })
      } else if (measured && (outcome?.state === 'created' || outcome?.state === 'updated')) {
        plan.addSentBefore(row, number)
      }
    }
    mark.rows(scanned)
    take(scanned, place)
  }
}

function plannedAs(write: RowWrite | null, plan: Plan, row: Row, number: number): PlannedRow {
  if (write?.kind === 'out') {
    const { code, title, message } = write
    return { state: 'skipped', code, title, message, problems: [] }
  }
  return plan.add(row, number, write?.kind === 'part' ? { lead: write.lead } : null)
}

/** All of a row, to the lead it is known to be. */
function wholeByLead(leadId: string, whole: Lead, decided: RowWrite | null): RowWrite {
  const fields = whole.filter(({ Attribute }) => Attribute !== 'SearchBy')
  const image = (decided?.kind === 'whole' && decided.image) || { leadId, cells: [] }
  return { kind: 'part', lead: byLeadId(leadId, fields), image, saved: 0, conflicts: 0 }
}

function scopeTest(
  workspace: PlannerDeps['workspace'],
  request: PushRequest,
): (id: RowId, outcome: Outcome | null, changed: boolean) => boolean {
  const { scope } = request
  switch (scope.kind) {
    case 'all':
      return () => true
    case 'rows': {
      const chosen = new Set(scope.rows)
      return (id) => chosen.has(id)
    }
    case 'states': {
      const states = new Set(scope.states)
      return (_id, outcome) => states.has(outcome?.state ?? 'draft')
    }
    case 'unsent': {
      // A lead in the practice account is not yet one in the live account.
      const toThisAccount = new Map<number, boolean>()
      return (_id, outcome, changed) => {
        if (!outcome || changed || (outcome.state !== 'created' && outcome.state !== 'updated')) return true
        let here = toThisAccount.get(outcome.pushId)
        if (here === undefined) {
          const earlier = workspace.push(outcome.pushId)
          // A report tells the account's label, not its id: what it says went in is taken as gone in here.
          here = earlier?.accountId === request.accountId || earlier?.summary.imported === true
          toThisAccount.set(outcome.pushId, here)
        }
        return !here
      }
    }
  }
}

/** What a push would do, before anything is sent. */
export async function reviewPush(
  deps: PlannerDeps,
  request: PushRequest,
  listener: ReviewListener = {},
): Promise<Result<PushReview>> {
  const prepared = await prepareScan(deps, request)
  if (!prepared.ok) return prepared
  const { sheet, plan, mark, readings, write } = prepared.value
  const written = new WrittenCells()
  const leftOut = new LeftOutLists()
  const warned = new LeftOutLists()
  const lostZeros = new LostZeros(sheet.columns, prepared.value.attributes.attributes, NAMED)
  let inScope = 0
  let queued = 0
  let blanks = 0
  let withProblems = 0
  let told = 0
  await scanRows(deps, request, prepared.value, (rows, seen) => {
    if (seen - told >= TELL_EVERY) {
      told = seen
      listener.onRows?.(seen, sheet.rowCount)
    }
    inScope += rows.length
    for (const { row, number, planned, write: decided } of rows) {
      if (write) written.add(planned, decided)
      listener.onRow?.(row, number, planned)
      if (planned.state === 'skipped') leftOut.add(planned.code, planned.title, row.id)
      else {
        queued++
        lostZeros.add(row)
        blanks += planned.emptyCells
        if (planned.problems?.some(isError)) withProblems++
        for (const { code, severity } of planned.problems ?? []) {
          if (severity === 'warning') warned.add(code, PROBLEM_TITLES[code], row.id)
        }
      }
    }
  })
  for (const { count, rows } of lostZeros.suspects()) {
    for (let cell = 0; cell < count; cell++) {
      warned.add('lost-zero', PROBLEM_TITLES['lost-zero'], rows[Math.min(cell, rows.length - 1)]!)
    }
  }
  let merged = 0
  const decisions = plan.decideDuplicates()
  for (const decision of decisions) {
    if (decision.kind === 'left-out')
      leftOut.add('duplicate', 'Same search key as another row', decision.rowId)
    if (decision.kind === 'merged') merged += decision.rowIds.length - 1
  }
  const toSend = queued - leftOut.countOf('duplicate')
  const leads = toSend - merged
  const limit = deps.pace(request.accountId)
  // Whether slots are free when it starts nobody can tell; a window without calls before it is the usual case.
  const outlook = { latency: USUAL_LATENCY, limit, free: limit.calls, most: MOST_IN_FLIGHT }
  const forecast = plan.forecast(leads, outlook)
  let slice = forecast.next()
  while (!slice.done) {
    await breathe()
    slice = forecast.next()
  }
  const { calls, seconds } = slice.value
  const after =
    request.after && (await deps.after?.(request.accountId, request.after, { columns: sheet.columns, leads }))
  const attributes = mappingOf(sheet.columns)
  const toldWrite = write
    ? written.told(
        write,
        attributes.map(({ attribute }) => attribute),
        limit,
      )
    : null
  return ok({
    inScope,
    toSend,
    leads,
    calls,
    seconds,
    limit,
    leftOut: leftOut.all(),
    warned: warned.all(),
    readings: [...readings],
    forms: plan.forms,
    duplicates: plan.countDuplicates(),
    blanks,
    withProblems,
    attributes,
    notSent: sheet.columns.filter(({ attribute }) => attribute === null).map(({ header }) => header),
    warnings: plan.warnings,
    ...(toldWrite ? { write: toldWrite } : {}),
    ...(after ? { after } : {}),
    ...(deps.spending
      ? spent(deps.spending(request.accountId), calls + (toldWrite?.lookCalls ?? 0) + (after?.calls ?? 0))
      : {}),
    mark: mark.finish(decisions),
  })
}

function spent(spending: CallSpending, calls: number): Pick<PushReview, 'spending' | 'spendingNote'> {
  return { spending, spendingNote: tooManyCalls(calls, spending) }
}

/** What a comparison makes of a push, in cells. */
class WrittenCells {
  #cells = 0
  #savedCells = 0
  #savedRows = 0
  #conflicts = 0
  #withoutImage = 0
  /** Rows whose leads are looked at again before they are written. */
  #looked = 0
  /** Null once some row goes whole. */
  #attributes: Set<string> | null = new Set()

  add(planned: PlannedRow, write: RowWrite | null): void {
    if (write?.kind === 'out') {
      this.#conflicts += write.conflicts
      if (write.code === 'same') this.#savedRows++
      return
    }
    if (planned.state === 'skipped') return
    if (write?.kind !== 'part') this.#attributes = null
    if (write?.kind === 'part') {
      for (const { Attribute } of write.lead) this.#attributes?.add(Attribute)
      this.#cells += write.lead.filter(
        ({ Attribute }) => Attribute !== 'SearchBy' && Attribute !== LEAD_ID,
      ).length
      this.#savedCells += write.saved
      this.#conflicts += write.conflicts
    }
    if (write?.kind === 'whole' && !write.image) this.#withoutImage++
    if (write?.image) this.#looked++
  }

  told(
    { mode, comparedAt }: PushWrite,
    mapped: readonly string[],
    limit: WindowLimit,
  ): NonNullable<PushReview['write']> {
    const sent = this.#attributes
    return {
      savedFields: sent ? mapped.filter((attribute) => !sent.has(attribute)).length : 0,
      mode,
      comparedAt: comparedAt ?? '',
      cells: this.#cells,
      savedCells: this.#savedCells,
      savedRows: this.#savedRows,
      savedCalls: Math.floor(this.#savedRows / LEADS_PER_CALL),
      lookCalls:
        mode === 'create'
          ? Math.ceil(this.#withoutImage / rowsPerSearch(limit))
          : Math.ceil(this.#looked / leadsPerLook(limit)),
      conflicts: this.#conflicts,
      withoutImage: this.#withoutImage,
    }
  }
}

class LeftOutLists {
  readonly #byCode = new Map<string, PushReview['leftOut'][number]>()

  add(code: string, text: string, rowId: RowId): void {
    let list = this.#byCode.get(code)
    if (!list) {
      list = { code, text, count: 0, rows: [] }
      this.#byCode.set(code, list)
    }
    list.count++
    if (list.rows.length < NAMED && list.rows.at(-1) !== rowId) list.rows.push(rowId)
  }

  countOf(code: string): number {
    return this.#byCode.get(code)?.count ?? 0
  }

  all(): PushReview['leftOut'] {
    return [...this.#byCode.values()].sort((one, other) => other.count - one.count)
  }
}
