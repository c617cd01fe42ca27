import { readDateIn, type DateOrder } from './read-date.ts'
import { readNumber, type DecimalSign } from './read-number.ts'
import { hasTime, saysOffset, saysZone } from './zones.ts'

/**
 * What one cell says about how its column is to be read, as a small number, so that a sheet's cells can be kept and counted:
 * one bit for each way in which the cell can be read, one where all those ways come to the same, and one where no order
 * or sign is needed at all. 0: it is no such value.
 */
export type Evidence = number

const DMY = 1
const MDY = 2
const YMD = 4
const POINT = 1
const COMMA = 2
/** Day and month first, or point and comma, come to the same. */
const SAME = 8
const CLEAR = 16
/** Read year first only where somebody says so. */
const YMD_IF_SAID = 32
/** It has a time of day, and does not say of which zone. Of dates only: numbers have their currencies from this bit on. */
const TIMED = 64
/** Its time of day says an offset that is not UTC's. Of dates only, likewise. */
const OFFSET = 128

const ORDER_BITS: Readonly<Record<DateOrder, number>> = { dmy: DMY, mdy: MDY, ymd: YMD | YMD_IF_SAID }
const SIGN_BITS: Readonly<Record<DecimalSign, number>> = { '.': POINT, ',': COMMA }

/** `value`: trimmed, not empty. */
export function dateEvidence(value: string): Evidence {
  const date = readDateIn(value)
  if (date.kind === 'clear') return CLEAR | timed(date.text, value)
  if (date.kind !== 'ordered') return 0
  const { dmy, mdy, ymd } = date
  return (
    (dmy === null ? 0 : DMY) |
    (mdy === null ? 0 : MDY) |
    (ymd === null ? 0 : mayBeginWithYear(value) ? YMD : YMD_IF_SAID) |
    (dmy !== null && dmy === mdy ? SAME : 0) |
    timed(dmy ?? mdy ?? ymd ?? '', value)
  )
}

/** Of a date that a workbook holds, `yyyy-MM-dd` with a time or without. */
export function heldDateEvidence(held: string): Evidence {
  return hasTime(held) ? CLEAR | TIMED : 0
}

function timed(date: string, value: string): number {
  if (!hasTime(date)) return 0
  return saysZone(value) ? (saysOffset(value) ? OFFSET : 0) : TIMED
}

/**
 * 24-03-15 may be the ISO order made short; 24/03/15 and 24.03.15 hardly ever are. 31-11-24 is a slip: what begins with no more
 * than 31 and is no day in another order is not taken for a year.
 */
function mayBeginWithYear(value: string): boolean {
  const date = readDateIn(value)
  if (date.kind !== 'ordered' || !/^\d\d-/.test(value)) return false
  return date.dmy !== null || date.mdy !== null || Number(value.slice(0, 2)) > 31
}

export function numberEvidence(value: string): Evidence {
  const { point, comma, currency } = readNumber(value)
  if (point === null && comma === null) return 0
  const ways =
    point === comma ? POINT | COMMA | SAME : (point === null ? 0 : POINT) | (comma === null ? 0 : COMMA)
  return currency === '' ? ways : ways | (currencyNumber(currency) << CURRENCY_SHIFT)
}

/** Above the bits: which currency is written beside the amount, 0 for none. There are some eighty spellings. */
const CURRENCY_SHIFT = 6
const currencies: string[] = ['']

function currencyNumber(currency: string): number {
  const known = currencies.indexOf(currency)
  return known === -1 ? currencies.push(currency) - 1 : known
}

/** The currency written beside an amount; '' for none. */
export function currencyOf(evidence: Evidence): string {
  return currencies[evidence >> CURRENCY_SHIFT] ?? ''
}

/** Of the cells that may be read either way, those that have to say so before it is taken for proven. */
const FEW = 0.05

/** What the cells of a column say together. */
export interface Verdict<Choice> {
  /** What the cells prove. Null: nothing does, or some prove one thing and some another. */
  proven: Choice | null
  /** Cells that can be read in one way only, by that way. */
  cells: ReadonlyMap<Choice, number>
  /** Cells that mean different things read this way or that: somebody has to say. */
  either: number
}

/** Counts the evidence of a column's cells, so that it stays right as cells change. */
export class EvidenceCounts {
  readonly #counts = new Map<Evidence, number>()

  add(evidence: Evidence, by: 1 | -1): void {
    if (evidence === 0 || evidence === CLEAR) return
    this.#counts.set(evidence, (this.#counts.get(evidence) ?? 0) + by)
  }

  ofDates(): Verdict<DateOrder> {
    const verdict = this.#verdict({ dmy: DMY, mdy: MDY, ymd: YMD }, DMY | MDY | YMD)
    // A slip of one key makes 32-12-24 of 22-12-24: a few such cells prove nothing of the others.
    const yearFirst = verdict.cells.get('ymd') ?? 0
    return verdict.proven === 'ymd' && yearFirst < verdict.either * FEW
      ? { ...verdict, proven: null }
      : verdict
  }

  ofNumbers(): Verdict<DecimalSign> {
    return this.#verdict(SIGN_BITS, POINT | COMMA)
  }

  /** Cells with a time of day of which they do not say the zone; asked of dates only. */
  times(): number {
    return this.#with(TIMED)
  }

  /** Cells whose time of day has an offset of its own, which is not UTC's; asked of dates only. */
  offsets(): number {
    return this.#with(OFFSET)
  }

  #with(bit: number): number {
    let cells = 0
    for (const [evidence, count] of this.#counts) if ((evidence & bit) !== 0) cells += count
    return cells
  }

  /** The currencies written beside amounts, as written. */
  currencies(): string[] {
    const found = new Set<string>()
    for (const [evidence, count] of this.#counts) if (count > 0) found.add(currencyOf(evidence))
    found.delete('')
    return [...found]
  }

  #verdict<Choice extends string>(bits: Readonly<Record<Choice, number>>, all: number): Verdict<Choice> {
    const cells = new Map<Choice, number>()
    let either = 0
    for (const [evidence, count] of this.#counts) {
      const ways = evidence & all
      if (count === 0 || ways === 0) continue
      const only = (Object.keys(bits) as Choice[]).find((choice) => bits[choice] === ways)
      if (only !== undefined) cells.set(only, (cells.get(only) ?? 0) + count)
      else if (isOpen(evidence, all)) either += count
    }
    const [first] = cells.keys()
    return { proven: cells.size === 1 ? first! : null, cells, either }
  }
}

/** True where a cell's ways do not come to the same. */
function isOpen(evidence: Evidence, all: number): boolean {
  const ways = evidence & all
  if ((ways & (DMY | MDY)) === (DMY | MDY) && (evidence & SAME) === 0) return true
  return (ways & YMD) !== 0 && (ways & (DMY | MDY)) !== 0
}

/** Where a cell stands once its column is read in one way, or nobody knows in which. */
export type Standing = 'fits' | 'misfit' | 'open'

/** `order` null: not decided. Never asked of what is no date. */
export function dateStanding(evidence: Evidence, order: DateOrder | null): Standing {
  if ((evidence & CLEAR) !== 0) return 'fits'
  if (order !== null) return (evidence & ORDER_BITS[order]) === 0 ? 'misfit' : 'fits'
  if ((evidence & (DMY | MDY | YMD)) === 0) return 'misfit'
  return isOpen(evidence, DMY | MDY | YMD) ? 'open' : 'fits'
}

export function numberStanding(evidence: Evidence, sign: DecimalSign | null): Standing {
  if (sign !== null) return (evidence & SIGN_BITS[sign]) === 0 ? 'misfit' : 'fits'
  return isOpen(evidence, POINT | COMMA) ? 'open' : 'fits'
}

/** A date as LeadSquared takes it; null where it is none, does not fit, or nobody knows how it is meant. */
export function dateAs(value: string, order: DateOrder | null): string | null {
  const date = readDateIn(value)
  if (date.kind === 'clear') return date.text
  if (date.kind !== 'ordered') return null
  if (order !== null) return date[order]
  return dateStanding(dateEvidence(value), null) === 'fits' ? (date.dmy ?? date.mdy ?? date.ymd) : null
}

/** A number in plain digits; null as for dates. */
export function numberAs(value: string, sign: DecimalSign | null): string | null {
  const { point, comma } = readNumber(value)
  if (sign !== null) return sign === '.' ? point : comma
  if (point !== null && comma !== null && point !== comma) return null
  return point ?? comma
}
