import { normaliseHeading } from '#shared/domain/sheet/mapping/heading.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { Column, Row, RowId } from '#shared/domain/sheet/sheet.ts'

/** What a cell tells about lost zeros: 0 for anything but plain digits, else its length and whether it leads with 0. */
export type DigitShape = number

const LONGEST = 20

export function digitShape(value: string): DigitShape {
  const length = value.length
  if (length === 0 || length > LONGEST) return 0
  for (let index = 0; index < length; index++) {
    const code = value.charCodeAt(index)
    if (code < 48 || code > 57) return 0
  }
  return length * 2 + (value.charCodeAt(0) === 48 ? 1 : 0)
}

const POSTCODE_WORDS = new Set(['zip', 'zipcode', 'postcode', 'postal', 'plz', 'postleitzahl', 'cap', 'cp'])

/** Codes of one fixed length, some of which lead with a zero in the countries that have five digits. */
export function isPostcode(column: Pick<Column, 'header'>, attribute: Attribute): boolean {
  const words = `${normaliseHeading(column.header)} ${normaliseHeading(attribute.displayName)}`.split(' ')
  return words.some((word) => POSTCODE_WORDS.has(word))
}

/** Numbers that may lead with a zero and lose it in a spreadsheet. */
export function canLoseZeros(attribute: Attribute): boolean {
  return attribute.dataType === 'Phone' || attribute.dataType === 'Text'
}

/** Fewer numbers than this are no pattern to judge by. */
const FEWEST = 5
const DOMINANT_SHARE = 0.6
const ZERO_SHARE = 0.1

/**
 * Counts the shapes of a column's cells. A number is suspected where most have one digit more and enough of those lead
 * with a zero (in a five-digit postcode none need to: a spreadsheet that takes one zero takes all).
 */
export class DigitColumn {
  readonly #counts = new Int32Array(2 * LONGEST + 2)
  readonly #postcode: boolean
  #numbers = 0

  constructor(postcode: boolean) {
    this.#postcode = postcode
  }

  add(shape: DigitShape, by: 1 | -1): void {
    if (shape === 0) return
    this.#counts[shape]! += by
    this.#numbers += by
  }

  /** The shape whose cells may have lost a zero; 0 where none may. */
  suspect(): DigitShape {
    if (this.#numbers < FEWEST) return 0
    for (let length = 2; length <= LONGEST; length++) {
      const plain = this.#counts[length * 2]!
      const zeros = this.#counts[length * 2 + 1]!
      if (plain + zeros < this.#numbers * DOMINANT_SHARE) continue
      const proven = zeros >= 2 && zeros >= (plain + zeros) * ZERO_SHARE
      return proven || (this.#postcode && length === 5) ? (length - 1) * 2 : 0
    }
    return 0
  }
}

interface Watched {
  id: Column['id']
  digits: DigitColumn
  cells: Map<DigitShape, { count: number; rows: RowId[] }>
}

/** The same judgement over rows that come one by one and are not kept, with the first `named` rows it is about. */
export class LostZeros {
  readonly #watched: Watched[]
  readonly #named: number

  constructor(columns: readonly Column[], attributes: readonly Attribute[], named: number) {
    this.#named = named
    const bySchema = new Map(attributes.map((attribute) => [attribute.schemaName, attribute]))
    this.#watched = columns.flatMap((column) => {
      const attribute = column.attribute === null ? undefined : bySchema.get(column.attribute)
      if (!attribute || column.constant !== null || !canLoseZeros(attribute)) return []
      return [{ id: column.id, digits: new DigitColumn(isPostcode(column, attribute)), cells: new Map() }]
    })
  }

  add({ id: rowId, cells }: Pick<Row, 'id' | 'cells'>): void {
    for (const { id, digits, cells: seen } of this.#watched) {
      const shape = digitShape((cells[id] ?? '').trim())
      if (shape === 0) continue
      digits.add(shape, 1)
      const of = seen.get(shape)
      if (!of) seen.set(shape, { count: 1, rows: [rowId] })
      else if (++of.count <= this.#named) of.rows.push(rowId)
    }
  }

  /** One entry a column that has such cells. */
  suspects(): { count: number; rows: readonly RowId[] }[] {
    return this.#watched.flatMap(({ digits, cells }) => cells.get(digits.suspect()) ?? [])
  }
}
