import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { ColumnCounts, isMixedCurrency } from '#shared/domain/sheet/column-counts.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { readCell, type ReadCell } from '#shared/domain/sheet/read-cell.ts'
import { optionMatcher } from '#shared/domain/sheet/options.ts'
import { heldText, isNotCalculated, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import type { Row } from '#shared/domain/sheet/sheet.ts'
import type { Evidence } from '#shared/values/evidence.ts'
import { severalValues } from '#shared/values/export-marks.ts'
import {
  cellFindings,
  mixedCurrencies,
  standingFinding,
  unseenInEmail,
  whyNotDate,
  whyNotNumber,
  type CellContext,
} from './cell-findings.ts'
import { personFinding } from './person-findings.ts'
import {
  noneOfOptions,
  optionsInWords,
  otherCalendar,
  valueCheck,
  type Finding,
  type ValueCheck,
} from './value-checks.ts'

export interface CheckedCell {
  /** What goes out; '' for nothing. */
  text: string
  /** All that is to be said of it, errors and warnings. */
  findings: readonly Finding[]
}

export interface ColumnCheck {
  column: SentColumn
  cell(row: Pick<Row, 'cells' | 'held'>): CheckedCell
  /** Of a text as a person would type it into a cell. */
  text(raw: string): CheckedCell
}

const NONE: readonly Finding[] = []

const UNCALCULATED: readonly Finding[] = [
  {
    code: 'not-calculated',
    text: 'This formula is not calculated yet, so its value is not known. Open the file in Excel, save it there, and open it again, or type the value here.',
  },
]

const SEVERAL_PHONES: Finding = {
  code: 'bad-phone',
  text: 'There is more than one phone number here. Keep one.',
}

/** What the whole column's cells say about one of them; null where nothing is wrong. */
export function findingByColumn(
  counts: Pick<ColumnCounts, 'standing'>,
  evidence: Evidence,
  reading: ColumnReading,
): Finding | null {
  if (isMixedCurrency(evidence, reading)) return mixedCurrencies(reading)
  return standingFinding(counts.standing(evidence, reading.as), reading)
}

/**
 * Checks the cells of one column that is sent. `attribute` null: nobody knows the field. `reading`: how the column's dates or
 * numbers are read; 'later' leaves what depends on it to somebody who knows all rows.
 */
export function createColumnCheck(
  column: SentColumn,
  attribute: Attribute | null,
  { isKey, reading }: { isKey: boolean; reading: ColumnReading | 'later' },
): ColumnCheck {
  const field = attribute ?? unknownField(column)
  const context: CellContext = { attribute: field, isKey, placeholders: column.placeholders ?? 'blank' }
  const check: ValueCheck = attribute ? valueCheck(attribute) : () => null
  const kind = field.dataType
  const matchOption = optionMatcher(field)
  const leftOut = (values: readonly string[]): Finding => ({
    code: 'not-an-option',
    text: `${noneOfOptions(field, values)}, so ${values.length > 1 ? 'they are' : 'it is'} left out of what is sent. ${optionsInWords(field)}`,
  })
  const keptHere = (values: readonly string[]): Finding => ({
    code: 'option-stop',
    text: `${noneOfOptions(field, values)}, and rows with such values stay here. ${optionsInWords(field)}`,
  })
  const counts =
    kind === 'Date' || kind === 'Number'
      ? new ColumnCounts(column, kind === 'Date' ? 'dates' : 'numbers', {})
      : null

  /** What is wrong with the value itself. */
  function whyNot(cell: ReadCell): Finding | null {
    const { typed, text, placeholder, person } = cell
    if (person)
      return personFinding(text, person, field, {
        unknownOwners: column.unknownOwners,
        later: reading === 'later',
      })
    if (kind === 'Email') {
      const unseen = unseenInEmail(cell)
      if (unseen) return unseen
    }
    if (kind === 'Phone' && typed.includes(':::') && severalValues(typed).length > 1) return SEVERAL_PHONES
    if (column.unknownOptions === 'stop') {
      const match = matchOption?.(text)
      if (match?.kind === 'unknown') return keptHere(match.choices?.open ?? [text])
    }
    if (!counts || placeholder) return check(text)
    const calendar = kind === 'Date' ? otherCalendar(text) : null
    if (calendar) return calendar
    // Where all rows are known to somebody else, what is read at all is theirs to judge.
    if (reading === 'later' && text !== typed) return null
    const evidence = counts.evidenceOf(typed)
    if (evidence !== 0) return reading === 'later' ? null : findingByColumn(counts, evidence, reading)
    const finding = check(text)
    if (finding?.code === 'not-a-date') return whyNotDate(typed)
    return finding?.code === 'not-a-number' ? (whyNotNumber(typed) ?? finding) : finding
  }

  function read(raw: string): CheckedCell {
    const cell = readCell(raw, column)
    const about = cell.typed === '' && cell.signs.edges.length === 0 ? NONE : cellFindings(cell, context)
    const isLeftOut = cell.text === '' && cell.person === undefined
    const wrong = cell.leftOut.length > 0 ? leftOut(cell.leftOut) : isLeftOut ? null : whyNot(cell)
    return { text: cell.text, findings: wrong ? [...about, wrong] : about }
  }

  return {
    column,
    text: read,
    cell(row) {
      if (column.constant !== null) return read(column.constant)
      if (row.held !== undefined) {
        if (isNotCalculated(row, column)) return { text: '', findings: UNCALCULATED }
        const held = heldText(row, column)
        if (held !== null) {
          const wrong = held === '' ? null : ((kind === 'Date' ? otherCalendar(held) : null) ?? check(held))
          return { text: held, findings: wrong ? [wrong] : NONE }
        }
      }
      return read(row.cells[column.id] ?? '')
    },
  }
}

/** A field of which only the name is known: any text may be right for it. */
function unknownField({ attribute }: SentColumn): Attribute {
  const name = attribute ?? ''
  return {
    ...{ schemaName: name, displayName: name, dataType: 'Text', options: [] },
    ...{ mandatory: false, readOnly: false, maxLength: null },
  }
}
