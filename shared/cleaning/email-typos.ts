import { isEmail } from '#shared/domain/check/value-checks.ts'
import { readSigns, withoutInvisible } from '#shared/values/signs.ts'
import { cleanedText } from './cleaned.ts'
import { goesTo, mostly, type CellCleaning } from './cleaning.ts'

/** Mailbox providers many people use; what is one slip away from one of these was probably meant to be it. */
const COMMON = [
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'yahoo.co.in',
  'yahoo.co.uk',
  'hotmail.com',
  'hotmail.co.uk',
  'outlook.com',
  'icloud.com',
  'rediffmail.com',
  'protonmail.com',
]

/** Real domains that stand one slip away from a common one: never a typing error. */
const REAL = new Set([
  'mail.com',
  'email.com',
  'ymail.com',
  'gmx.com',
  'yahoo.ca',
  'yahoo.co',
  'hotmail.ca',
  'hotmail.co',
  'outlook.co',
  'outlook.cz',
  'outlook.co.in',
  'yahoo.co.id',
  'yahoo.co.nz',
  'yahoo.co.za',
  'gmail.co.uk',
])

/** Slips too far from what was meant to be found by distance. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['gmail.co', 'gmail.com'],
  ['gmail.cm', 'gmail.com'],
  ['gmail.om', 'gmail.com'],
  ['gmail', 'gmail.com'],
  ['gmailcom', 'gmail.com'],
  ['gmaill.co', 'gmail.com'],
  ['gmaik.com', 'gmail.com'],
  ['gimal.com', 'gmail.com'],
  ['gimail.com', 'gmail.com'],
  ['gmali.com', 'gmail.com'],
  ['g-mail.com', 'gmail.com'],
  ['goglemail.com', 'googlemail.com'],
  ['yahoo', 'yahoo.com'],
  ['yahoocom', 'yahoo.com'],
  ['yhaoo.com', 'yahoo.com'],
  ['yaoho.com', 'yahoo.com'],
  ['hotmail', 'hotmail.com'],
  ['hotmailcom', 'hotmail.com'],
  ['hotamil.com', 'hotmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['outlook', 'outlook.com'],
  ['outlookcom', 'outlook.com'],
  ['icloud', 'icloud.com'],
  ['redifmail.com', 'rediffmail.com'],
])

/** Endings nobody can register, and what they were meant to be. */
const ENDINGS: readonly (readonly [wrong: RegExp, right: string])[] = [
  [/\.(?:con|cmo|ocm|vom|xom|comm|coom|ccom|cpm|c0m|com\.com)$/, '.com'],
  [/\.(?:nte|ner|nett)$/, '.net'],
  [/\.(?:ogr|orgg)$/, '.org'],
  [/\.co\.(?:ik|ukk)$/, '.co.uk'],
]

/** True where one letter too many, too few, other or swapped with its neighbour makes `left` into `right`. */
export function oneSlipApart(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) return false
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  if (left.length < right.length) return left.slice(at) === right.slice(at + 1)
  if (left.length > right.length) return left.slice(at + 1) === right.slice(at)
  if (left.slice(at + 1) === right.slice(at + 1)) return true
  return (
    left[at] === right[at + 1] && left[at + 1] === right[at] && left.slice(at + 2) === right.slice(at + 2)
  )
}

function mendDomain(domain: string): string {
  let mended = domain
  for (const [wrong, right] of ENDINGS) mended = mended.replace(wrong, right)
  if (COMMON.includes(mended) || REAL.has(mended)) return mended
  const known = KNOWN.get(mended)
  if (known) return known
  // The first letter is seldom missed, and "hmail.com" may well be somebody's company.
  const sameStart = (other: string) =>
    other[0] === mended[0] || (other[0] === mended[1] && other[1] === mended[0])
  return COMMON.find((other) => sameStart(other) && oneSlipApart(mended, other)) ?? mended
}

/** Case means nothing in a domain, so case alone is no reason to touch it. */
function join(name: string, domain: string): string {
  const mended = mendDomain(domain.toLowerCase())
  return `${name}@${mended === domain.toLowerCase() ? domain : mended}`
}

function tidyPoints(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replace(/\.{2,}/g, '.')
    .replace(/^\.|\.$/g, '')
}

/** Twice what an address may have: beyond that a cell holds something else, and the patterns would take their time. */
const LONGEST = 508

/** The address of `Ann Lee <ann@example.com>`; the whole text where it is not written so. */
function addressIn(text: string): string {
  const [, address] = /^[^<>@]*<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text) ?? []
  return address ?? text
}

function mend(typed: string): string {
  const at = typed.lastIndexOf('@')
  if (isEmail(typed)) return join(typed.slice(0, at), typed.slice(at + 1))
  const tight = addressIn(
    withoutInvisible(readSigns(typed).text)
      .replace(/[。｡]/g, '.')
      // Full-width letters, digits and signs, ligatures: others in another shape.
      .normalize('NFKC'),
  )
    .replace(/^mailto:/i, '')
    .replace(/\?(?:subject|cc|bcc|body)=.*$/is, '')
    .replace(/^[<([{"'‘’“”]+|[>)\]}"'‘’“”,;:.]+$/g, '')
    .replace(/\s*(?:\(at\)|\[at\])\s*/gi, '@')
    .replace(/@{2,}/g, '@')
    .replace(/^([^@]+?)\.at\.([^@]+)$/i, (whole, name: string, domain: string) =>
      /\.at\./i.test(domain) ? whole : `${name}@${domain}`,
    )
  const [name = '', domain = '', ...more] = tight.split('@')
  // Two addresses in one cell: which one is meant is not ours to say.
  if (name === '' || domain === '' || more.length > 0) return typed
  return join(tidyPoints(name), tidyPoints(domain.replace(/,/g, '.')))
}

/**
 * Mends the slips of typing in an address: stray spaces and signs nobody sees, full-width signs, a comma for a point, doubled
 * signs, `mailto:`, a name beside it (`Ann Lee <ann@example.com>`), and domains one slip away from a common provider (`gmial.com`). An address whose domain is merely uncommon stays as it is, as do outer
 * spaces alone (no field means them, and another cleaning trims them) and what is no address.
 */
export function mendEmail(value: string): string {
  const typed = value.trim()
  if (typed.length > LONGEST) return value
  const mended = mend(typed)
  return mended === typed ? value : mended
}

/** Between two addresses: Google's :::, or what people write there. */
const BETWEEN = /\s*(?::::|[;,/|\n])\s*|\s+(?=\S+@)/

/** The first of several addresses in a cell; the whole text where it is not several. */
export function firstEmail(value: string): string {
  const text = value.trim()
  if (text.length > LONGEST || (text.match(/@/g)?.length ?? 0) < 2) return value
  const parts = text.split(BETWEEN).filter((part) => part !== '')
  return parts.length > 1 && parts.every((part) => part.split('@').length === 2) ? parts[0]! : value
}

export const EMAILS: CellCleaning<'emails'> = {
  work: 'cells',
  kind: 'emails',
  label: 'Fix email typos',
  about: '',
  types: ['Email'],
  signs: [goesTo('Email'), mostly((value) => value.includes('@'))],
  mends: { problem: 'bad-email', label: 'Fix email typos' },
  reach: 'types',
  options: [
    {
      name: 'several',
      label: 'Several addresses in one cell',
      as: 'list',
      values: [
        { value: 'leave', label: 'Leave as they are', word: 'leave' },
        { value: 'first', label: 'Keep the first', word: 'first' },
      ],
      initial: 'leave',
    },
  ],
  cleaner:
    ({ several }) =>
    (value) =>
      cleanedText(mendEmail(several === 'first' ? firstEmail(value) : value)),
}
