import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { optionMatcher } from '#shared/domain/sheet/options.ts'
import { isErrorValue } from '#shared/values/placeholders.ts'
import { daysInMonth } from '#shared/values/read-date.ts'
import type { ProblemCode } from './problem.ts'

/** What is wrong with one value; shared between rows, so it names no row. */
export interface Finding {
  readonly code: ProblemCode
  readonly text: string
}

/** Answers what is wrong with a value that is trimmed and not empty; null where nothing is. */
export type ValueCheck = (value: string) => Finding | null

function finding(code: ProblemCode, text: string): Finding {
  return { code, text }
}

/** As Excel shows a long number: one digit, a fraction, `E+` and two digits or more. */
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?E\+\d{2,}$/i

const ERROR_DAMAGE = finding(
  'damaged',
  'This is the error of a formula, not a value. Correct it in the workbook, or type the right value here.',
)
const SCIENTIFIC_DAMAGE = finding(
  'damaged',
  'A spreadsheet shortened a long number to this, and digits are lost. Type the whole number.',
)

function damage(value: string): Finding | null {
  if (isErrorValue(value)) return ERROR_DAMAGE
  return value.length >= 5 && value.length <= 30 && SCIENTIFIC.test(value) ? SCIENTIFIC_DAMAGE : null
}

const EMAIL =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+(?:xn--[a-z\d-]{2,59}|\p{L}[\p{L}\p{M}]{1,62})$/iu
const PLAIN_EMAIL = /^[\w+-]+(?:\.[\w+-]+)*@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i

const EMAIL_FINDINGS = {
  several: finding('bad-email', 'There is more than one email address here. Keep one.'),
  noAt: finding('bad-email', 'An email address needs an @. Write it as name@company.com.'),
  twoAt: finding('bad-email', 'There is more than one @ in this email address. Keep one.'),
  space: finding('bad-email', 'There is a space in this email address. Take it out.'),
  comma: finding('bad-email', 'There is a comma in this email address. It is probably meant to be a point.'),
  domain: finding('bad-email', 'The part after the @ is not complete. Write it as name@company.com.'),
  dots: finding('bad-email', 'There is a point too many in this email address. Take it out.'),
  long: finding('bad-email', 'An email address has at most 254 characters. Shorten it.'),
  mailto: finding('bad-email', 'This begins with “mailto:”, as links do. “Fix email typos” takes it out.'),
  wide: finding(
    'bad-email',
    'This email address has full-width or other special signs (＠, ．, ａ) that no mail server knows. “Fix email typos” writes them as plain ones.',
  ),
  mixed: finding(
    'bad-email',
    'This email address mixes letters of two alphabets, of which some look alike, such as a Cyrillic а and a Latin a. Type it anew.',
  ),
  named: finding(
    'bad-email',
    'There is a name beside this email address. “Fix email typos” keeps the address between < and >.',
  ),
  around: finding(
    'bad-email',
    'There is a sign before or after this email address that is no part of it. “Fix email typos” takes it out.',
  ),
  brackets: finding(
    'bad-email',
    'With the brackets around it this is not an email address. “Fix email typos” takes them out.',
  ),
  quotes: finding('bad-email', 'There are quotation marks in this email address. Take them out.'),
  other: finding('bad-email', 'This is not an email address. Write it as name@company.com.'),
}

const LATIN = /\p{Script=Latin}/u
const CYRILLIC_OR_GREEK = /[\p{Script=Cyrillic}\p{Script=Greek}]/u

/** Letters and digits that are others in another shape: ａ, ﬁ, ①. No mailbox has them, and LeadSquared would not find it by the plain ones. */
function hasOtherShapes(value: string): boolean {
  return value.normalize('NFKC') !== value.normalize('NFC')
}

/** Nobody registers such a name (Unicode Technical Standard 39, single script); letters that look alike are typed or smuggled in. */
function mixesAlphabets(value: string): boolean {
  return (
    CYRILLIC_OR_GREEK.test(value) &&
    value.split(/[@.]/).some((part) => LATIN.test(part) && CYRILLIC_OR_GREEK.test(part))
  )
}

function whyNotEmail(value: string): Finding {
  if (/[\uff01-\uff5e。｡]/.test(value)) return EMAIL_FINDINGS.wide
  const ats = value.split('@').length - 1
  if (ats > 1 && /[\s,;/|]/.test(value)) return EMAIL_FINDINGS.several
  if (ats === 0) return EMAIL_FINDINGS.noAt
  if (ats > 1) return EMAIL_FINDINGS.twoAt
  if (/^mailto:/i.test(value)) return EMAIL_FINDINGS.mailto
  if (/^<[^<>]*>$/.test(value)) return EMAIL_FINDINGS.brackets
  if (/<[^<>]*@[^<>]*>/.test(value)) return EMAIL_FINDINGS.named
  if (/["“”„]/.test(value)) return EMAIL_FINDINGS.quotes
  if (/\s/.test(value)) return EMAIL_FINDINGS.space
  if (value.includes(',')) return EMAIL_FINDINGS.comma
  if (/\.\.|^\.|\.@|@\.|\.$/.test(value)) return EMAIL_FINDINGS.dots
  if (/[;:>)\]'’]$|^['‘’(<[]/.test(value)) return EMAIL_FINDINGS.around
  if (!/@.+\..+/.test(value)) return EMAIL_FINDINGS.domain
  return EMAIL_FINDINGS.other
}

function email(value: string): Finding | null {
  if (value.length > 254) return EMAIL_FINDINGS.long
  if (PLAIN_EMAIL.test(value)) return null
  if (!EMAIL.test(value.normalize('NFC'))) return whyNotEmail(value)
  if (hasOtherShapes(value)) return EMAIL_FINDINGS.wide
  return mixesAlphabets(value) ? EMAIL_FINDINGS.mixed : null
}

/** True for what `email` lets pass. */
export function isEmail(value: string): boolean {
  return email(value) === null
}

/** A plus, digits, what people group digits with, and an extension. */
const PHONE = /^\+?[\d\s()./\-‐-―\u00a0]+(?:\s*(?:x|ext\.?|extension|#)\s*\d{1,6})?$/i
const PHONE_FINDINGS = {
  letters: finding('bad-phone', 'A phone number has only digits, spaces and + - ( ) . in it. Correct it.'),
  script: finding(
    'bad-phone',
    'The digits of this phone number are of another script, such as ٣ or ３. “Phones to one format” writes them as 0 to 9.',
  ),
  minus: finding('bad-phone', 'There is a minus in front of this phone number. Take it out.'),
  short: finding('bad-phone', 'This phone number has too few digits. Write the whole number.'),
  long: finding('bad-phone', 'A phone number has at most 15 digits. Keep one number.'),
}

/** A decimal digit that is not written 0 to 9. */
const OTHER_DIGIT = /(?![0-9])\p{Nd}/u
const MINUS = /^[-‐-―]/u

/** No phone number is longer, and a pasted page of text must not cost the pattern's time. */
const LONGEST_PHONE = 60

function phone(value: string): Finding | null {
  if (value.length > LONGEST_PHONE) return PHONE_FINDINGS.long
  if (!PHONE.test(value)) return OTHER_DIGIT.test(value) ? PHONE_FINDINGS.script : PHONE_FINDINGS.letters
  if (MINUS.test(value)) return PHONE_FINDINGS.minus
  let digits = 0
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index)
    if (code >= 48 && code <= 57) digits++
    else if ((code | 32) === 120 /* x */ || (code | 32) === 101 /* e */ || code === 35) break
  }
  if (digits < 6) return PHONE_FINDINGS.short
  // E.164 allows 15 digits; an international prefix written as 00 comes on top.
  return digits > (value.startsWith('00') ? 17 : 15) ? PHONE_FINDINGS.long : null
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/
const NOT_A_NUMBER = finding(
  'not-a-number',
  'This has to be a number, written with digits and a point: 1234.5',
)

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?: (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/
const LIKE_A_DATE = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/
const NOT_A_DATE = finding(
  'not-a-date',
  'LeadSquared takes dates as 2025-03-14 or 2025-03-14 09:30:00. “Dates to one format” among the cleanings rewrites a column.',
)
const NO_SUCH_DATE = finding('not-a-date', 'There is no such day in the calendar. Correct it.')
const OTHER_CALENDAR = finding(
  'not-a-date',
  'The year of this date is long gone or far ahead: it may be mistyped, or count by another calendar, such as 1403 or 2568. Write it with the year LeadSquared counts, such as 2025-03-14.',
)
/** Before, Europe had two calendars of its own; the years of Iran and of the Islamic calendar are there too. */
const FIRST_YEAR = 1753
/** Thai years are 543 ahead: 1900 to 2100. */
const isThaiYear = (year: number): boolean => year >= 2443 && year <= 2643

function date(value: string): Finding | null {
  if (!DATE.test(value)) return LIKE_A_DATE.test(value) ? NO_SUCH_DATE : NOT_A_DATE
  const year = Number(value.slice(0, 4))
  const day = Number(value.slice(8, 10))
  // Most days are in every month.
  if (day <= 28) return null
  return day <= daysInMonth(year, Number(value.slice(5, 7))) ? null : NO_SUCH_DATE
}

/** What is wrong with a date's year, however sure its day and month are; null where nothing is, or it is no date in LeadSquared's form. */
export function otherCalendar(value: string): Finding | null {
  if (!LIKE_A_DATE.test(value)) return null
  const year = Number(value.slice(0, 4))
  return year < FIRST_YEAR || isThaiYear(year) ? OTHER_CALENDAR : null
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/
const NOT_A_TIME = finding('not-a-time', 'This has to be a time, written as 09:30 or 09:30:00.')

const YES_OR_NO = /^(?:true|false|yes|no|1|0)$/i
const NOT_A_BOOLEAN = finding('not-a-boolean', 'This has to be yes or no (or true, false, 1, 0).')

const WEBSITE =
  /^(?:https?:\/\/)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+\p{L}[\p{L}\p{N}\p{M}-]+(?::\d{1,5})?(?:[/?#]\S*)?$/iu
const NOT_A_WEBSITE = finding('not-a-website', 'This is not a web address. Write it as www.company.com.')

function pattern(expression: RegExp, otherwise: Finding): ValueCheck {
  return (value) => (expression.test(value) ? null : otherwise)
}

/** Whoever mends a cell has no other place to read what is allowed; the countries of the world would fill the window. */
const OPTIONS_NAMED = 20

/** “Source has the options: Fair, Web”; the first of them where there are many. */
export function optionsInWords({ displayName, options }: Pick<Attribute, 'displayName' | 'options'>): string {
  const more = options.length - OPTIONS_NAMED
  const shown = options.slice(0, OPTIONS_NAMED).join(', ') + (more > 0 ? ` … and ${more} more` : '')
  return `${displayName} has the options: ${shown}`
}

/** “Rugby” and “Polo” are none of the field's options; of a field with one choice it is plain what is meant. */
export function noneOfOptions({ several }: Pick<Attribute, 'several'>, values: readonly string[]): string {
  if (several === undefined) return "This is none of the field's options"
  const quoted = values.map((value) => `“${value}”`)
  return quoted.length > 1
    ? `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)!} are none of the field's options`
    : `${quoted.join('')} is none of the field's options`
}

function option(attribute: Attribute): ValueCheck | null {
  const match = optionMatcher(attribute)
  if (!match) return null
  const unknown = finding(
    'not-an-option',
    `LeadSquared keeps this value, but nobody can filter by it there. ${optionsInWords(attribute)}`,
  )
  const someUnknown = (values: readonly string[]): Finding =>
    finding(
      'not-an-option',
      `${noneOfOptions(attribute, values)}: LeadSquared keeps ${values.length > 1 ? 'them' : 'it'}, but nobody can filter by ${values.length > 1 ? 'them' : 'it'} there. ${optionsInWords(attribute)}`,
    )
  const several = finding(
    'not-an-option',
    `This could be more than one of the field's options, which differ in case or accents alone. Write the one that is meant. ${optionsInWords(attribute)}`,
  )
  return (value) => {
    const found = match(value)
    if (found.kind === 'option') return null
    if (found.kind === 'several') return several
    if (found.kind === 'unknown') return found.choices ? someUnknown(found.choices.open) : unknown
    return finding('not-an-option', `Write it as the account does: ${found.meant}`)
  }
}

function checkOfType(attribute: Attribute): ValueCheck | null {
  switch (attribute.dataType) {
    case 'Email':
      return email
    case 'Phone':
      return phone
    case 'Number':
      return pattern(NUMBER, NOT_A_NUMBER)
    case 'Date':
      return date
    case 'Time':
      return pattern(TIME, NOT_A_TIME)
    case 'Boolean':
      return pattern(YES_OR_NO, NOT_A_BOOLEAN)
    case 'Website':
      return pattern(WEBSITE, NOT_A_WEBSITE)
    case 'Select':
      return option(attribute)
    case 'Text':
    // Who is meant is asked of the account's users (`person-findings.ts`).
    case 'User':
      return null
  }
}

/** The first thing wrong with a value of this attribute: damage, then the kind of value, then its length. */
export function valueCheck(attribute: Attribute): ValueCheck {
  const ofType = checkOfType(attribute)
  const most = attribute.maxLength ?? Infinity
  const tooLong = finding(
    'too-long',
    `${attribute.displayName} takes at most ${most} characters. Shorten it.`,
  )
  return (value) => damage(value) ?? ofType?.(value) ?? (value.length > most ? tooLong : null)
}
