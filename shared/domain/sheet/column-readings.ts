import { z } from 'zod'
import {
  currencyOf,
  dateEvidence,
  dateStanding,
  EvidenceCounts,
  numberEvidence,
  numberStanding,
  type Evidence,
} from '#shared/values/evidence.ts'
import type { Attribute } from './attributes.ts'
import { readCell, type ColumnForm } from './read-cell.ts'
import { ColumnId, DateOrder, DecimalSign, type Column, type SheetSettings } from './sheet.ts'

/** How a column of dates or numbers is read, and why. */
export const ColumnReading = z.object({
  columnId: ColumnId,
  header: z.string(),
  kind: z.enum(['dates', 'numbers']),
  /** Null: nobody said, and the cells do not prove it. */
  as: z.union([DateOrder, DecimalSign]).nullable(),
  /** Who decided. 'sheet': what was said for all columns that prove nothing themselves. */
  by: z.enum(['person', 'cells', 'sheet', 'nobody']),
  /** Cells that can be read in one way only, by that way. Two ways: the column contradicts itself. */
  proof: z.array(z.object({ as: z.union([DateOrder, DecimalSign]), cells: z.number().int() })),
  /** Cells that mean different things read this way or that. */
  either: z.number().int().nonnegative(),
  /** One of those, as it stands in the sheet; null where there is none. */
  example: z.string().nullable(),
  /** Currencies written beside amounts, which do not go along. More than one: those cells are kept back. */
  currencies: z.array(z.string()),
})
export type ColumnReading = z.infer<typeof ColumnReading>

/** True where somebody has to say how the column is meant before all of it can be sent. */
export function isOpenReading({ as, either }: ColumnReading): boolean {
  return as === null && either > 0
}

/** What the sheet says of its columns as a whole. */
export type ReadingSettings = Pick<SheetSettings, 'placeholders' | 'dateOrder' | 'decimal'>

/** Counts how one column's cells can be read. `evidenceOf` its cells' raw text. */
export class ColumnCounts {
  readonly column: Column
  readonly kind: ColumnReading['kind']
  readonly #settings: ReadingSettings
  readonly #form: ColumnForm
  readonly #counts = new EvidenceCounts()
  #example: string | null = null

  constructor(column: Column, kind: ColumnReading['kind'], settings: ReadingSettings) {
    this.column = column
    this.kind = kind
    this.#settings = settings
    this.#form = { placeholders: 'blank' }
  }

  evidenceOf(raw: string): Evidence {
    if (raw === '') return 0
    const { text } = readCell(raw, this.#form)
    if (text === '') return 0
    const evidence = this.kind === 'dates' ? dateEvidence(text) : numberEvidence(text)
    if (this.#example === null && this.standing(evidence, null) === 'open') this.#example = text
    return evidence
  }

  count(evidence: Evidence, by: 1 | -1): void {
    if (evidence !== 0) this.#counts.add(evidence, by)
  }

  standing(evidence: Evidence, as: ColumnReading['as']): 'fits' | 'misfit' | 'open' {
    return this.kind === 'dates'
      ? dateStanding(evidence, as as DateOrder | null)
      : numberStanding(evidence, as as DecimalSign | null)
  }

  reading(): ColumnReading {
    const dates = this.kind === 'dates'
    const verdict = dates ? this.#counts.ofDates() : this.#counts.ofNumbers()
    const { readAs, id, header } = this.column
    const said = (dates ? readAs?.dates : readAs?.decimal) ?? null
    // What is said for the whole sheet answers for the columns that leave it open; it does not overrule what cells prove.
    const forAll = (dates ? this.#settings.dateOrder : this.#settings.decimal) ?? null
    const as = said ?? verdict.proven ?? forAll
    return {
      columnId: id,
      header,
      kind: this.kind,
      as,
      by: said !== null ? 'person' : verdict.proven !== null ? 'cells' : forAll !== null ? 'sheet' : 'nobody',
      proof: [...verdict.cells].map(([way, cells]) => ({ as: way, cells })),
      either: verdict.either,
      example: verdict.either > 0 ? this.#example : null,
      currencies: dates ? [] : this.#counts.currencies(),
    }
  }
}

/** The columns whose cells may be read in more than one way. A column with one value for every row is one of them. */
export function countedColumns(
  columns: readonly Column[],
  settings: ReadingSettings,
  attributes: readonly Attribute[],
): ColumnCounts[] {
  const kinds = new Map(attributes.map(({ schemaName, dataType }) => [schemaName, dataType]))
  return columns.flatMap((column) => {
    const kind = column.attribute === null ? undefined : kinds.get(column.attribute)
    if (kind !== 'Date' && kind !== 'Number') return []
    const counts = new ColumnCounts(column, kind === 'Date' ? 'dates' : 'numbers', settings)
    if (column.constant !== null) counts.count(counts.evidenceOf(column.constant), 1)
    return [counts]
  })
}

/** True where amounts of the column are written in several currencies, of which this cell has one. */
export function isMixedCurrency(evidence: Evidence, { currencies }: ColumnReading): boolean {
  return currencies.length > 1 && currencyOf(evidence) !== ''
}
