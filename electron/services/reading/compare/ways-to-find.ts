import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { AccountView } from '#shared/domain/push/account.ts'
import type { ReadWay, WayPlan } from '#shared/domain/reading/comparison.ts'
import { rowKeysOf } from '#shared/domain/reading/match.ts'
import type { BulkReading } from '#electron/services/ports/bulk-reading.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { LeadIndex, LeadIndexes } from '#electron/services/ports/lead-index.ts'
import { MOST_IDS, type LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { WindowLimit } from '#electron/services/rate/sliding-window.ts'
import { idFinder, indexFinder, inFinder, lookUpFinder, probeIn, type Finder } from '../finders.ts'
import { IndexFiller, isUsable } from '../index-filler.ts'
import type { Reader } from '../reader.ts'
import { chooseWay, IN_NOTE, secondsFor, waysOf, type KeyCounts } from '../ways.ts'
import { rowsToSend, type SheetRows } from './rows-to-send.ts'
import { BATCH, isById, type Task } from './task.ts'

export interface WaysToFindDeps {
  workspace: SheetRows
  indexes: LeadIndexes
  api: LeadReads
  bulk: Pick<BulkReading, 'indexed'>
  reader: Reader
  /** Of ordinary calls. */
  pace(accountId: string): WindowLimit
  clock: Clock
  /** The progress of the sheet's comparison is another one. */
  tell(sheetId: number): void
}

/** Below this many calls nobody waits long enough for another way to be worth the counting. */
const NOT_WORTH_COUNTING = 10

/** How the leads of a comparison's rows can be found, what each way costs, and the one that is taken. */
export class WaysToFind {
  readonly #deps: WaysToFindDeps
  readonly #filler: IndexFiller

  constructor(deps: WaysToFindDeps) {
    this.#deps = deps
    this.#filler = new IndexFiller(deps)
  }

  /** The account's index, empty where it was made of another host's leads. */
  index(account: Pick<AccountView, 'id' | 'host'>): LeadIndex {
    const { indexes } = this.#deps
    let index = indexes.of(account.id)
    if (index.note('host') !== account.host) {
      indexes.forget(account.id)
      index = indexes.of(account.id)
      index.setNote('host', account.host)
    }
    return index
  }

  async plan(task: Task): Promise<Result<{ ways: WayPlan[]; rows: number }>> {
    const { clock } = this.#deps
    const { accountId, searchBy } = task.request
    const keys = new Map<string, Set<string>>()
    let rows = 0
    for await (const batch of rowsToSend(this.#deps.workspace, task)) {
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
    const index = this.index(task.account)
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

  async take(task: Task, asked: ReadWay | null): Promise<Result<{ way: ReadWay; rows: number }>> {
    const { sheet, request, account, attribute } = task
    const rows = request.rows?.length ?? sheet.rowCount
    // Nothing is cheaper for a long sheet than an index that is there: its keys need not be counted for that.
    const long = rows > BATCH || asked === 'index'
    const isThere = isUsable(this.index(account), attribute, this.#deps.clock.wall())
    if (!isById(request) && asked !== 'look-ups' && asked !== 'in' && long && isThere)
      return ok({ way: 'index', rows })
    const planned = await this.plan(task)
    if (!planned.ok) return planned
    const chosen = chooseWay(planned.value.ways, asked)
    return chosen.ok ? ok({ way: chosen.value.way, rows: planned.value.rows }) : chosen
  }

  async finder(task: Task, way: ReadWay): Promise<Result<Finder>> {
    const { api, reader } = this.#deps
    const { job, account, attribute } = task
    const deps = { api, reader, job }
    if (isById(task.request)) return ok(idFinder)
    if (way === 'look-ups') return ok(lookUpFinder(deps))
    const index = this.index(account)
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
      this.#deps.tell(task.request.sheetId)
    })
    task.progress.of = rows
    return ready.ok ? ok(indexFinder(index, attribute)) : ready
  }
}
