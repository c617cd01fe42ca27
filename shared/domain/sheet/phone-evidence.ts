import { countryName, countryNamed } from '#shared/values/country-names.ts'
import { callingCodeIn, countryWritten, mayBeOf } from '#shared/values/national-phones.ts'
import { inEnglish } from '#shared/wording/numbers.ts'
import { readCell } from './read-cell.ts'
import type { SentColumn } from './sent-text.ts'
import { cellOf, type Column, type Row } from './sheet.ts'

/** The country that a column's numbers without a code most likely are of, and what speaks for it. */
export interface PhoneProposal {
  /** ISO 3166 alpha-2. */
  country: string
  /** Cells without a country's code, and those of them that would be whole numbers there. */
  without: number
  fit: number
  /** Cells written with this country's code, and with another's. */
  withCode: number
  withOther: number
  /** Of the cells without a code, those beside which the sheet names this country, and another. */
  named: number
  namedOther: number
}

/** So large a part of the cells has to speak for a country. */
const MOST = 0.8
/** How a column is headed that names each row's country. */
const COUNTRY_HEADINGS = new Set(
  'country countryname countryregion land pays pais paese nazione staat kraj desh maa zeme ulke nation'.split(
    ' ',
  ),
)

/** The column that names each row's country; null where there is none, or several. */
export function countryColumnOf<Kind extends Column>(columns: readonly Kind[]): Kind | null {
  const mapped = columns.filter(({ attribute }) => attribute !== null && /country/i.test(attribute))
  const headed = columns.filter(({ header }) =>
    COUNTRY_HEADINGS.has(
      header
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^\p{L}]+/gu, ''),
    ),
  )
  const [one, another] = mapped.length > 0 ? mapped : headed
  return one && !another ? one : null
}

/** Gathers what a column's cells, and the country beside them, say about the country of its numbers without a code. */
export class PhoneEvidence {
  readonly column: SentColumn
  readonly #country: Column | null
  #without: string[] = []
  #count = 0
  readonly #written = new Map<string, number>()
  readonly #named = new Map<string, number>()
  readonly #names = new Map<string, string | null>()

  constructor(column: SentColumn, columns: readonly Column[]) {
    this.column = column
    this.#country = countryColumnOf(columns)
  }

  add(row: Pick<Row, 'cells' | 'held'>): void {
    const held = row.held?.[this.column.id]
    const shown = cellOf(row, this.column)
    // A number that a workbook holds is the number, however it is shown.
    const { typed, placeholder } = readCell(
      held !== undefined && /^\d+$/.test(held) ? held : shown,
      this.column,
    )
    if (typed === '' || placeholder || !/\d{5}/.test(typed.replace(/\D/g, ''))) return
    const country = countryWritten(typed)
    if (country !== null) {
      this.#written.set(country, (this.#written.get(country) ?? 0) + 1)
      return
    }
    this.#count++
    if (this.#without.length < MOST_KEPT) this.#without.push(typed)
    const named = this.#country ? this.#nameIn(cellOf(row, this.#country).trim()) : null
    if (named !== null) this.#named.set(named, (this.#named.get(named) ?? 0) + 1)
  }

  #nameIn(text: string): string | null {
    let code = this.#names.get(text)
    if (code === undefined) this.#names.set(text, (code = text === '' ? null : countryNamed(text)))
    return code
  }

  /** Null where nothing speaks for a country, or something speaks against it. */
  proposal(): PhoneProposal | null {
    if (this.#count === 0) return null
    const [byName, named] = mostOf(this.#named)
    const [byCode, withCode] = mostOf(this.#written)
    const country = byName ?? byCode
    if (country === null) return null
    const allNamed = sumOf(this.#named)
    const allWritten = sumOf(this.#written)
    if (byName !== null && named < allNamed * MOST) return null
    if (byName === null && withCode < allWritten * MOST) return null
    const ownCode = [...this.#written].filter(([code]) => callingCodeIn(code) === callingCodeIn(country))
    const own = ownCode.reduce((sum, [, cells]) => sum + cells, 0)
    const fitting = this.#without.filter((phone) => mayBeOf(country, phone)).length
    if (fitting < this.#without.length * MOST) return null
    return {
      country,
      without: this.#count,
      fit: Math.round((fitting * this.#count) / this.#without.length),
      withCode: own,
      withOther: allWritten - own,
      named: this.#named.get(country) ?? 0,
      namedOther: allNamed - (this.#named.get(country) ?? 0),
    }
  }
}

/** Numbers tried for whether they are whole ones in a country; more would say no more. */
const MOST_KEPT = 2_000

function mostOf(counts: ReadonlyMap<string, number>): [code: string | null, count: number] {
  let most: [string | null, number] = [null, 0]
  for (const entry of counts) if (entry[1] > most[1]) most = entry
  return most
}

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

/** `118 of 120 numbers without a country code would be numbers of India (+91); 40 others begin with +91; the sheet names India beside 118 of them.` */
export function proposalInWords(proposal: PhoneProposal): string {
  const { country, without, fit, withCode, withOther, named, namedOther } = proposal
  const { formatCount, countOf } = inEnglish
  const name = countryName(country)
  const code = `+${callingCodeIn(country)}`
  const all = without === 1 ? 'The one number' : `${formatCount(fit)} of ${countOf(without, 'number')}`
  return [
    `${all} without a country code would be ${without === 1 ? 'a number' : 'numbers'} of ${name} (${code})`,
    ...(withCode > 0 ? [`${countOf(withCode, 'other')} ${withCode === 1 ? 'has' : 'have'} ${code}`] : []),
    ...(withOther > 0
      ? [`${formatCount(withOther)} ${withOther === 1 ? 'has' : 'have'} the code of another country`]
      : []),
    ...(named > 0 ? [`the sheet names ${name} beside ${formatCount(named)} of them`] : []),
    ...(namedOther > 0 ? [`another country beside ${formatCount(namedOther)}`] : []),
  ]
    .join('; ')
    .concat('.')
}
