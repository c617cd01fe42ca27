import type { Attribute, DataType } from '#shared/domain/sheet/attributes.ts'
import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import type { ReadCell } from '#shared/domain/sheet/read-cell.ts'
import type { PlaceholderChoice } from '#shared/domain/sheet/sheet.ts'
import { hasFrontApostrophe, severalValues } from '#shared/values/export-marks.ts'
import { garbledPart } from '#shared/values/garbled.ts'
import { looksLikeFormula } from '#shared/values/formula.ts'
import type { Standing } from '#shared/values/evidence.ts'
import { readDateIn } from '#shared/values/read-date.ts'
import { signName } from '#shared/values/signs.ts'
import type { Finding } from './value-checks.ts'

/** What the words about a cell depend on besides the cell. */
export interface CellContext {
  attribute: Attribute
  /** Leads are searched by it, so nothing of it may be left out unasked. */
  isKey: boolean
  placeholders: PlaceholderChoice
}

const SIGNS_NAMED = 3

/** “a zero-width space and a soft hyphen”. */
function named(signs: readonly string[]): string {
  const names = [...new Set(signs.map(signName))].slice(0, SIGNS_NAMED).map((name) => `a ${name}`)
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}

/** Letters before a sign nobody sees, so that it can be found. */
const LETTERS_BEFORE = 12

function place(text: string, sign: string): string {
  const at = text.indexOf(sign)
  const before = Array.from(text.slice(Math.max(0, at - 2 * LETTERS_BEFORE), at))
    .slice(-LETTERS_BEFORE)
    .join('')
  return before === '' ? 'at its start' : `after “${before}”`
}

const PLACEHOLDER: Readonly<Record<PlaceholderChoice, Finding>> = {
  blank: {
    code: 'placeholder',
    text: 'This stands for no value, so the cell is taken as empty.',
  },
  send: { code: 'placeholder', text: 'This looks as if it stood for no value. It is sent as it is.' },
  stop: {
    code: 'placeholder-stop',
    text: 'This stands for no value, and rows with such cells stay here. Empty the cell, or type the value.',
  },
}

const FORMULA: Finding = { code: 'formula', text: 'Looks like a formula; it is sent as text.' }

const APOSTROPHE: Finding = {
  code: 'apostrophe',
  text: 'There is an apostrophe in front of this value. It is sent with it; take it out if it was only to tell a spreadsheet that this is text.',
}

const TAB: Finding = {
  code: 'invisible',
  text: 'There is a tab in this value, which looks like a space and may part two values. It is sent with it. “Trim and collapse spaces” makes it a space.',
}

const LINE_BREAK = /[\n\r\u2028\u2029\u0085]/
/** Fields that are read in several lines; what is not told apart by its length is by its name. */
const SEVERAL_LINES =
  /note|descr|comment|address|street|message|remark|text|detail|about|bio|history|question/i
const LONG_TEXT = 500

function isSingleLine({ dataType, several, maxLength, schemaName, displayName }: Attribute): boolean {
  // Lines of several choices are choices.
  if (dataType === 'Select') return several === undefined
  if (dataType !== 'Text' || (maxLength !== null && maxLength > LONG_TEXT)) return false
  return !SEVERAL_LINES.test(schemaName) && !SEVERAL_LINES.test(displayName)
}

/** A field whose values no tab parts. */
const isShort = (attribute: Attribute): boolean => attribute.dataType === 'Phone' || isSingleLine(attribute)

/** Kinds whose values have no signs nobody sees: those within go the way of those around. */
const TAKEN_OUT: ReadonlySet<DataType> = new Set(['Phone', 'Number', 'Date'])

function signFindings({ typed, signs }: ReadCell, { attribute, isKey }: CellContext): Finding[] {
  const found: Finding[] = []
  if (signs.edges.length > 0) {
    const text = `There is ${named(signs.edges)} before or after this value, which nobody sees. It is left out of what is sent.`
    found.push({ code: 'invisible', text })
  }
  if (signs.controls.length > 0) {
    const what = `There is ${named(signs.controls)} in this value, which no field takes.`
    found.push(
      isKey
        ? { code: 'control-in-key', text: `${what} Leads are searched by this value, so type it anew.` }
        : { code: 'control-signs', text: `${what} It is left out of what is sent.` },
    )
  }
  if (signs.inside.length > 0 && attribute.dataType !== 'Email') {
    const goes = TAKEN_OUT.has(attribute.dataType)
      ? 'It is left out of what is sent.'
      : 'It is sent with it. “Trim and collapse spaces” takes it out.'
    const text = `There is ${named(signs.inside)} ${place(typed, signs.inside[0]!)} in this value, which nobody sees. ${goes}`
    found.push({ code: 'invisible', text })
  }
  return found
}

/** Addresses have & and ; of their own. */
const WEB_TEXT: ReadonlySet<DataType> = new Set(['Website'])

const GARBLED: Readonly<
  Record<NonNullable<ReturnType<typeof garbledPart>>['kind'], (part: string) => Finding>
> = {
  entity: (part) => ({
    code: 'garbled',
    text: `“${part}” is how web pages write a letter. It is sent as it is; type the letter if it is meant.`,
  }),
  'read-twice': (part) => ({
    code: 'garbled',
    text: `“${part}” looks like a letter that was read in another encoding on its way. It is sent as it is; export the file again as UTF-8, or type the letter.`,
  }),
  escaped: (part) => ({
    code: 'garbled',
    text: `“${part}” is how programs write a letter they cannot write as one. It is sent as it is; type the letter if it is meant.`,
  }),
  lost: () => ({
    code: 'garbled',
    text: 'A letter was lost here before the file came (�). It is sent as it is; type the letter.',
  }),
}

/** Without one of these there is nothing to look for in a value. */
const TELLING = /^[=+@'‘’-]|:::|[\t\n\r\u2028\u2029\u0085&ÃÂâ\ufffd]|\\[ux]|%[c-e][\da-f]%|=[c-e][\da-f]=/i
const NONE: readonly Finding[] = []

/** What was left out of a cell, taken as empty, or looks like something else than a value. Whether the value is right is not asked here. */
export function cellFindings(cell: ReadCell, context: CellContext): readonly Finding[] {
  const { typed, signs, mark, placeholder } = cell
  const hasSigns = signs.edges.length + signs.controls.length + signs.inside.length > 0
  if (!hasSigns && mark === '' && !placeholder && !TELLING.test(typed)) return NONE
  const found = hasSigns ? signFindings(cell, context) : []
  if (mark !== '') {
    const from = mark.endsWith(':') ? 'the program this was exported from' : 'a spreadsheet'
    const where = mark.startsWith('=') ? 'around it' : mark.startsWith('.') ? 'behind' : 'in front'
    found.push({
      code: 'export-mark',
      text: `“${mark}” ${where} is a mark of ${from}, not part of the value. It is left out of what is sent.`,
    })
  }
  if (hasFrontApostrophe(typed)) found.push(APOSTROPHE)
  if (placeholder) found.push(PLACEHOLDER[context.placeholders])
  else if (looksLikeFormula(typed)) found.push(FORMULA)
  const garbled = WEB_TEXT.has(context.attribute.dataType) ? null : garbledPart(typed)
  if (garbled) found.push(GARBLED[garbled.kind](garbled.part))
  if (typed.includes(':::') && context.attribute.dataType === 'Text' && severalValues(typed).length > 1) {
    found.push({
      code: 'several-values',
      text: 'There are several values here, with ::: between them. They are sent as they are; keep one if the field has room for one.',
    })
  }
  if (typed.includes('\t') && typed.trim().includes('\t') && isShort(context.attribute)) found.push(TAB)
  if (LINE_BREAK.test(typed) && isSingleLine(context.attribute)) {
    const text = `There is a line break in this value, and ${context.attribute.displayName} is a single line. It is sent as it is.`
    found.push({ code: 'line-break', text })
  }
  return found
}

/** What is wrong with an email address is told by its unseen sign first: everything else looks right. */
export function unseenInEmail({ typed, signs }: ReadCell): Finding | null {
  const [sign] = signs.inside
  if (sign === undefined) return null
  return {
    code: 'bad-email',
    text: `This email address has an invisible ${signName(sign)} ${place(typed, sign)}. “Fix email typos” takes it out.`,
  }
}

const NO_SUCH_DATE: Finding = {
  code: 'not-a-date',
  text: 'There is no such day in the calendar. Correct it.',
}
const UNREADABLE_DATE: Finding = {
  code: 'not-a-date',
  text: 'This cannot be read as a date. Write it as 2025-03-14 or 2025-03-14 09:30:00.',
}
const PERCENTAGE: Finding = {
  code: 'not-a-number',
  text: 'A percentage may be meant as 12 or as 0.12. Write the number alone.',
}

/** Of a date that is none, whatever the order. */
export function whyNotDate(typed: string): Finding {
  return readDateIn(typed).kind === 'unclear' ? UNREADABLE_DATE : NO_SUCH_DATE
}

/** Of a number that is none, whatever the decimal sign; null where there is no more to say than that. */
export function whyNotNumber(typed: string): Finding | null {
  return /^[\d\s.,()+-]+%$|^%[\d\s.,]+$/.test(typed.slice(0, 60)) ? PERCENTAGE : null
}

const OPEN: Readonly<Record<ColumnReading['kind'], Finding>> = {
  dates: {
    code: 'date-order',
    text: 'This date means one day read day first and another read month first, and no cell of the column settles it. Say which under Problems; until then the row stays here.',
  },
  numbers: {
    code: 'decimal-sign',
    text: 'This number means one amount with a decimal point and another with a decimal comma, and no cell of the column settles it. Say which under Problems; until then the row stays here.',
  },
}

const READ_AS: Readonly<Record<NonNullable<ColumnReading['as']>, string>> = {
  dmy: 'The dates of this column are read day first, and so there is no such day. Correct this one, or choose another order under Problems.',
  mdy: 'The dates of this column are read month first, and so there is no such day. Correct this one, or choose another order under Problems.',
  ymd: 'The dates of this column are read year first, and so there is no such day. Correct this one, or choose another order under Problems.',
  '.': 'The numbers of this column have a decimal point, and so this is none. Correct it, or choose the comma under Problems.',
  ',': 'The numbers of this column have a decimal comma, and so this is none. Correct it, or choose the point under Problems.',
}

/** What is wrong with a cell because of how its column is read; null where nothing is. */
export function standingFinding(
  standing: Standing,
  { kind, as }: Pick<ColumnReading, 'kind' | 'as'>,
): Finding | null {
  if (standing === 'fits') return null
  if (standing === 'open') return OPEN[kind]
  if (as === null) return NO_SUCH_DATE
  return { code: kind === 'dates' ? 'not-a-date' : 'not-a-number', text: READ_AS[as] }
}

/** Of an amount in one of several currencies. */
export function mixedCurrencies({ currencies }: Pick<ColumnReading, 'currencies'>): Finding {
  return {
    code: 'mixed-currencies',
    text: `The amounts of this column are in different currencies (${currencies.join(', ')}), and the field takes a number alone. Bring them to one currency, or take the signs out.`,
  }
}
