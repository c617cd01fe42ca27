import {
  currencyOf,
  dateEvidence,
  dateStanding,
  EvidenceCounts,
  heldDateEvidence,
  numberEvidence,
  numberStanding,
  type Evidence,
  type Standing,
} from '#shared/values/evidence.ts'
import { withoutInvisible } from '#shared/values/signs.ts'
import type { Attribute } from './attributes.ts'
import type { ColumnReading, ReadingSettings } from './column-reading.ts'
import { readCell, type ColumnForm } from './read-cell.ts'
import { heldText, type SentColumn } from './sent-text.ts'
import type { Column, DateOrder, DecimalSign, Row } from './sheet.ts'

/** Read as text, so that a cell is parsed once, where its evidence is. */
const TEXT: ColumnForm = {}

/** Counts how one column's cells can be read. `evidenceOf` its cells' raw text. */
export class ColumnCounts {
  readonly column: Column
  readonly kind: ColumnReading['kind']
  readonly #settings: ReadingSettings
  readonly #sent: SentColumn
  readonly #counts = new EvidenceCounts()
  #example: string | null = null

  constructor(column: Column, kind: ColumnReading['kind'], settings: ReadingSettings) {
    this.column = column
    this.kind = kind
    this.#settings = settings
    this.#sent = { ...column, takes: kind === 'dates' ? 'Date' : 'Number' }
  }

  /** What a row's cell says. What a workbook holds as a date or a number says nothing of how it is read: it is one, whatever it looks like. */
  evidenceIn(row: Pick<Row, 'cells' | 'held'>): Evidence {
    if (this.column.constant !== null) return 0
    const raw = row.cells[this.column.id]
    if (raw === undefined || raw === '') return 0
    if (row.held !== undefined) {
      const held = heldText(row, this.#sent)
      if (held !== null) return this.kind === 'dates' ? heldDateEvidence(held) : 0
    }
    return this.evidenceOf(raw)
  }

  evidenceOf(raw: string): Evidence {
    if (raw === '') return 0
    const { typed, placeholder } = readCell(raw, TEXT)
    if (typed === '' || placeholder) return 0
    const plain = withoutInvisible(typed)
    const evidence = this.kind === 'dates' ? dateEvidence(plain) : numberEvidence(plain)
    if (this.#example === null && evidence !== 0 && this.standing(evidence, null) === 'open') {
      this.#example = typed
    }
    return evidence
  }

  count(evidence: Evidence, by: 1 | -1): void {
    if (evidence !== 0) this.#counts.add(evidence, by)
  }

  standing(evidence: Evidence, as: ColumnReading['as']): Standing {
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
      ...(dates ? this.#times() : {}),
    }
  }

  #times(): Pick<ColumnReading, 'times' | 'zone' | 'offsets'> {
    const times = this.#counts.times()
    const offsets = this.#counts.offsets()
    const zone = this.column.readAs?.zone ?? this.#settings.zone
    return {
      ...(times === 0 ? {} : { times, ...(zone === undefined ? {} : { zone }) }),
      ...(offsets === 0 ? {} : { offsets }),
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
