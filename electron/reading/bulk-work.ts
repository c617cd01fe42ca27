import { rawOf, sideAnswer } from '#electron/gateways/leadsquared/lead-answer.ts'
import { leadPageOf } from '#electron/gateways/leadsquared/read-answers.ts'
import type { BatchKeys, CameRow } from '#electron/services/ports/bulk-reading.ts'
import type { SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { IndexedLead } from '#electron/services/ports/lead-index.ts'
import type { AnswerBytes, LeadPage, PageOf } from '#electron/services/ports/lead-reads.ts'
import { MatchKind } from '#shared/domain/reading/comparison.ts'
import { RowComparer, type RowComparerSetup, type SentValues } from '#shared/domain/reading/compare-row.ts'
import { TotalsCount } from '#shared/domain/reading/compare-totals.ts'
import { hasKeys, keyAttributesOf, type Match, type RowKey } from '#shared/domain/reading/match.ts'
import { pulledRow, type PulledColumn } from '#shared/domain/reading/pulled-cells.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'
import { unpackHeld } from '#shared/domain/sheet/held.ts'
import { NOT_ITS_OWN, type PackedCompared, type PackedRows } from './protocol.ts'

/** Each lead of a page as a row of these columns. */
export function cameRows(answer: AnswerBytes, columns: readonly PulledColumn[]): SideAnswer<PageOf<CameRow>> {
  const page = pageIn(answer)
  if (page.kind !== 'value') return page
  const leads = page.value.leads.map((lead) => pulledRow(lead, columns))
  return { kind: 'value', value: { ...page.value, leads } }
}

/** What an index has of each lead of a page. */
export function indexedLeads(answer: AnswerBytes, attribute: string): SideAnswer<PageOf<IndexedLead>> {
  const page = pageIn(answer)
  if (page.kind !== 'value') return page
  const leads = page.value.leads.map(({ id, values }): IndexedLead => {
    const key = (name: string): string => normaliseKey(name, values.get(name) ?? '')
    return {
      id,
      email: key('EmailAddress'),
      phone: key('Phone'),
      searched: attribute === '' ? '' : key(attribute),
    }
  })
  return { kind: 'value', value: { ...page.value, leads } }
}

function pageIn(answer: AnswerBytes): SideAnswer<LeadPage> {
  return sideAnswer(rawOf(answer), leadPageOf)
}

interface SentRow {
  cells: readonly string[]
  /** What a push would send of it. */
  values: SentValues
  keys: readonly RowKey[]
}

/** What a comparison works out of rows and answers; between the two it keeps what a push would send of each row. */
export class ComparisonWork {
  readonly #comparer: RowComparer
  readonly #searchBy: string
  readonly #batches = new Map<number, SentRow[]>()

  constructor({ columns, options, attributes }: RowComparerSetup) {
    this.#comparer = new RowComparer(columns, options, attributes)
    this.#searchBy = options.searchBy
  }

  has(batch: number): boolean {
    return this.#batches.has(batch)
  }

  keysOf(batch: number, rows: PackedRows): BatchKeys {
    const places: number[] = []
    const sent: SentRow[] = []
    const keys = keyAttributesOf(this.#searchBy).map((attribute) => ({ attribute, keys: [] as string[] }))
    const heldOf = new Map(rows.held)
    for (const [place, cells] of (JSON.parse(rows.cells) as string[][]).entries()) {
      const values = this.#comparer.sentOf({ cells, held: unpackHeld(heldOf.get(place)) })
      if (!values.some((value) => value !== null && value !== '')) continue
      places.push(place)
      const own = this.#comparer.keysOf(values)
      sent.push({ cells, values, keys: own })
      for (const column of keys)
        column.keys.push(own.find(({ attribute }) => attribute === column.attribute)?.key ?? '')
    }
    this.#batches.set(batch, sent)
    return { places, keys }
  }

  /** The batch is forgotten with it; one whose answer was no page is asked for again, and stays. */
  compare(batch: number, matches: readonly Match[], answer: AnswerBytes): SideAnswer<PackedCompared> {
    const page = pageIn(answer)
    return page.kind === 'value'
      ? { kind: 'value', value: this.compareWith(batch, matches, page.value) }
      : page
  }

  compareWith(batch: number, matches: readonly Match[], page: LeadPage | null): PackedCompared {
    const rows = this.#batches.get(batch)
    if (rows?.length !== matches.length) throw new Error(`batch ${batch} is not here`)
    this.#batches.delete(batch)
    const leads = new Map(page?.leads.map((lead) => [lead.id, lead]))
    const totals = new TotalsCount()
    const gone = new Set<string>()
    const kinds = new Uint8Array(rows.length)
    const own = new Int32Array(rows.length).fill(NOT_ITS_OWN)
    const compared: Pick<PackedCompared, 'told' | 'changes' | 'bases' | 'inDoubt'> = {
      ...{ told: [], changes: [], bases: [], inDoubt: [] },
    }
    for (const [index, { cells, values, keys }] of rows.entries()) {
      const match = matches[index]!
      const matched = match.kind === 'one' ? leads.get(match.leadId) : undefined
      if (match.kind === 'one' && !matched) gone.add(match.leadId)
      const lead = matched ? this.#comparer.byColumn(matched) : null
      const { kind, changes, ...told } = this.#comparer.compareSent(values, match, lead)
      if (match.kind === 'one' && !hasKeys(keys, (attribute) => matched?.values.get(attribute)))
        compared.inDoubt.push(index)
      else totals.add(kind, changes)
      kinds[index] = MatchKind.options.indexOf(kind)
      if (!lead || told.message !== '') compared.told.push([index, told])
      if (changes.length > 0) compared.changes.push([index, JSON.stringify(changes)])
      if (!lead) continue
      const base = this.#comparer.baseOfSent(lead, values)
      if (isOwn(base, cells)) own[index] = cells.length
      else compared.bases.push([index, JSON.stringify(base)])
    }
    return {
      ...compared,
      ...{ kinds, own, width: this.#comparer.width },
      totals: totals.totals(),
      came: leads.size,
      recordCount: page?.recordCount ?? null,
      gone: [...gone],
    }
  }
}

/** Of most rows their base is what they hold already, which need not be written anew. */
function isOwn(base: readonly (string | null)[], cells: readonly string[]): boolean {
  return cells.length <= base.length && base.every((value, column) => value === (cells[column] ?? ''))
}
