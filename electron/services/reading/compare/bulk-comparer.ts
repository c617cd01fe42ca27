import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { RowComparer } from '#shared/domain/reading/compare-row.ts'
import type { ComparedTotals } from '#shared/domain/reading/compare-totals.ts'
import { matchRow, type Match } from '#shared/domain/reading/match.ts'
import type { KnownKey } from '#shared/domain/reading/new-leads.ts'
import type { PackedRow } from '#shared/domain/sheet/packed-row.ts'
import type { SearchBy } from '#shared/domain/sheet/sheet.ts'
import type {
  BatchKeys,
  BulkComparison,
  BulkReading,
  ComparedBatch,
} from '#electron/services/ports/bulk-reading.ts'
import type { LeadIndex } from '#electron/services/ports/lead-index.ts'
import type { LeadReads } from '#electron/services/ports/lead-reads.ts'
import type { RowToKeep } from '#electron/services/ports/reading-store.ts'
import { findInIndex } from '../finders.ts'
import type { Reader, ReadJob } from '../reader.ts'

export interface ComparedRows {
  rows: RowToKeep[]
  /** Of the new ones among them, beside `rows`; null of the others. */
  newBy: (readonly KnownKey[] | null)[]
  totals: ComparedTotals
}

export interface BulkComparerDeps {
  bulk: Pick<BulkReading, 'comparison'>
  api: Pick<LeadReads, 'readBy'>
  reader: Pick<Reader, 'ask'>
}

interface About {
  request: { searchBy: SearchBy }
  comparer: RowComparer
  /** By what leads are searched beside email and phone; '' for none. */
  attribute: string
  job: ReadJob
}

/** A comparison of a long sheet by the index: what is to be worked out of rows and answers is worked out elsewhere. */
export class BulkComparer {
  readonly #deps: BulkComparerDeps
  readonly #comparison: BulkComparison
  readonly #index: LeadIndex
  readonly #about: About
  #batches = 0

  constructor(deps: BulkComparerDeps, about: About, index: LeadIndex) {
    this.#deps = deps
    this.#about = about
    this.#index = index
    this.#comparison = deps.bulk.comparison(about.comparer.setup)
  }

  async compare(rows: readonly PackedRow[]): Promise<Result<ComparedRows>> {
    const batch = ++this.#batches
    const keys = await this.#comparison.keysOf(batch, rows)
    const matched = this.#match(keys)
    if (!matched.ok) return matched
    const matches = matched.value
    const ids = [...new Set(matches.flatMap((match) => (match.kind === 'one' ? [match.leadId] : [])))]
    const compared =
      ids.length === 0
        ? ok(await this.#comparison.compareNone(batch, matches))
        : await this.#compareWith(batch, matches, ids)
    if (!compared.ok) return compared
    const { recordCount, came, gone, totals } = compared.value
    const short = shortAnswer(recordCount, came)
    if (short) return short
    if (gone.length > 0) this.#index.remove(gone)
    const toKeep = rowsToKeep(rows, keys.places, compared.value)
    const newBy = toKeep.map(({ kind }, row) => (kind === 'new' ? keysOf(keys, row) : null))
    return ok({ rows: toKeep, newBy, totals })
  }

  close(): void {
    this.#comparison.close()
  }

  #match({ places, keys }: BatchKeys): Result<Match[]> {
    const { attribute, request } = this.#about
    const leads = new Map<string, ReadonlyMap<string, string[]>>()
    for (const of of keys) {
      const found = findInIndex(this.#index, attribute, { ...of, keys: of.keys.filter((key) => key !== '') })
      if (!found.ok) return found
      leads.set(of.attribute, found.value)
    }
    return ok(
      places.map((_place, row) => {
        return matchRow(
          keysOf({ keys }, row),
          request.searchBy,
          (of) => leads.get(of.attribute)!.get(of.key) ?? [],
        )
      }),
    )
  }

  #compareWith(
    batch: number,
    matches: readonly Match[],
    ids: readonly string[],
  ): Promise<Result<ComparedBatch>> {
    const { api, reader } = this.#deps
    const { job, comparer } = this.#about
    const reads = api.readBy((answer) => this.#comparison.compare(batch, matches, answer))
    return reader.ask(job, (credentials, hooks) => reads.byIds(credentials, ids, comparer.attributes, hooks))
  }
}

function keysOf({ keys }: Pick<BatchKeys, 'keys'>, row: number): KnownKey[] {
  return keys.flatMap(({ attribute, keys: texts }) => (texts[row] ? [{ attribute, key: texts[row] }] : []))
}

function rowsToKeep(
  rows: readonly PackedRow[],
  places: readonly number[],
  { kinds, leadIds, otherLeadIds, messages, changes, bases }: ComparedBatch,
): RowToKeep[] {
  return places.map((place, index) => ({
    row: rows[place]!,
    kind: kinds[index]!,
    leadId: leadIds[index]!,
    otherLeadId: otherLeadIds[index]!,
    message: messages[index]!,
    changes: changes[index]!,
    base: bases[index]!,
  }))
}

/** An answer that has fewer leads than the service counts, in words; null where it has them all. */
export function shortAnswer(
  recordCount: number | null,
  came: number,
): Extract<Result<never>, { ok: false }> | null {
  if (recordCount === null || came >= recordCount) return null
  return fail(
    'unreachable',
    `LeadSquared counts ${recordCount} of these leads, but only ${came} came. Nothing was compared. Try again later.`,
  )
}
