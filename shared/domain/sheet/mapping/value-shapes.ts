import type { Attribute } from '#shared/domain/sheet/attributes.ts'

/** No address or number is longer, and the patterns must not be given pages of text. */
const LONGEST_CONTACT = 254

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
const HAS_ADDRESS = /[^\s@]@[^\s@]+\.\p{L}/u
/** With the country's sign, so that neither an order's number, an IP address nor a date can look like one. */
const INTERNATIONAL = /^'?\+[\d\s().-]{8,20}$/
const IP_ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/
const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:\D|$)/
const YES_OR_NO = /^(?:yes|no|y|n|true|false|ja|nein|oui|non|si|sí|sim|não|nao|0|1)$/i
const NUMBERS = /^[\d\s.,:/#%+-]+$/
const LINK = /^(?:https?:\/\/|www\.)/i
const SALUTATION =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|m|mme|mlle|monsieur|madame|sr|sra|srta|shri|smt|kumari)\.?$/i
/** What a program lets its users do, which is nobody's job. */
const PART_IN_A_SHOP =
  /^(?:customer|subscriber|administrator|admin|contributor|shop[ _]manager|member|user|guest|lead|contact|prospect|client)$/i

function digits(text: string): number {
  return text.replace(/\D/g, '').length
}

const LOOKS_LIKE = {
  email: (text: string) => HAS_ADDRESS.test(text),
  phone: (text: string) =>
    digits(text) >= 6 &&
    !IP_ADDRESS.test(text) &&
    !DATE.test(text) &&
    (text.match(/\p{L}/gu)?.length ?? 0) <= 8,
  link: (text: string) => LINK.test(text) || (/[^\s.]\.\p{L}{2,}/u.test(text) && !text.includes('@')),
  date: (text: string) => /\d/.test(text) && (digits(text) >= 4 || /\p{L}{3}/u.test(text)),
  number: (text: string) => /\d/.test(text),
  boolean: (text: string) => YES_OR_NO.test(text) || (text.length <= 3 && !/\d/.test(text)),
} as const

/** Most of the filled cells; lists are never wholly clean. */
const MOST = 0.5

function share(values: readonly string[], fits: (text: string) => boolean): number {
  let filled = 0
  let fitting = 0
  for (const value of values) {
    const text = value.trim().slice(0, LONGEST_CONTACT)
    if (text === '') continue
    filled++
    if (fits(text)) fitting++
  }
  return filled === 0 ? 0 : fitting / filled
}

/** Whether most values cannot be meant for the attribute, whatever the heading says. Empty columns contradict nothing. */
export function contradicts(attribute: Attribute, values: readonly string[]): boolean {
  if (values.every((value) => value.trim() === '')) return false
  const shape = shapeOf(attribute)
  if (shape) return share(values, LOOKS_LIKE[shape]) < MOST
  if (share(values, (text) => HAS_ADDRESS.test(text) || LINK.test(text)) > MOST)
    return attribute.schemaName !== 'Notes'
  if (WORDS_ONLY.has(attribute.schemaName)) {
    if (share(values, (text) => NUMBERS.test(text) || YES_OR_NO.test(text)) > MOST) return true
  }
  return (
    attribute.schemaName === 'JobTitle' &&
    share(values, (text) => SALUTATION.test(text) || PART_IN_A_SHOP.test(text)) > MOST
  )
}

/** Whether nearly all values are what only this kind of attribute holds. False where all are empty. */
export function proves(attribute: Attribute, values: readonly string[]): boolean {
  const shape = shapeOf(attribute)
  return (
    (shape === 'email' || shape === 'phone' || shape === 'link') && share(values, LOOKS_LIKE[shape]) >= 0.8
  )
}

/** Attributes that are names of somebody or something, never a number of theirs. */
const WORDS_ONLY: ReadonlySet<string> = new Set([
  'FirstName',
  'LastName',
  'Company',
  'JobTitle',
  'mx_Street1',
  'mx_City',
  'mx_State',
  'mx_Country',
  'Source',
])

const SHAPES: Partial<Record<Attribute['dataType'], keyof typeof LOOKS_LIKE>> = {
  Email: 'email',
  Phone: 'phone',
  Website: 'link',
  Date: 'date',
  Number: 'number',
  Boolean: 'boolean',
}

function shapeOf({ dataType }: Attribute): keyof typeof LOOKS_LIKE | null {
  return SHAPES[dataType] ?? null
}

/** What a column without a heading unmistakably holds; null where it could be anything. */
export function unmistakable(values: readonly string[]): 'email' | 'phone' | null {
  if (values.filter((value) => value.trim() !== '').length < 2) return null
  if (share(values, (text) => EMAIL.test(text)) >= 0.7) return 'email'
  if (share(values, (text) => INTERNATIONAL.test(text) && digits(text) >= 8) >= 0.7) return 'phone'
  return null
}

/** Whether these are names of one word each, as first or last names are and whole names are not. */
export function singleNames(values: readonly string[]): boolean {
  const filled = values.filter((value) => value.trim() !== '')
  return filled.length > 0 && share(filled, (text) => !/\s/.test(text)) > 0.8
}

/** Whether values can name people: most have letters, and are no yes or no, date or link. False where all are empty. */
export function namePeople(values: readonly string[]): boolean {
  return (
    share(
      values,
      (text) =>
        /\p{L}{2}/u.test(text) &&
        !YES_OR_NO.test(text) &&
        !LINK.test(text) &&
        !DATE.test(text) &&
        text.length < 100,
    ) > MOST
  )
}
