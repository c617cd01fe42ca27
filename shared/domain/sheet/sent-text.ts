import type { Attribute, DataType } from './attributes.ts'
import { isHeldClock, isHeldDate, isHeldNumber, NOT_CALCULATED } from './held.ts'
import type { Column, Row } from './sheet.ts'

/** A column that knows what kind of value its attribute takes; without one, the attribute's kind is not known. */
export type SentColumn = Column & { takes?: DataType | undefined }

export function sentColumns(columns: readonly Column[], attributes: readonly Attribute[]): SentColumn[] {
  const kinds = new Map(attributes.map(({ schemaName, dataType }) => [schemaName, dataType]))
  return columns.map((column) => ({
    ...column,
    takes: column.attribute === null ? undefined : kinds.get(column.attribute),
  }))
}

/**
 * The text that goes out for a row in a column: the column's constant, or what the cell holds in the form the attribute
 * takes, or what the cell shows. Not trimmed.
 */
export function sentText(row: Pick<Row, 'cells' | 'held'>, column: SentColumn): string {
  if (column.constant !== null) return column.constant
  const shown = row.cells[column.id] ?? ''
  const held = row.held?.[column.id]
  return held === undefined ? shown : formFor(column.takes, shown, held)
}

/** True where the cell is a formula that was saved without its value. */
export function isNotCalculated(row: Pick<Row, 'held'>, column: Column): boolean {
  return column.constant === null && row.held?.[column.id] === NOT_CALCULATED
}

const PLAIN_YES_OR_NO = /^(?:true|false|yes|no|1|0)$/i
const SHOWN_CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?$/i
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):/

/**
 * A held value as an attribute of this kind takes it. Kinds that take any text get what the cell shows, and so does an
 * attribute the held value says nothing to (a date for a number): its own check then tells what is wrong.
 */
export function formFor(takes: DataType | undefined, shown: string, held: string): string {
  switch (takes) {
    case 'Number':
      return isHeldNumber(held) ? held : shown
    case 'Date':
      return isHeldDate(held) ? held : shown
    case 'Time':
      return timeFor(shown, held)
    case 'Boolean':
      return !PLAIN_YES_OR_NO.test(shown.trim()) && PLAIN_YES_OR_NO.test(held) ? held : shown
    case 'Phone':
      return phoneFor(shown, held)
    default:
      return shown
  }
}

function timeFor(shown: string, held: string): string {
  if (isHeldClock(held)) return TIME_OF_DAY.test(held) ? held : shown
  const [, time] = held.split(' ')
  // A moment of which the cell shows the time alone.
  return time !== undefined && isHeldDate(held) && SHOWN_CLOCK.test(shown.trim()) ? time : shown
}

/** Digits and what people group them with. */
const LIKE_A_PHONE = /^\+?[\d\s()./\-\u00a0\u2010-\u2015]+$/

/** What a format adds in front (zeros, a country's code) belongs to the number; signs of money and thousands do not. */
function phoneFor(shown: string, held: string): string {
  if (!/^\d+$/.test(held)) return shown
  const digits = shown.replace(/\D/g, '')
  if (digits !== held && digits.endsWith(held)) return shown
  return digits === held && LIKE_A_PHONE.test(shown.trim()) ? shown : held
}
