import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { compact, wordsOf } from './heading.ts'
import { EMPLOYER, NEUTRAL, PREFERRED, SECONDARY, SOMEBODY_ELSE } from './qualifiers.ts'
import { SYNONYMS } from './synonyms.ts'

/** What a heading may mean. 100 is certain; see `qualifiers.ts` for what takes points off. */
export interface Reading {
  attribute: string
  score: number
  reason: 'name' | 'synonym' | 'words'
}

interface Offer {
  attribute: string
  score: number
}

export interface Interpreter {
  /** All readings of a heading; none where a word of it is not understood. `prefix`: what `sharedPrefix` answered. */
  read(heading: string, prefix?: string | null): Reading[]
  /** The heading without words that add nothing, as `normaliseHeading` spells it. */
  bare(heading: string): string
  /**
   * A word no list knows that several headings begin with, the email address among them: what that product calls a lead
   * (`Enquirer Email`, `Enquirer City`). null where an email stands without it, or there are two such words.
   */
  sharedPrefix(headings: readonly string[]): string | null
}

/** Longer names of fields are taken whole or not at all. */
const LONGEST_NAME = 6
/** A heading of more words is a sentence; its question is looked up as a whole only. */
const LONGEST_HEADING = 14
const STRUCTURE_COSTS = 4
const EMPLOYER_COSTS = 25
const PREFIX_COSTS = 6

/** Too general to be a field's name beside other words: `First contact`, `Last call`, `Lead URL`. */
const ALONE_ONLY: ReadonlySet<string> = new Set([
  'first',
  'last',
  'url',
  'web',
  'contact',
  'pad',
  'family',
  'site',
  'cap',
  'cp',
])

/** What follows the name of a field without changing it: `Course interest` is the course. */
const TAILS: ReadonlySet<string> = new Set(['interest', 'interested', 'name'])

/** Words that many fields share: alone they name none. */
const VAGUE: ReadonlySet<string> = new Set(
  'time date type status size code id group category level reason result score amount price total count day month year'.split(
    ' ',
  ),
)

/** Asides of forms: `(required)`, `(with country code)`, `(as on your ID)`, `(DD/MM/YYYY)`. */
const ASIDE =
  /[([](?:required|optional|mandatory|with|incl|including|as |e\.?g|dd|mm|yyyy|utc|please|only|if )[^)\]]*[)\]]/gi
/** `3.`, `12)`, `Q4:`, `a)` before a question. */
const NUMBERING = /^\s*(?:q?\d{1,3}|[a-z])\s*[.):]\s+/i

export function withoutAsides(heading: string): string {
  return heading.replace(ASIDE, ' ').replace(NUMBERING, '')
}

type CompactSynonyms = readonly (readonly [attribute: string, score: number, names: readonly string[]])[]
let compacted: CompactSynonyms | null = null

/** Spelled out once, as every opening of a sheet asks, and not before: a thousand names, which no start has to wait for. */
function compactSynonyms(): CompactSynonyms {
  return (compacted ??= SYNONYMS.map(([attribute, score, names]) => [attribute, score, names.map(compact)]))
}

export function createInterpreter(attributes: readonly Attribute[]): Interpreter {
  const names = new Map<string, Offer[]>()
  const bags = new Map<string, string | null>()
  const known = new Set(attributes.map(({ schemaName }) => schemaName))

  function offer(name: string, attribute: string, score: number): void {
    if (name === '') return
    const offers = names.get(name)
    if (offers) offers.push({ attribute, score })
    else names.set(name, [{ attribute, score }])
  }
  for (const { schemaName, displayName } of attributes) {
    offer(compact(schemaName), schemaName, 95)
    offer(compact(schemaName.replace(/^mx_/i, '')), schemaName, 92)
    offer(compact(displayName), schemaName, 94)
    if (!/^mx_/i.test(schemaName)) continue
    const bag = bagOf(displayName)
    // Two fields of the same words decide nothing.
    if (bag !== '' && !VAGUE.has(bag))
      bags.set(bag, bags.has(bag) && bags.get(bag) !== schemaName ? null : schemaName)
  }
  for (const [attribute, score, compactNames] of compactSynonyms()) {
    if (known.has(attribute)) for (const name of compactNames) offer(name, attribute, score)
  }

  /** The words left around a field's name: what they cost, or null where one changes the meaning or is unknown. */
  function costOf(rest: readonly string[], attribute: string, prefix: string | null): number | null {
    let cost = STRUCTURE_COSTS
    for (const word of rest) {
      if (PREFERRED.has(word)) cost += PREFERRED.get(word)!
      else if (SOMEBODY_ELSE.has(word) || SECONDARY.has(word)) return null
      else if (EMPLOYER.has(word)) {
        if (attribute.endsWith('Id')) return null
        if (attribute !== 'Company' && attribute !== 'Website') cost += EMPLOYER_COSTS
      } else if (word === prefix) cost += PREFIX_COSTS
      else if (!NEUTRAL.has(word) && !meansTheSame(word, attribute)) return null
    }
    return cost
  }

  /** `zip / postal code`, `address city`, `tel. mobile`: a second word for the same, or for the kind of it. */
  function meansTheSame(word: string, attribute: string): boolean {
    const offers = names.get(word) ?? []
    const best = Math.max(...offers.map(({ score }) => score))
    const meant = offers.filter(({ score }) => score === best).map((each) => each.attribute)
    if (meant.includes(attribute)) return true
    if (attribute === 'Mobile' && meant.includes('Phone')) return true
    if (word === 'address' || word === 'adresse') {
      return attribute === 'EmailAddress' || /^mx_(?:Street|City|State|Country|Zip)/.test(attribute)
    }
    return false
  }

  function readWords(words: readonly string[], prefix: string | null): Reading[] {
    const best = new Map<string, Reading>()
    for (let from = 0; from < words.length; from++) {
      for (let to = Math.min(words.length, from + LONGEST_NAME); to > from; to--) {
        const name = words.slice(from, to).join('')
        const rest = [...words.slice(0, from), ...words.slice(to)]
        if (rest.length > 0 && ALONE_ONLY.has(name)) continue
        for (const { attribute, score } of names.get(name) ?? []) {
          // A short schema name of the account's own may stand among words by chance.
          const cost = rest.length === 0 ? 0 : costOf(rest, attribute, prefix)
          if (cost === null) continue
          const reading: Reading = {
            attribute,
            score: score - cost,
            reason: rest.length > 0 ? 'words' : score > 90 ? 'name' : 'synonym',
          }
          if (reading.score > (best.get(attribute)?.score ?? 0)) best.set(attribute, reading)
        }
      }
    }
    const own = bags.get(
      words
        .filter((word) => !NEUTRAL.has(word) && !TAILS.has(word))
        .sort()
        .join(' '),
    )
    if (own && !best.has(own)) best.set(own, { attribute: own, score: 72, reason: 'words' })
    return [...best.values()]
  }

  return {
    read(heading, prefix = null) {
      const whole = names.get(compact(heading))?.map(({ attribute, score }): Reading => ({
        attribute,
        score,
        reason: score > 90 ? 'name' : 'synonym',
      }))
      if (whole) return whole
      const words = wordsOf(withoutAsides(heading))
      return words.length > LONGEST_HEADING ? [] : readWords(words, prefix)
    },
    bare(heading) {
      return wordsOf(withoutAsides(heading))
        .filter((word) => !NEUTRAL.has(word))
        .join(' ')
    },
    sharedPrefix(headings) {
      const groups = new Map<string, Set<string>>()
      let plainEmail = false
      for (const heading of headings) {
        const words = wordsOf(withoutAsides(heading))
        if (readWords(words, null).some(({ attribute }) => attribute === 'EmailAddress')) plainEmail = true
        const [first] = words
        if (first === undefined || words.length < 2 || SOMEBODY_ELSE.has(first) || SECONDARY.has(first))
          continue
        if (NEUTRAL.has(first) || PREFERRED.has(first) || EMPLOYER.has(first) || names.has(first)) continue
        for (const { attribute } of readWords(words.slice(1), null)) {
          const group = groups.get(first)
          if (group) group.add(attribute)
          else groups.set(first, new Set([attribute]))
        }
      }
      const found = [...groups].filter(([, meant]) => meant.has('EmailAddress') && meant.size >= 3)
      return !plainEmail && found.length === 1 ? found[0]![0] : null
    },
  }
}

function bagOf(name: string): string {
  const words = wordsOf(name).filter((word) => !NEUTRAL.has(word) && !TAILS.has(word))
  return words.sort().join(' ')
}
