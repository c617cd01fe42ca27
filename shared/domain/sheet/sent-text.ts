import type { Attribute, DataType } from './attributes.ts'
import { isHeldClock, isHeldDate, isHeldNumber, NOT_CALCULATED } from './held.ts'
import type { ColumnReading, ReadingSettings } from './column-reading.ts'
import { meantOptions, momentIn, phoneIn, readCell, readText, type ColumnForm } from './read-cell.ts'
import type { Column, DateOrder, DecimalSign, Row } from './sheet.ts'

/** A column that knows what kind of value its attribute takes, and how its cells are read. Kept with a push. */
export type SentColumn = Column & ColumnForm

/** `readings`: of the columns of dates and numbers, where all rows were looked at; without them what is unclear stays as it is. */
export function sentColumns(
  columns: readonly Column[],
  attributes: readonly Attribute[],
  settings: ReadingSettings = {},
  readings: readonly ColumnReading[] = [],
): SentColumn[] {
  const bySchema = new Map(attributes.map((attribute) => [attribute.schemaName, attribute]))
  return columns.map((column) => {
    const attribute = column.attribute === null ? undefined : bySchema.get(column.attribute)
    const sent: SentColumn = { ...column, takes: attribute?.dataType }
    const placeholders = column.readAs?.placeholders ?? settings.placeholders
    if (placeholders !== undefined) sent.placeholders = placeholders
    const unknownOptions = column.readAs?.unknownOptions ?? settings.unknownOptions
    if (attribute?.dataType === 'Select' && attribute.options.length > 0) {
      if (unknownOptions !== undefined) sent.unknownOptions = unknownOptions
      sent.options = attribute.options
      if (attribute.several !== undefined) sent.several = attribute.several
      const values = [...(attribute.known ?? []), ...(column.readAs?.values ?? [])]
      if (values.length > 0) sent.values = values
    }
    if (attribute?.dataType === 'User') {
      const { people, known = [] } = attribute
      if (people && 'users' in people) sent.users = people.users
      const values = [...known, ...(column.readAs?.values ?? [])]
      if (values.length > 0) sent.values = values
      const { unknownOwners } = column.readAs ?? {}
      if (unknownOwners !== undefined) sent.unknownOwners = unknownOwners
    }
    const meant = attribute ? meantOptions(attribute.options) : []
    if (meant.length > 0) sent.meant = meant
    const zone = column.readAs?.zone ?? settings.zone
    if (attribute?.dataType === 'Date' && zone !== undefined) sent.zone = zone
    const phoneCountry = column.readAs?.phoneCountry ?? settings.phoneCountry
    if (attribute?.dataType === 'Phone' && phoneCountry) sent.phoneCountry = phoneCountry
    const reading = readings.find(({ columnId }) => columnId === column.id)
    if (reading?.kind === 'dates') sent.dates = reading.as as DateOrder | null
    if (reading?.kind === 'numbers') sent.decimal = reading.as as DecimalSign | null
    return sent
  })
}

/**
 * The text that goes out for a row in a column: the column's constant, or what the cell holds in the form the attribute
 * takes, or what the cell shows, read as its column is. Trimmed; '' for what is not sent.
 */
export function sentText(row: Pick<Row, 'cells' | 'held'>, column: SentColumn): string {
  if (column.constant !== null) return readCell(column.constant, column).text
  const shown = row.cells[column.id] ?? ''
  if (shown === '' && row.held === undefined) return ''
  return heldText(row, column) ?? readText(shown, column)
}

/** What goes out of what a cell holds; null where what it shows does. */
export function heldText(row: Pick<Row, 'cells' | 'held'>, column: SentColumn): string | null {
  const held = column.constant === null ? row.held?.[column.id] : undefined
  if (held === undefined) return null
  const shown = row.cells[column.id] ?? ''
  const formed = asColumnSays(formFor(column.takes, shown, held), column, held)
  // Where both read alike it is still the number itself, whatever decimal sign the column's texts have.
  return formed !== shown || isPlainlyHeld(column.takes, held) ? formed.trim() : null
}

/** A workbook knows no zones: a moment it holds is of whatever clocks the column is of. Nor does it know a number's country. */
function asColumnSays(formed: string, { takes, zone, phoneCountry }: SentColumn, held: string): string {
  if (takes === 'Phone') return phoneIn(phoneCountry, formed)
  return takes === 'Date' && zone !== undefined && formed === held ? momentIn(zone, formed) : formed
}

function isPlainlyHeld(takes: DataType | undefined, held: string): boolean {
  return (takes === 'Number' && isHeldNumber(held)) || (takes === 'Date' && isHeldDate(held))
}

/** True where the cell is a formula that was saved without its value. */
export function isNotCalculated(row: Pick<Row, 'held'>, column: Column): boolean {
  return column.constant === null && row.held?.[column.id] === NOT_CALCULATED
}

const PLAIN_YES_OR_NO = /^(?:true|false|yes|no|1|0)$/i
const SHOWN_CLOCK = /^(?:[01]?\d|2[0-3]):\d{2}(?::\d{2})?(?: ?[AP]M)?$/i
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
