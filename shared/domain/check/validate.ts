import { tellsLeadsApart, type Attribute, type AttributeList } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SEARCH_ATTRIBUTES, normaliseKey } from '#shared/domain/sheet/lead.ts'
import { isError, severityOf, type Problem, type ProblemCode } from './problem.ts'
import { ColumnCounts } from '#shared/domain/sheet/column-counts.ts'
import type { ColumnReading, ReadingSettings } from '#shared/domain/sheet/column-reading.ts'
import { sentColumns, sentText, type SentColumn } from '#shared/domain/sheet/sent-text.ts'
import {
  DEFAULT_SEARCH,
  type Column,
  type DateOrder,
  type DecimalSign,
  type Row,
  type SheetSettings,
} from '#shared/domain/sheet/sheet.ts'
import { createColumnCheck, type ColumnCheck } from './column-check.ts'
import { unreadInWords } from './person-findings.ts'

export interface ValidationContext {
  columns: readonly Column[]
  settings: Pick<SheetSettings, 'searchBy'> & ReadingSettings
  /** Whether an attribute is unknown can be told only of an account's own list. */
  attributes: { source: AttributeList['source']; attributes: readonly Attribute[] }
  /**
   * How the columns of dates and numbers are read, told by all rows; one that is not among them proves nothing. 'later': what
   * depends on it is left to somebody who knows all rows (`problem-index.ts`).
   */
  readings?: readonly ColumnReading[] | 'later'
}

type Cells = Pick<Row, 'id' | 'cells' | 'held'>

export interface Validator {
  /** Problems of the sheet as a whole: its mapping and constants. An error among them keeps every row out of a push. */
  readonly sheet: readonly Problem[]
  /** Problems of this row that can be told from the row alone; duplicates need all rows (`problem-index.ts`). */
  row(row: Cells): Problem[]
  /** Why the row stays out of a push: the sheet's errors, then its own. Empty: it may go. */
  errorsOf(row: Cells): Problem[]
  /** The columns search keys stand in. */
  readonly keyColumns: readonly Column[]
  /** The row's search key in each of `keyColumns`, by the same rules as `searchKeysOf`; '' where it has none. */
  keysOf(row: Cells): string[]
}

interface CheckedColumn {
  check: ColumnCheck
  mandatory: boolean
  emptyText: string
}

function quoted(column: Column): string {
  return column.header.trim() === '' ? 'a column without a heading' : `“${column.header.trim()}”`
}

function listed(columns: readonly Column[]): string {
  const names = columns.map(quoted)
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}

/** Checks what is mapped; columns that are not sent have no problems. Made anew when mapping or settings change. */
export function createValidator(context: ValidationContext): Validator {
  const { settings, attributes, readings = [] } = context
  const known = readings === 'later' ? [] : readings
  const columns = sentColumns(context.columns, attributes.attributes, settings, known)
  const bySchema = new Map(attributes.attributes.map((attribute) => [attribute.schemaName, attribute]))
  const nameOf = (schemaName: string) => bySchema.get(schemaName)?.displayName ?? schemaName
  const sheet: Problem[] = []
  function tell(code: ProblemCode, column: Column | null, text: string): void {
    sheet.push({ rowId: null, columnId: column?.id ?? null, severity: severityOf(code), code, text })
  }

  const mapped = new Map<string, SentColumn[]>()
  for (const column of columns) {
    if (column.attribute === null) continue
    const same = mapped.get(column.attribute)
    if (same) same.push(column)
    else mapped.set(column.attribute, [column])
  }

  const isDefault = settings.searchBy === DEFAULT_SEARCH
  const wanted: readonly string[] = isDefault ? DEFAULT_SEARCH_ATTRIBUTES : [settings.searchBy]
  const keyColumns = wanted.flatMap((name) => mapped.get(name)?.slice(0, 1) ?? [])

  function checkOf(column: SentColumn, attribute: Attribute | null): ColumnCheck {
    const isKey = keyColumns.includes(column)
    if (column.constant !== null) {
      const reading = readingOfOne(column, attribute, settings)
      const form =
        reading.kind === 'dates'
          ? { dates: reading.as as DateOrder | null }
          : { decimal: reading.as as DecimalSign | null }
      return createColumnCheck({ ...column, ...form }, attribute, { isKey, reading })
    }
    const reading =
      readings === 'later'
        ? 'later'
        : (known.find(({ columnId }) => columnId === column.id) ?? readingOfNone(column, attribute, settings))
    return createColumnCheck(column, attribute, { isKey, reading })
  }

  const checked: CheckedColumn[] = []
  function checkOne(column: SentColumn, attribute: Attribute | null, mandatory: boolean, name: string): void {
    const check = checkOf(column, attribute)
    if (column.constant === null) {
      checked.push({ check, mandatory, emptyText: `${name} is mandatory in this account. Fill it in.` })
      return
    }
    const { text, findings } = check.text(column.constant)
    for (const finding of findings) {
      tell(finding.code, column, `Every row has “${column.constant.trim()}” here. ${finding.text}`)
    }
    if (text === '' && mandatory) {
      tell(
        'mandatory-empty',
        column,
        `${name} is mandatory in this account, and every row is empty. Fill it in.`,
      )
    }
  }

  for (const [schemaName, same] of mapped) {
    const first = same[0]!
    const attribute: Attribute | undefined = bySchema.get(schemaName)
    if (same.length > 1) {
      for (const column of same) {
        const text = `${listed(same)} all go to ${nameOf(schemaName)}. Keep one of them and set the others to “Not sent”.`
        tell('attribute-twice', column, text.replace(' all go', same.length === 2 ? ' both go' : ' all go'))
      }
    }
    if (!attribute) {
      if (attributes.source === 'account') {
        const text = `This account has no attribute ${schemaName}, and LeadSquared refuses leads with an unknown one. Choose another attribute for ${quoted(first)} or “Not sent”.`
        tell('unknown-attribute', first, text)
      }
      for (const column of same) {
        checkOne(column, null, false, '')
      }
      continue
    }
    // The lead's own number is never written, but leads may be searched by it.
    if (attribute.readOnly && !(schemaName === 'ProspectID' && settings.searchBy === 'ProspectID')) {
      const text = `${attribute.displayName} cannot be written. Set ${quoted(first)} to “Not sent”.`
      tell('read-only', first, text)
    }
    if (attribute.dataType === 'User' && attribute.people === undefined)
      tell('owners-unread', first, unreadInWords(first.header))
    for (const column of same) {
      checkOne(column, attribute, attribute.mandatory, attribute.displayName)
    }
  }

  for (const attribute of attributes.attributes) {
    if (!attribute.mandatory || attribute.readOnly || mapped.has(attribute.schemaName)) continue
    const text = `${attribute.displayName} is mandatory in this account, but no column is sent to it. LeadSquared may refuse new leads.`
    tell('mandatory-not-mapped', null, text)
  }

  if (keyColumns.length === 0) {
    const other = [...mapped.keys()].find((name) => {
      const attribute = bySchema.get(name)
      return attribute !== undefined && tellsLeadsApart(attribute)
    })
    const instead =
      other === undefined ? 'choose another “Search by”' : `choose ${nameOf(other)} under “Search by”`
    const text = isDefault
      ? `Leads are searched by email or phone, but no column is sent to either. Choose the attribute of a column, or ${instead}.`
      : `Leads are searched by ${nameOf(settings.searchBy)}, but no column is sent to it. Choose it for a column, or ${instead}.`
    tell('key-not-mapped', null, text)
  }
  const missing: Omit<Problem, 'rowId'> | null =
    keyColumns.length === 0
      ? null
      : {
          columnId: keyColumns[0]!.id,
          severity: 'error',
          code: 'missing-key',
          text: `This row has no ${keyColumns.map((column) => nameOf(column.attribute!)).join(' and no ')} to search by, so LeadSquared would always make a new lead of it. Fill it in.`,
        }

  function row(cells: Cells): Problem[] {
    const problems: Problem[] = []
    const rowId = cells.id
    let hasKey = false
    for (const { check, mandatory, emptyText } of checked) {
      const { text, findings } = check.cell(cells)
      const { column } = check
      for (const finding of findings) {
        const { code } = finding
        problems.push({ rowId, columnId: column.id, severity: severityOf(code), code, text: finding.text })
      }
      const unknown = findings.length > 0 && findings[0]!.code === 'not-calculated'
      if ((text !== '' || unknown) && keyColumns.includes(column)) hasKey = true
      if (text === '' && !unknown && mandatory) {
        problems.push({
          rowId,
          columnId: column.id,
          severity: 'error',
          code: 'mandatory-empty',
          text: emptyText,
        })
      }
    }
    if (
      missing &&
      !hasKey &&
      !keyColumns.some(({ constant }) => constant !== null && constant.trim() !== '')
    ) {
      problems.push({ rowId, ...missing })
    }
    return problems
  }

  const sheetErrors = sheet.filter(isError)
  return {
    sheet,
    row,
    errorsOf: (cells) => [...sheetErrors, ...row(cells).filter(isError)],
    keyColumns,
    keysOf: (cells) =>
      keyColumns.map((column) => {
        const value = sentText(cells, column)
        return value === ''
          ? ''
          : `${column.attribute!}=${normaliseKey(column.attribute!, value, column.phoneCountry)}`
      }),
  }
}

const NO_ATTRIBUTE = { dataType: 'Text' } as const

function countsOf(column: SentColumn, attribute: Attribute | null, settings: ReadingSettings): ColumnCounts {
  const { dataType } = attribute ?? NO_ATTRIBUTE
  return new ColumnCounts(column, dataType === 'Number' ? 'numbers' : 'dates', settings)
}

/** Of a column that has one value for every row, which is all there is to go by. */
function readingOfOne(
  column: SentColumn,
  attribute: Attribute | null,
  settings: ReadingSettings,
): ColumnReading {
  const counts = countsOf(column, attribute, settings)
  counts.count(counts.evidenceOf(column.constant ?? ''), 1)
  return counts.reading()
}

/** Of a column whose rows nobody has looked at. */
function readingOfNone(
  column: SentColumn,
  attribute: Attribute | null,
  settings: ReadingSettings,
): ColumnReading {
  return countsOf(column, attribute, settings).reading()
}
