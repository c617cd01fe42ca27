import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { BulkReading } from '#electron/services/ports/bulk-reading.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { IndexedLead, LeadIndex } from '#electron/services/ports/lead-index.ts'
import {
  LARGEST_CHANGED_PAGE,
  LARGEST_PAGE,
  type LeadReads,
  type PageOf,
  type PageReads,
} from '#electron/services/ports/lead-reads.ts'
import { readPages } from './pages.ts'
import type { Reader, ReadJob } from './reader.ts'

/** Clocks of this machine and the service may differ; leads that are read once more do no harm. */
const CLOCK_SLACK_MS = 10 * 60_000
/** An index that was last brought up to date longer ago is made anew: deletions are never told. */
const OLDEST_MS = 30 * 86_400_000
/** A tenant that has more is matched in other ways: the index would grow beyond a few gigabytes. */
export const MOST_INDEXED = 5_000_000

export interface IndexFillerDeps {
  api: Pick<LeadReads, 'changedBetween' | 'readBy'>
  bulk: Pick<BulkReading, 'indexed'>
  reader: Reader
  clock: Clock
}

export interface FillProgress {
  done: number
  of: number | null
}

/** True where the index can answer for this attribute after no more than a refresh. */
export function isUsable(index: LeadIndex, attribute: string, now: number): boolean {
  const state = index.state()
  if (!state?.complete || now - state.watermark > OLDEST_MS) return false
  return attribute === '' || state.attribute === attribute
}

/**
 * Fills an account's key index, page by page, and goes on where an earlier run was stopped; afterwards brings in only what
 * changed since. Between two windows the boundary second is shared, and a good deal more.
 */
export class IndexFiller {
  readonly #deps: IndexFillerDeps

  constructor(deps: IndexFillerDeps) {
    this.#deps = deps
  }

  /** `attribute`: by what rows are searched beside email and phone; '' for none. */
  async bringUpToDate(
    job: ReadJob,
    index: LeadIndex,
    attribute: string,
    onProgress: (progress: FillProgress) => void,
  ): Promise<Result<unknown>> {
    if (!isUsable(index, attribute, this.#deps.clock.wall())) {
      const filled = await this.#fill(job, index, attribute, onProgress)
      if (!filled.ok) return filled
    }
    return this.#refresh(job, index)
  }

  /** How many leads the account has; one call. */
  async count(job: ReadJob): Promise<Result<number>> {
    const { api, clock } = this.#deps
    const between = { from: 0, to: clock.wall() + CLOCK_SLACK_MS }
    const page = { columns: ['ProspectID'], page: 1, size: 1 }
    const answer = await this.#deps.reader.ask(job, (credentials, hooks) =>
      api.changedBetween(credentials, between, page, hooks),
    )
    if (!answer.ok) return answer
    const { recordCount } = answer.value
    return recordCount === null
      ? fail('unreachable', 'LeadSquared did not tell how many leads there are. Try again in a moment.')
      : ok(recordCount)
  }

  async #fill(
    job: ReadJob,
    index: LeadIndex,
    attribute: string,
    onProgress: (progress: FillProgress) => void,
  ): Promise<Result<unknown>> {
    const { reader, clock } = this.#deps
    const reads = this.#readsFor(attribute)
    const counted = await this.count(job)
    if (!counted.ok) return counted
    if (counted.value > MOST_INDEXED) {
      return fail(
        'invalid',
        `This account has ${counted.value} leads, more than an index is made of (${MOST_INDEXED}).`,
      )
    }
    const before = index.state()
    const goesOn = before !== null && !before.complete && before.attribute === attribute
    if (!goesOn) index.begin(attribute, clock.wall())
    const columns = columnsFor(attribute)
    let came = goesOn ? before.pages * LARGEST_PAGE : 0
    onProgress({ done: came, of: counted.value })
    const read = await readPages<IndexedLead>({
      what: 'all leads',
      expected: counted.value,
      size: LARGEST_PAGE,
      // The page that came last is read again: leads may have moved up meanwhile.
      from: goesOn ? Math.max(0, before.pages - 1) : 0,
      ask: (page) =>
        reader.ask(job, (credentials, hooks) =>
          reads.byCondition(credentials, EVER, { columns, page, size: LARGEST_PAGE }, hooks),
        ),
      take(leads, pages) {
        index.addPage(leads, pages)
        came = Math.max(came, (pages - 1) * LARGEST_PAGE + leads.length)
        onProgress({ done: came, of: counted.value })
      },
    })
    if (!read.ok) return read
    const leads = index.count()
    // While it is read leads are made and deleted; more than a few missing means that pages came short.
    if (leads < counted.value - Math.max(100, counted.value / 1000)) {
      index.begin(attribute, clock.wall())
      return fail(
        'unreachable',
        `LeadSquared counts ${counted.value} leads, but only ${leads} came. Nothing was compared. Try again later.`,
      )
    }
    index.complete()
    return ok({})
  }

  async #refresh(job: ReadJob, index: LeadIndex): Promise<Result<unknown>> {
    const { reader, clock } = this.#deps
    const { attribute, watermark } = index.state()!
    const now = clock.wall()
    const between = { from: Math.max(0, watermark - CLOCK_SLACK_MS), to: now + CLOCK_SLACK_MS }
    const columns = columnsFor(attribute)
    const size = LARGEST_CHANGED_PAGE
    const reads = this.#readsFor(attribute)
    const ask = (page: number): Promise<Result<PageOf<IndexedLead>>> =>
      reader.ask(job, (credentials, hooks) =>
        reads.changedBetween(credentials, between, { columns, page, size }, hooks),
      )
    const read = await readPages<IndexedLead>({
      what: 'what changed lately',
      size,
      from: 0,
      ask,
      take: (leads) => index.put(leads, watermark),
    })
    if (read.ok) index.put([], now)
    return read
  }

  /** Pages of a thousand leads are made keys elsewhere: of a million leads that is seconds. */
  #readsFor(attribute: string): PageReads<PageOf<IndexedLead>> {
    const { api, bulk } = this.#deps
    return api.readBy(bulk.indexed(attribute))
  }
}

/** Every lead there is: there is no call without a condition. */
const EVER = { attribute: 'CreatedOn', operator: '>', value: '1900-01-01 00:00:00' } as const

function columnsFor(attribute: string): string[] {
  return ['EmailAddress', 'Phone', ...(attribute === '' ? [] : [attribute])]
}
