import { dateAs, numberAs } from '#shared/values/evidence.ts'
import { exportMark, unquotedFormula, withoutFraction } from '#shared/values/export-marks.ts'
import { isPlaceholder } from '#shared/values/placeholders.ts'
import { readTime } from '#shared/values/read-date.ts'
import { readSigns, withoutInvisible, type SignedText } from '#shared/values/signs.ts'
import type { DataType } from './attributes.ts'
import { optionMatcher } from './options.ts'
import type { DateOrder, DecimalSign, PlaceholderChoice, UnknownOptionChoice } from './sheet.ts'

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
  /** The field's options, where a value that is none of them is left out. */
  options?: readonly string[] | undefined
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
  /** It is left out because the field has no such option. */
  unknownOption: boolean
}

/** Reads the text of one cell. Takes nothing for granted: any text may stand there. */
export function readCell(raw: string, form: ColumnForm): ReadCell {
  const signs = readSigns(raw)
  const { mark, typed } = withoutMark(signs.text, form)
  const placeholder = isPlaceholder(typed) && !isMeant(typed, form.meant)
  const text = placeholder && form.placeholders !== 'send' ? '' : inForm(typed, form, signs)
  const unknownOption = text !== '' && form.options !== undefined && isUnknown(text, form.options)
  return { text: unknownOption ? '' : text, typed, signs, mark, placeholder, unknownOption }
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

const matchers = new WeakMap<readonly string[], ReturnType<typeof optionMatcher>>()

/** A column's options are one list for all its cells, so they are sorted out once. */
function isUnknown(text: string, options: readonly string[]): boolean {
  let match = matchers.get(options)
  if (match === undefined) {
    match = optionMatcher({ dataType: 'Select', options: [...options] })
    matchers.set(options, match)
  }
  return match?.(text).kind === 'unknown'
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
      return dateAs(plain, form.dates ?? null) ?? plain
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
    case 'Phone':
      return signs.inside.length > 0 ? withoutInvisible(typed) : typed
    default:
      return typed
  }
}

/** The options among `options` that would be taken for placeholders. */
export function meantOptions(options: readonly string[]): string[] {
  return options.filter((option) => isPlaceholder(option.trim()))
}
