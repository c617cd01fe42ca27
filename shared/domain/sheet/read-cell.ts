import { dateAs, numberAs } from '#shared/values/evidence.ts'
import { exportMark, mayHaveMark, unquotedFormula, withoutFraction } from '#shared/values/export-marks.ts'
import { isPlaceholder } from '#shared/values/placeholders.ts'
import { readTime } from '#shared/values/read-date.ts'
import { foreignYesOrNo } from '#shared/values/yes-or-no.ts'
import { phoneInForm } from '#shared/values/national-phones.ts'
import { hasTime, saysZone, toUtc } from '#shared/values/zones.ts'
import { isPlain, readSigns, withoutInvisible, type SignedText } from '#shared/values/signs.ts'
import type { DataType } from './attributes.ts'
import type { AccountUser } from './account-user.ts'
import { personMatcher, type PersonMatch, type PersonMatcher } from './people.ts'
import { optionMatcher, type OptionMatch, type OptionMatcher } from './options.ts'
import type { DateOrder, DecimalSign, PlaceholderChoice, UnknownOptionChoice, ValueMap } from './sheet.ts'

/** How the text of a column's cells is taken; all of it was decided before, once for the column. */
export interface ColumnForm {
  /** What kind of value the attribute takes; undefined: not known. */
  takes?: DataType | undefined
  /** Null or undefined: nobody said and no cell proves it, so a date that can be read two ways stays as it is. */
  dates?: DateOrder | null | undefined
  decimal?: DecimalSign | null | undefined
  /** @default 'blank' */
  placeholders?: PlaceholderChoice | undefined
  /** Options of the field that look like placeholders: there “None” is a value. */
  meant?: readonly string[] | undefined
  /** @default 'send' */
  unknownOptions?: UnknownOptionChoice | undefined
  /** Whose clocks a date's time of day is of, where it does not say so itself. @default 'UTC' */
  zone?: string | undefined
  /** Of which country phones without their country's code are; with it they go in LeadSquared's form. Not said: as written. */
  phoneCountry?: string | undefined
  /** The field's options, where it has any. */
  options?: readonly string[] | undefined
  /** What parts the choices, where the field takes several. */
  several?: string | undefined
  /** What values stand for that are no options, or no users, as they are written. */
  values?: ValueMap | undefined
  /** Of a field that holds users: the account's. Not said: nobody has read them. */
  users?: readonly AccountUser[] | undefined
  /** What becomes of people who are none of them (`ReadAs.unknownOwners`). */
  unknownOwners?: string | undefined
}

/** A cell as it goes out, and what was made of it on the way. */
export interface ReadCell {
  /** What goes out; '' for nothing. */
  text: string
  /** What the person wrote, without what is never sent; `text` is this in the form the attribute takes. */
  typed: string
  signs: SignedText
  /** `p:`, `'`, `="…"`, `.0`: what another program put before, around or behind the value; '' for nothing. */
  mark: string
  placeholder: boolean
  /** What is left out because the field has no such option: the value, or some of its choices. */
  leftOut: readonly string[]
  /** Who is meant, where the field holds users. */
  person?: PersonMatch
}

const NOTHING: readonly string[] = []

/** Reads the text of one cell. Takes nothing for granted: any text may stand there. */
export function readCell(raw: string, form: ColumnForm): ReadCell {
  const signs = readSigns(raw)
  const { mark, typed } = withoutMark(signs.text, form)
  const placeholder = isPlaceholder(typed) && !isMeant(typed, form.meant)
  const text = placeholder && form.placeholders !== 'send' ? '' : inForm(typed, form, signs)
  if (form.takes === 'User' && text !== '') {
    const person = personOf(text, form)
    const sent = person.kind === 'found' ? person.user.id : person.kind === 'left-out' ? '' : text
    return { text: sent, typed, signs, mark, placeholder, leftOut: NOTHING, person }
  }
  const match = text === '' || form.options === undefined ? null : optionOf(text, form)
  const cell = { text, typed, signs, mark, placeholder, leftOut: NOTHING }
  if (match === null || match.kind === 'option') return cell
  if (match.kind === 'spelling' || match.kind === 'mapped') return { ...cell, text: match.meant }
  const { choices } = match
  if (match.kind === 'several' || form.unknownOptions !== 'blank')
    return choices ? { ...cell, text: choices.sent } : cell
  return choices
    ? { ...cell, text: choices.known, leftOut: choices.open }
    : { ...cell, text: '', leftOut: [text] }
}

/** What a person wrote into a cell, without what is never sent: `typed` of `readCell`, at less cost. */
export function typedText(raw: string, takes: DataType | undefined): string {
  return withoutMark(readSigns(raw).text, { takes }).typed
}

/** The text of `readCell` alone: most cells are plain, and of a long sheet there are millions. */
export function readText(raw: string, form: ColumnForm): string {
  return goesAsItIs(raw, form) ? raw : readCell(raw, form).text
}

/** Never true where it might not. */
function goesAsItIs(raw: string, form: ColumnForm): boolean {
  switch (form.takes) {
    case 'Date':
    case 'Time':
    case 'Number':
    case 'User':
      return false
    case 'Phone':
      if (form.phoneCountry !== undefined || raw.includes('.')) return false
      break
    case 'Boolean':
      if (foreignYesOrNo(raw) !== null) return false
      break
    default:
  }
  if (!isPlain(raw) || isPlaceholder(raw) || mayHaveMark(raw)) return false
  return form.options === undefined || optionOf(raw, form)?.kind === 'option'
}

/** What another program put around the value, and what is left. */
function withoutMark(text: string, { takes }: ColumnForm): Pick<ReadCell, 'mark' | 'typed'> {
  const inside = unquotedFormula(text)
  if (inside !== null) return { mark: '="…"', typed: inside }
  const front = exportMark(text)
  if (front !== '') return { mark: front, typed: text.slice(front.length).trim() }
  const whole = takes === 'Phone' ? withoutFraction(text) : null
  return whole === null ? { mark: '', typed: text } : { mark: text.slice(whole.length), typed: whole }
}

const matchers = new WeakMap<ColumnForm, OptionMatcher>()

/** A column's form is one for all its cells, so its options are sorted out once. */
function optionOf(text: string, form: ColumnForm): OptionMatch | null {
  let match = matchers.get(form)
  if (match === undefined) {
    const { options = [], several, values } = form
    const field = { dataType: 'Select' as const, options: [...options], several }
    match = optionMatcher(field, values) ?? (() => ({ kind: 'option' }))
    matchers.set(form, match)
  }
  return match(text)
}

const people = new WeakMap<ColumnForm, PersonMatcher>()

function personOf(text: string, form: ColumnForm): PersonMatch {
  let match = people.get(form)
  if (!match) {
    match = personMatcher(form.users, { values: form.values, otherwise: form.unknownOwners })
    people.set(form, match)
  }
  return match(text)
}

/** An option that differs in its letters' case alone is that option slipped, not a placeholder. */
function isMeant(typed: string, meant: readonly string[] | undefined): boolean {
  if (meant === undefined || meant.length === 0) return false
  const small = typed.toLowerCase()
  return meant.some((option) => option.trim().toLowerCase() === small)
}

/** As the attribute takes it. What cannot be put in that form stays as it is, and its own check tells what is wrong. */
function inForm(typed: string, form: ColumnForm, signs: SignedText): string {
  if (typed === '') return ''
  switch (form.takes) {
    case 'Date': {
      const plain = signs.inside.length > 0 ? withoutInvisible(typed) : typed
      return dateIn(plain, form) ?? plain
    }
    case 'Number': {
      const plain = signs.inside.length > 0 ? withoutInvisible(typed) : typed
      return numberAs(plain, form.decimal ?? null) ?? plain
    }
    case 'Email':
      // é is one sign or two, and looks and means the same: mail servers and LeadSquared compare the sign.
      return typed.normalize('NFC')
    case 'Time':
      return readTime(typed) ?? typed
    case 'Boolean':
      return foreignYesOrNo(typed) ?? typed
    case 'Phone': {
      const plain = signs.inside.length > 0 ? withoutInvisible(typed) : typed
      return phoneIn(form.phoneCountry, plain)
    }
    default:
      return typed
  }
}

/** In LeadSquared's form, `+91-9876543210`, where it is certain what belongs to the number; else as it is. */
export function phoneIn(country: string | undefined, plain: string): string {
  return country === undefined ? plain : (phoneInForm(plain, country) ?? plain)
}

function dateIn(plain: string, { dates, zone }: ColumnForm): string | null {
  const date = dateAs(plain, dates ?? null)
  return date === null || zone === undefined || saysZone(plain) ? date : momentIn(zone, date)
}

/**
 * A date as LeadSquared takes it, its time of day told in UTC. A day without a time is the same everywhere. With a zone this machine does
 * not know it is no date any more, so that its check keeps it here.
 */
export function momentIn(zone: string, date: string): string {
  return hasTime(date) ? (toUtc(date, zone) ?? `${date} ${zone}`) : date
}

/** The options among `options` that would be taken for placeholders. */
export function meantOptions(options: readonly string[]): string[] {
  return options.filter((option) => isPlaceholder(option.trim()))
}
