import { rawOf, sideAnswer } from '#electron/gateways/leadsquared/lead-answer.ts'
import { leadPageOf } from '#electron/gateways/leadsquared/read-answers.ts'
import type { BatchKeys, CameRow, ComparedBatch } from '#electron/services/ports/bulk-reading.ts'
import type { SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { AnswerBytes, LeadPage, PageOf } from '#electron/services/ports/lead-reads.ts'
import { RowComparer, type RowComparerSetup, type SentValues } from '#shared/domain/reading/compare-row.ts'
import { TotalsCount } from '#shared/domain/reading/compare-totals.ts'
import { keyAttributesOf, type Match } from '#shared/domain/reading/match.ts'
import { pulledRow, type PulledColumn } from '#shared/domain/reading/pulled-cells.ts'
import { unpackHeld } from '#shared/domain/sheet/held.ts'
import { unpackCells, wholeOf, type PackedRow } from '#shared/domain/sheet/packed-row.ts'

/** Each lead of a page as a row of these columns. */
export function cameRows(answer: AnswerBytes, columns: readonly PulledColumn[]): SideAnswer<PageOf<CameRow>> {
  const page = pageIn(answer)
  if (page.kind !== 'value') return page
  const leads = page.value.leads.map((lead) => pulledRow(lead, columns))
  return { kind: 'value', value: { ...page.value, leads } }
}

function pageIn(answer: AnswerBytes): SideAnswer<LeadPage> {
  return sideAnswer(rawOf(answer), leadPageOf)
}

interface SentRow {
  packed: string
  cells: readonly string[]
  /** What a push would send of it. */
  values: SentValues
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

  keysOf(batch: number, rows: readonly Pick<PackedRow, 'packed' | 'held'>[]): BatchKeys {
    const places: number[] = []
    const sent: SentRow[] = []
    const keys = keyAttributesOf(this.#searchBy).map((attribute) => ({ attribute, keys: [] as string[] }))
    for (const [place, { packed, held }] of rows.entries()) {
      const cells = unpackCells(packed)
      const values = this.#comparer.sentOf({ cells, held: unpackHeld(held) })
      if (!values.some((value) => value !== null && value !== '')) continue
      places.push(place)
      sent.push({ packed, cells, values })
      const own = this.#comparer.keysOf(values)
      for (const column of keys)
        column.keys.push(own.find(({ attribute }) => attribute === column.attribute)?.key ?? '')
    }
    this.#batches.set(batch, sent)
    return { places, keys }
  }

  /** The batch is forgotten with it; one whose answer was no page is asked for again, and stays. */
  compare(batch: number, matches: readonly Match[], answer: AnswerBytes): SideAnswer<ComparedBatch> {
    const page = pageIn(answer)
    return page.kind === 'value'
      ? { kind: 'value', value: this.compareWith(batch, matches, page.value) }
      : page
  }

  compareWith(batch: number, matches: readonly Match[], page: LeadPage | null): ComparedBatch {
    const rows = this.#batches.get(batch)
    if (rows?.length !== matches.length) throw new Error(`batch ${batch} is not here`)
    this.#batches.delete(batch)
    const leads = new Map(page?.leads.map((lead) => [lead.id, lead]))
    const totals = new TotalsCount()
    const gone = new Set<string>()
    const compared: Omit<ComparedBatch, 'totals' | 'came' | 'recordCount' | 'gone'> = {
      ...{ kinds: [], leadIds: [], otherLeadIds: [], messages: [], changes: [], bases: [] },
    }
    for (const [index, row] of rows.entries()) {
      const match = matches[index]!
      const lead = match.kind === 'one' ? (leads.get(match.leadId) ?? null) : null
      if (match.kind === 'one' && !lead) gone.add(match.leadId)
      const told = this.#comparer.compareSent(row.values, match, lead)
      totals.add(told.kind, told.changes)
      compared.kinds.push(told.kind)
      compared.leadIds.push(told.leadId)
      compared.otherLeadIds.push(told.otherLeadId)
      compared.messages.push(told.message)
      compared.changes.push(told.changes.length === 0 ? null : JSON.stringify(told.changes))
      compared.bases.push(lead && packedBase(this.#comparer.baseOfSent(lead, row.values), row))
    }
    return {
      ...compared,
      totals: totals.totals(),
      came: leads.size,
      recordCount: page?.recordCount ?? null,
      gone: [...gone],
    }
  }
}

/** Of most rows that is what they hold already, which need not be written anew. */
function packedBase(base: readonly (string | null)[], { packed, cells }: SentRow): string {
  const isSame = cells.length <= base.length && base.every((value, column) => value === (cells[column] ?? ''))
  return isSame ? wholeOf(packed, cells.length, base.length) : JSON.stringify(base)
}
