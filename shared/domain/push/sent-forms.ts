import { sentText, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { Row } from '#shared/domain/sheet/sheet.ts'
import { inEnglish } from '#shared/wording/numbers.ts'

/** Counts phones that go in another form than they are written in, once their country is known. */
export class FormedPhones {
  #cells = 0
  #first: { written: string; sent: string } | null = null

  add(row: Pick<Row, 'cells' | 'held'>, column: SentColumn): void {
    if (column.takes !== 'Phone') return
    const written = (column.constant ?? row.cells[column.id] ?? '').trim()
    if (written === '') return
    const sent = sentText(row, column)
    if (sent === '' || sent === written) return
    this.#cells++
    this.#first ??= { written, sent }
  }

  inWords(): string[] {
    if (this.#first === null) return []
    const { written, sent } = this.#first
    const goes = this.#cells === 1 ? 'goes' : 'go'
    return [
      `${inEnglish.countOf(this.#cells, 'phone')} ${goes} in LeadSquared’s form, such as ${written} as ${sent}.`,
    ]
  }
}
