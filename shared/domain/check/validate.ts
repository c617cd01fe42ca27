import type { Attribute, AttributeList } from '#shared/domain/sheet/attributes.ts'
import { DEFAULT_SEARCH_ATTRIBUTES, normaliseKey } from '#shared/domain/sheet/lead.ts'
import { isError, severityOf, type Problem, type ProblemCode } from './problem.ts'
import {
  cellOf,
  DEFAULT_SEARCH,
  type Column,
  type Row,
  type SheetSettings,
} from '#shared/domain/sheet/sheet.ts'
import { valueCheck, type ValueCheck } from './value-checks.ts'

export interface ValidationContext {
  columns: readonly Column[]
  settings: Pick<SheetSettings, 'searchBy'>
  /** Whether an attribute is unknown can be told only of an account's own list. */
  attributes: { source: AttributeList['source']; attributes: readonly Attribute[] }
}

type Cells = Pick<Row, 'id' | 'cells'>

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
  column: Column
  check: ValueCheck
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
  const { columns, settings, attributes } = context
  const bySchema = new Map(attributes.attributes.map((attribute) => [attribute.schemaName, attribute]))
  const nameOf = (schemaName: string) => bySchema.get(schemaName)?.displayName ?? schemaName
  const sheet: Problem[] = []
  function tell(code: ProblemCode, column: Column | null, text: string): void {
    sheet.push({ rowId: null, columnId: column?.id ?? null, severity: severityOf(code), code, text })
  }

  const mapped = new Map<string, Column[]>()
  for (const column of columns) {
    if (column.attribute === null) continue
    const same = mapped.get(column.attribute)
    if (same) same.push(column)
    else mapped.set(column.attribute, [column])
  }

  const checked: CheckedColumn[] = []
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
      continue
    }
    if (attribute.readOnly) {
      const text = `${attribute.displayName} cannot be written. Set ${quoted(first)} to “Not sent”.`
      tell('read-only', first, text)
    }
    const check = valueCheck(attribute)
    for (const column of same) {
      if (column.constant === null) {
        const emptyText = `${attribute.displayName} is mandatory in this account. Fill it in.`
        checked.push({ column, check, mandatory: attribute.mandatory, emptyText })
        continue
      }
      const value = column.constant.trim()
      const finding = value === '' ? null : check(value)
      if (finding) tell(finding.code, column, `Every row has “${value}” here. ${finding.text}`)
      if (value === '' && attribute.mandatory) {
        const text = `${attribute.displayName} is mandatory in this account, and every row is empty. Fill it in.`
        tell('mandatory-empty', column, text)
      }
    }
  }

  for (const attribute of attributes.attributes) {
    if (!attribute.mandatory || attribute.readOnly || mapped.has(attribute.schemaName)) continue
    const text = `${attribute.displayName} is mandatory in this account, but no column is sent to it. LeadSquared may refuse new leads.`
    tell('mandatory-not-mapped', null, text)
  }

  const isDefault = settings.searchBy === DEFAULT_SEARCH
  const wanted: readonly string[] = isDefault ? DEFAULT_SEARCH_ATTRIBUTES : [settings.searchBy]
  const keyColumns = wanted.flatMap((name) => mapped.get(name)?.slice(0, 1) ?? [])
  if (keyColumns.length === 0) {
    const text = isDefault
      ? 'Leads are searched by email or phone, but no column is sent to either. Choose the attribute of a column, or another “Search by”.'
      : `Leads are searched by ${nameOf(settings.searchBy)}, but no column is sent to it. Choose it for a column, or another “Search by”.`
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
    for (const { column, check, mandatory, emptyText } of checked) {
      const raw = cells.cells[column.id]
      const value = raw === undefined ? '' : raw.trim()
      if (value !== '') {
        const finding = check(value)
        if (finding) {
          const { code, text } = finding
          problems.push({ rowId: cells.id, columnId: column.id, severity: severityOf(code), code, text })
        }
      } else if (mandatory) {
        const text = emptyText
        problems.push({
          rowId: cells.id,
          columnId: column.id,
          severity: 'error',
          code: 'mandatory-empty',
          text,
        })
      }
    }
    if (missing && keyColumns.every((column) => cellOf(cells, column).trim() === '')) {
      problems.push({ rowId: cells.id, ...missing })
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
        const value = cellOf(cells, column).trim()
        return value === '' ? '' : `${column.attribute!}=${normaliseKey(column.attribute!, value)}`
      }),
  }
}
