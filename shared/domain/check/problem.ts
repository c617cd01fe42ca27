import type { ColumnId, RowId } from '#shared/domain/sheet/sheet.ts'

/** What can be wrong with a sheet, a row or a cell; the order is the one they are listed in. */
export const PROBLEM_CODES = [
  'attribute-twice',
  'unknown-attribute',
  'read-only',
  'key-not-mapped',
  'mandatory-not-mapped',
  'missing-key',
  'mandatory-empty',
  'date-order',
  'decimal-sign',
  'mixed-currencies',
  'control-in-key',
  'placeholder-stop',
  'option-stop',
  'owner-open',
  'bad-email',
  'bad-phone',
  'too-long',
  'not-a-number',
  'not-a-date',
  'not-a-time',
  'not-a-boolean',
  'not-a-website',
  'damaged',
  'not-calculated',
  'placeholder',
  'not-an-option',
  'owners-unread',
  'owner-left-out',
  'formula',
  'control-signs',
  'invisible',
  'export-mark',
  'apostrophe',
  'garbled',
  'several-values',
  'line-break',
  'lost-zero',
  'duplicate',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** An error keeps the row out of a push unless the person says otherwise; a warning does not. */
export type Severity = 'error' | 'warning'

export interface Problem {
  /** Null: the problem is the sheet's, not one row's. */
  readonly rowId: RowId | null
  /** Null: the problem is the row's as a whole. */
  readonly columnId: ColumnId | null
  readonly severity: Severity
  readonly code: ProblemCode
  /** What is wrong and what to do, in the user's words. */
  readonly text: string
  /** Duplicates only: the search key shared, as `searchKeysOf` writes it. */
  readonly key?: string
}

const WARNINGS: ReadonlySet<ProblemCode> = new Set([
  'mandatory-not-mapped',
  'placeholder',
  'not-an-option',
  'owners-unread',
  'owner-left-out',
  'formula',
  'control-signs',
  'invisible',
  'export-mark',
  'apostrophe',
  'garbled',
  'several-values',
  'line-break',
  'lost-zero',
  'duplicate',
])

/** Errors that no leave to send rows with errors overrides: what would go out is not what anybody meant. */
export const NEVER_SENT: ReadonlySet<ProblemCode> = new Set([
  'missing-key',
  'key-not-mapped',
  'not-calculated',
  'date-order',
  'decimal-sign',
  'mixed-currencies',
  'control-in-key',
  'placeholder-stop',
  'option-stop',
  'owner-open',
])

export function severityOf(code: ProblemCode): Severity {
  return WARNINGS.has(code) ? 'warning' : 'error'
}

export function isError({ severity }: Pick<Problem, 'severity'>): boolean {
  return severity === 'error'
}

/** How a group of problems is headed in a list. */
export const PROBLEM_TITLES: Readonly<Record<ProblemCode, string>> = {
  'attribute-twice': 'Two columns go to one attribute',
  'unknown-attribute': 'Attribute this account does not have',
  'read-only': 'Attribute that cannot be written',
  'key-not-mapped': 'Search key is not sent',
  'mandatory-not-mapped': 'Mandatory attribute is not sent',
  'missing-key': 'Search key is missing',
  'mandatory-empty': 'Mandatory field is empty',
  'date-order': 'Day first or month first?',
  'decimal-sign': 'Decimal point or comma?',
  'mixed-currencies': 'Different currencies in one column',
  'control-in-key': 'Control sign in a search key',
  'placeholder-stop': 'Placeholder instead of a value',
  'bad-email': 'Not an email address',
  'bad-phone': 'Not a phone number',
  'too-long': 'Too long',
  'not-an-option': 'Not in the list of options',
  'option-stop': 'Not in the list of options, so kept here',
  'owner-open': 'Not an active user of the account',
  'owners-unread': 'The account’s users are not read yet',
  'owner-left-out': 'Not an active user, so left out',
  'not-a-number': 'Not a number',
  'not-a-date': 'Not a date as LeadSquared takes it',
  'not-a-time': 'Not a time',
  'not-a-boolean': 'Neither yes nor no',
  'not-a-website': 'Not a web address',
  damaged: 'Damaged by a spreadsheet',
  'not-calculated': 'Formula not calculated yet',
  placeholder: 'Placeholder instead of a value',
  formula: 'Looks like a formula',
  'control-signs': 'Control signs left out',
  invisible: 'Invisible signs',
  'export-mark': 'Mark of another program left out',
  apostrophe: 'Apostrophe in front',
  garbled: 'Garbled letters',
  'several-values': 'Several values in one cell',
  'line-break': 'Line break in a single line',
  'lost-zero': 'Leading zero may be lost',
  duplicate: 'Same search key more than once',
}
