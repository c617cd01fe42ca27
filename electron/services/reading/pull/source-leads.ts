import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { AccountView } from '#shared/domain/push/account.ts'
import { pulledRow, type PulledColumn } from '#shared/domain/reading/pulled-cells.ts'
import type { PullSource } from '#shared/domain/reading/source.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import type { BulkReading, CameRow } from '#electron/services/ports/bulk-reading.ts'
import {
  LARGEST_CHANGED_PAGE,
  LARGEST_PAGE,
  MOST_IDS,
  type LeadReads,
  type PageReads,
  type PageRequest,
  type ReadLead,
} from '#electron/services/ports/lead-reads.ts'
import type { PullRecord } from '#electron/services/ports/reading-store.ts'
import { nameOf, type Finder } from '../finders.ts'
import { readPages } from '../pages.ts'
import type { ReadJob, Reader } from '../reader.ts'
import { whatOf } from './source-words.ts'

/** "The leads my rows match" are their ids by then. */
export type FixedSource = Exclude<PullSource, { kind: 'matched' }>
export type PagedSource = Exclude<FixedSource, { kind: 'named' }>
export type NamedSource = Extract<FixedSource, { kind: 'named' }>

export interface SourceLeadsDeps {
  api: LeadReads
  bulk: Pick<BulkReading, 'rowsOf'>
  reader: Reader
  /** Finds leads by email, the cheapest way that needs no question. */
  emailFinder(account: AccountView, job: ReadJob): Finder
}

/** A pull under way: `record` is as it stands, and `keep` moves it on. */
export interface Filling {
  record: Readonly<PullRecord>
  account: AccountView
  job: ReadJob
  columns: readonly PulledColumn[]
  /** `pages` counts those that are kept now; `expected`: how many leads there are, as far as it is known. */
  keep: (rows: readonly CameRow[], pages: number, expected: number | null) => void
}

/** Names are resolved and read this many at a time. */
const PORTION = 500
/** A list whose count moved while it was read is gone through again, so that no lead is missed by the shift. */
const MOST_PASSES = 3
/** Of names that found nothing, how many are told. */
const NAMED = 10

/** What LeadSquared has of a source: its count, and its leads from where an earlier run ended. */
export class SourceLeads {
  readonly #deps: SourceLeadsDeps

  constructor(deps: SourceLeadsDeps) {
    this.#deps = deps
  }

  /** `startedAt`: where what changed is asked for without an end. null: not known before it is read. */
  async count(
    source: FixedSource,
    job: ReadJob,
    startedAt: string,
  ): Promise<Result<{ leads: number | null; calls: number | null }>> {
    if (source.kind === 'named') {
      const { names } = source
      const emails = names.filter(isEmail).length
      return ok({ leads: names.length, calls: emails + Math.ceil(names.length / PORTION) })
    }
    if (source.kind === 'condition') return ok({ leads: null, calls: null })
    const one = { columns: ['ProspectID'], page: 1, size: 1 }
    const counted = await this.#page(this.#deps.api, source, one, job, startedAt)
    if (!counted.ok) return counted
    const leads = counted.value.recordCount
    return ok({ leads, calls: leads === null ? null : Math.max(1, Math.ceil(leads / pageSize(source))) })
  }

  /** Everything that is still to come; answers what is to be said of it, '' for nothing. */
  fill(source: FixedSource, filling: Filling): Promise<Result<string>> {
    return source.kind === 'named' ? this.#fillNamed(source, filling) : this.#fillPaged(source, filling)
  }

  async #fillPaged(source: PagedSource, { record, job, columns, keep }: Filling): Promise<Result<string>> {
    // Pages wait for those before them as rows, and take a quarter of the room that all their values by name would.
    const reads = this.#deps.api.readBy(this.#deps.bulk.rowsOf(columns))
    const size = pageSize(source)
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
          const answer = await this.#page(reads, source, asked, job, record.startedAt)
          if (answer.ok && answer.value.recordCount !== null) {
            counts.shrank ||= counts.least !== null && answer.value.recordCount < counts.least
            counts.least = answer.value.recordCount
          }
          return answer
        },
        take: keep,
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

  async #fillNamed({ names }: NamedSource, filling: Filling): Promise<Result<string>> {
    const { record, account, job, columns, keep } = filling
    const finder = this.#deps.emailFinder(account, job)
    const missing: string[] = []
    for (let portion = record.pages; portion * PORTION < names.length; portion++) {
      const some = names.slice(portion * PORTION, (portion + 1) * PORTION)
      const found = await finder.find(some.filter(isEmail).map(emailKey))
      if (!found.ok) return found
      const ids = new Map<string, readonly string[]>()
      for (const name of some) {
        ids.set(name, isEmail(name) ? (found.value.get(nameOf(emailKey(name))) ?? []) : [name])
      }
      const read = await this.#byIds([...new Set([...ids.values()].flat())], job, record.columns)
      if (!read.ok) return read
      const came = new Set(read.value.map(({ id }) => id.toLowerCase()))
      for (const [name, of] of ids) if (!of.some((id) => came.has(id.toLowerCase()))) missing.push(name)
      keep(
        read.value.map((lead) => pulledRow(lead, columns)),
        portion + 1,
        names.length,
      )
    }
    return ok(missing.length === 0 ? '' : notFound(missing, names.length))
  }

  async #byIds(
    wanted: readonly string[],
    job: ReadJob,
    columns: readonly string[],
  ): Promise<Result<ReadLead[]>> {
    const { api, reader } = this.#deps
    const leads: ReadLead[] = []
    for (let from = 0; from < wanted.length; from += MOST_IDS) {
      const part = wanted.slice(from, from + MOST_IDS)
      const answer = await reader.ask(job, (credentials, hooks) =>
        api.byIds(credentials, part, columns, hooks),
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
    return ok(leads)
  }

  #page<Page>(
    api: PageReads<Page>,
    source: PagedSource,
    page: PageRequest,
    job: ReadJob,
    startedAt: string,
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
}

function pageSize({ kind }: PagedSource): number {
  return kind === 'changed' ? LARGEST_CHANGED_PAGE : LARGEST_PAGE
}

/** What is named is an email address or a Lead ID. */
function isEmail(name: string): boolean {
  return name.includes('@')
}

function emailKey(value: string) {
  return { attribute: 'EmailAddress', value, key: normaliseKey('EmailAddress', value) }
}

function notFound(missing: readonly string[], of: number): string {
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
  return `${missing.length} of ${of} found no lead: ${missing.slice(0, NAMED).join(', ')}${more}.`
}
