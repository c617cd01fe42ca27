import { sentValue, type LeadOptions } from './lead.ts'
import type { SentColumn } from './sent-text.ts'
import type { Row } from './sheet.ts'

/** Texts of a column that are remembered at a time. */
const MOST_TEXTS = 1000
/** Letters. Longer ones seldom come again, and a thousand of them would take room. */
const LONGEST_TEXT = 100

/**
 * What goes out of one column's cells, worked out once for each text: most columns of a long sheet hold a few dozen texts
 * again and again. Of a column whose texts are nearly all different nothing is remembered any more.
 */
export class SentOnce {
  readonly #column: SentColumn
  readonly #options: Pick<LeadOptions, 'blanks'>
  #known: Map<string, string | null> | null = new Map()
  /** How often what is remembered now was asked for again. */
  #again = 0

  constructor(column: SentColumn, options: Pick<LeadOptions, 'blanks'>) {
    this.#column = column
    this.#options = options
  }

  /** `sentValue` of the row. */
  of(row: Pick<Row, 'cells' | 'held'>): string | null {
    const { id, constant } = this.#column
    // What a cell holds beside its text may be what is sent.
    if (this.#known === null || row.held?.[id] !== undefined)
      return sentValue(row, this.#column, this.#options)
    const text = constant ?? row.cells[id] ?? ''
    if (text.length > LONGEST_TEXT) return sentValue(row, this.#column, this.#options)
    const known = this.#known.get(text)
    if (known !== undefined) {
      this.#again++
      return known
    }
    const value = sentValue(row, this.#column, this.#options)
    this.#remember(this.#known, text, value)
    return value
  }

  #remember(known: Map<string, string | null>, text: string, value: string | null): void {
    if (known.size >= MOST_TEXTS) {
      if (this.#again < MOST_TEXTS) {
        this.#known = null
        return
      }
      known.clear()
      this.#again = 0
    }
    known.set(text, value)
  }
}
