import type { Attribute } from './attributes.ts'
import { FULL_NAME_HEADINGS, NOT_SENT_HEADINGS, SOMEBODY_ELSE, SYNONYMS } from './mapping-synonyms.ts'

/** Why a column was given its attribute, or none. */
export type MappingReason =
  /** Chosen for the same heading last time. */
  | 'remembered'
  /** The heading is the attribute's schema or display name. */
  | 'name'
  | 'synonym'
  /** The column's values are email addresses or phone numbers. */
  | 'values'
  /** A whole name goes neither into the first nor into the last name. */
  | 'full-name'
  /** A status, lead ID or message, as reports and exports have them. */
  | 'report-column'
  /** Another column fits the attribute better, or stands before this one. */
  | 'taken'
  | 'no-match'

export interface ColumnSuggestion {
  attribute: string | null
  reason: MappingReason
}

export interface MappingQuestion {
  headers: readonly string[]
  /** The first rows; `samples[row][column]`. A few hundred are enough. */
  samples: readonly (readonly string[])[]
  attributes: readonly Attribute[]
  /** What was chosen before, by `normaliseHeading`; null: the column was left out on purpose. */
  remembered: readonly (readonly [heading: string, attribute: string | null])[]
}

/**
 * A heading with what people vary left out: case, accents, punctuation, the gaps of camelCase and snake_case. It is the
 * key under which choices are remembered; '' for a heading without a letter or digit.
 */
export function normaliseHeading(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .normalize('NFC')
}

const NUMBER_WORDS = new Set(['no', 'nr', 'nbr', 'num', 'numero'])

/** `Work E-mail` and `workemail` are one name, `Customer no.` and `Customer Number` another. */
function compact(heading: string): string {
  return normaliseHeading(heading)
    .split(' ')
    .map((word) => (NUMBER_WORDS.has(word) ? 'number' : word))
    .join('')
}

const NOISE = new Set([
  ...NUMBER_WORDS,
  'number',
  'field',
  'value',
  'the',
  'your',
  'lead',
  'contact',
  'customer',
])

/** The heading without words that add nothing; '' where only such words are in it. */
function essence(heading: string): string {
  return normaliseHeading(heading)
    .split(' ')
    .filter((word) => !NOISE.has(word))
    .join('')
}

interface Candidate {
  column: number
  attribute: string
  score: number
  reason: MappingReason
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
/**
 * Digits alone are as likely an order number, so a phone must show a plus sign or a phone's punctuation. A date shows
 * the same punctuation and is none.
 */
const PHONE =
  /^(?!(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:\D|$))(?:\+[\d\s().-]{7,20}|\(?\d{2,5}\)?[\s.-][\d\s().-]{5,16}|0\d{8,11})$/

/** No address or number is longer, and the patterns must not be given pages of text. */
const LONGEST_CONTACT = 254

function share(values: readonly string[], pattern: RegExp): number {
  let filled = 0
  let fitting = 0
  for (const value of values) {
    const text = value.trim()
    if (text === '') continue
    filled++
    if (text.length <= LONGEST_CONTACT && pattern.test(text)) fitting++
  }
  return filled < 2 ? 0 : fitting / filled
}

/** A guess by content is taken where this share of the filled cells agrees; lists are never wholly clean. */
const CONTENT_SHARE = 0.7

/**
 * The attribute each column most likely goes to, with the reason. An attribute is given to one column at most, the best
 * match; a read-only one to none.
 */
export function explainMapping(question: MappingQuestion): ColumnSuggestion[] {
  const writable = question.attributes.filter((attribute) => !attribute.readOnly)
  const names = new Set(writable.map((attribute) => attribute.schemaName))
  const remembered = new Map(question.remembered)
  const byName = new Map<string, { attribute: string; score: number }[]>()

  function offer(name: string, attribute: string, score: number): void {
    if (name === '') return
    const offers = byName.get(name)
    if (offers) offers.push({ attribute, score })
    else byName.set(name, [{ attribute, score }])
  }
  for (const attribute of writable) {
    offer(compact(attribute.schemaName), attribute.schemaName, 95)
    offer(compact(attribute.schemaName.replace(/^mx_/i, '')), attribute.schemaName, 92)
    offer(compact(attribute.displayName), attribute.schemaName, 94)
  }
  for (const [attribute, score, synonyms] of SYNONYMS) {
    if (names.has(attribute)) for (const synonym of synonyms) offer(compact(synonym), attribute, score)
  }

  const reasons = new Map<number, MappingReason>()
  const candidates: Candidate[] = []
  question.headers.forEach((header, column) => {
    const heading = normaliseHeading(header)
    if (heading !== '' && remembered.has(heading)) {
      const chosen = remembered.get(heading) ?? null
      if (chosen === null) {
        reasons.set(column, 'remembered')
        return
      }
      if (names.has(chosen)) candidates.push({ column, attribute: chosen, score: 100, reason: 'remembered' })
    }
    if (NOT_SENT_HEADINGS.has(heading)) {
      reasons.set(column, 'report-column')
      return
    }
    if (FULL_NAME_HEADINGS.has(heading)) {
      reasons.set(column, 'full-name')
      return
    }
    for (const [name, penalty] of [
      [compact(header), 0],
      [essence(header), 15],
    ] as const) {
      for (const { attribute, score } of byName.get(name) ?? []) {
        const reason = score > 90 ? 'name' : 'synonym'
        candidates.push({ column, attribute, score: score - penalty, reason })
      }
    }
    if (heading.split(' ').some((word) => SOMEBODY_ELSE.has(word))) return
    const values = question.samples.map((row) => row[column] ?? '')
    if (names.has('EmailAddress') && share(values, EMAIL) >= CONTENT_SHARE) {
      candidates.push({ column, attribute: 'EmailAddress', score: 50, reason: 'values' })
    } else if (share(values, PHONE) >= CONTENT_SHARE) {
      for (const [attribute, score] of [
        ['Phone', 45],
        ['Mobile', 44],
      ] as const) {
        if (names.has(attribute)) candidates.push({ column, attribute, score, reason: 'values' })
      }
    }
  })

  const chosen = new Map<number, Candidate>()
  const taken = new Set<string>()
  candidates.sort((left, right) => right.score - left.score || left.column - right.column)
  for (const candidate of candidates) {
    if (chosen.has(candidate.column) || taken.has(candidate.attribute)) continue
    chosen.set(candidate.column, candidate)
    taken.add(candidate.attribute)
  }
  const wanted = new Set(candidates.map((candidate) => candidate.column))
  return question.headers.map((_, column) => {
    const candidate = chosen.get(column)
    if (candidate) return { attribute: candidate.attribute, reason: candidate.reason }
    const reason = reasons.get(column) ?? (wanted.has(column) ? 'taken' : 'no-match')
    return { attribute: null, reason }
  })
}

/** The attribute for each heading in order; null: not sent. */
export function suggestMapping(question: MappingQuestion): (string | null)[] {
  return explainMapping(question).map((suggestion) => suggestion.attribute)
}
