import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { RowComparer } from '#shared/domain/reading/compare-row.ts'
import type { CellChange } from '#shared/domain/reading/comparison.ts'
import { TotalsCount, type ComparedTotals } from '#shared/domain/reading/compare-totals.ts'
import { findRow, orClash, searchedKey, type Match } from '#shared/domain/reading/match.ts'
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
    const { recordCount, came, gone } = compared.value
    const short = shortAnswer(recordCount, came)
    if (short) return short
    const settled = this.#settle(keys, matches, compared.value)
    if (!settled.ok) return settled
    if (gone.length > 0) this.#index.remove(gone)
    const toKeep = rowsToKeep(rows, keys.places, compared.value)
    const newBy = toKeep.map(({ kind }, row) => (kind === 'new' ? keysOf(keys, row) : null))
    return ok({ rows: toKeep, newBy, totals: settled.value })
  }

  close(): void {
    this.#comparison.close()
  }

  /**
   * Which lead each row is by what it is searched by. Whether another one has its other keys is looked up of those alone that
   * are found by nothing: of most others their lead will turn out to have them.
   */
  #match(batch: BatchKeys): Result<Match[]> {
    const { searchBy } = this.#about.request
    const rows = batch.places.map((_place, row) => keysOf(batch, row))
    const searched = this.#look(rows.flatMap((keys) => searchedKey(keys, searchBy) ?? []))
    if (!searched.ok) return searched
    const found = rows.map((keys) => findRow(keys, searchBy, searched.value))
    const others = this.#look(
      rows.flatMap((keys, row) => {
        if (found[row]!.kind !== 'none') return []
        const nobodys = searchedKey(keys, searchBy)
        return keys.filter((key) => key !== nobodys)
      }),
    )
    if (!others.ok) return others
    return ok(
      found.map((match, row) => (match.kind === 'none' ? orClash(match, rows[row]!, others.value) : match)),
    )
  }

  /** Rows in doubt become clashes where another lead has one of their keys. Answers the totals with them. */
  #settle(keys: BatchKeys, matches: readonly Match[], compared: ComparedBatch): Result<ComparedTotals> {
    const rows = compared.inDoubt
    const owners = this.#look(rows.flatMap((row) => keysOf(keys, row)))
    if (!owners.ok) return owners
    const totals = new TotalsCount()
    totals.join(compared.totals)
    for (const row of rows) {
      const match = orClash(matches[row]!, keysOf(keys, row), owners.value)
      if (match.kind === 'clash') {
        const { kind, leadId, otherLeadId, message } = this.#about.comparer.compareSent([], match, null)
        compared.kinds[row] = kind
        compared.leadIds[row] = leadId
        compared.otherLeadIds[row] = otherLeadId
        compared.messages[row] = message
        compared.changes[row] = null
        compared.bases[row] = null
      }
      totals.add(compared.kinds[row]!, JSON.parse(compared.changes[row] ?? '[]') as CellChange[])
    }
    return ok(totals.totals())
  }

  #look(keys: readonly KnownKey[]): Result<(key: KnownKey) => readonly string[]> {
    const leads = new Map<string, ReadonlyMap<string, string[]>>()
    for (const [attribute, group] of Map.groupBy(keys, (key) => key.attribute)) {
      const of = { attribute, keys: group.map(({ key }) => key) }
      const found = findInIndex(this.#index, this.#about.attribute, of)
      if (!found.ok) return found
      leads.set(attribute, found.value)
    }
    return ok(({ attribute, key }) => leads.get(attribute)?.get(key) ?? [])
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

function keysOf({ keys }: BatchKeys, row: number): KnownKey[] {
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
