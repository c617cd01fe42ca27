import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import { spelledOut } from './abbreviations.ts'
import { withoutAsides as plainOf } from './asides.ts'
import { compact, normaliseHeading, wordsOf } from './heading.ts'
import {
  ASKING,
  EMPLOYER,
  NEUTRAL,
  PARTS,
  PERSONS,
  PREFERRED,
  SECONDARY,
  SOMEBODY_ELSE,
  WISHES,
} from './qualifiers.ts'
import { inListedWords } from './other-languages.ts'
import { answerTo, fieldAskedFor } from './questions.ts'
import { FULL_NAME_HEADINGS, SYNONYMS } from './synonyms.ts'

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
  /**
   * What a sentence may mean of which not every word is understood, where it names one kind of field whose values can be told: only for a
   * column whose values are of that kind, and as a guess.
   */
  gist(heading: string): Reading[]
  /** Whether it is a whole name's heading, said in one way or several (`Name / Family name`). */
  namesWhole(heading: string): boolean
  /** The heading without words that add nothing, as `normaliseHeading` spells it. */
  bare(heading: string): string
  /**
   * What several headings begin with and no list knows, the email address among them: what that product calls a lead (`Enquirer Email`,
   * `Enquirer City`), or the part of its form a lead is asked in (`Basic facts: Email`). null where an email stands without it, or there
   * are two of them.
   */
  sharedPrefix(headings: readonly string[]): string | null
}

/** Longer names of fields are taken whole or not at all. */
const LONGEST_NAME = 6
/** A heading of more words is a sentence; its question is looked up as a whole only. */
const LONGEST_HEADING = 14
/** Nor is a text of more signs a heading: it is taken whole or not at all. */
const LONGEST_TEXT = 300
const STRUCTURE_COSTS = 4
const EMPLOYER_COSTS = 25
const PREFIX_COSTS = 6
const LANGUAGE_COSTS = 2
const QUESTION_SCORE = 80
const GIST_SCORE = 45
/** A heading of fewer words is a label, in which each changes the meaning: `Hotel email`. */
const SHORTEST_SENTENCE = 5

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
const WISHED: ReadonlySet<string> = new Set([
  'interest',
  'interested',
  'applied',
  'enrolled',
  'chosen',
  'selected',
  'opted',
])
const TAILS: ReadonlySet<string> = new Set([...WISHED, 'name'])

/** Of these a thing has a name as well as a person has: `City name`. */
const HAS_A_NAME: ReadonlySet<string> = new Set([
  'Company',
  'Source',
  'SourceCampaign',
  'mx_City',
  'mx_State',
  'mx_Country',
])
/** Beside their names a number is another thing: `Company number`, `Number of notes`. */
const NEVER_NUMBERS: ReadonlySet<string> = new Set([
  'FirstName',
  'LastName',
  'Company',
  'JobTitle',
  'Website',
  'Source',
  'Notes',
  'mx_City',
  'mx_State',
  'mx_Country',
])
/** Of several addresses or numbers it is the first one, of anything else what somebody wishes for: `Preferred city`. */
const CHOSEN: ReadonlySet<string> = new Set(['preferred', 'default'])
/** Behind the name of a field they tell what it is like, and not what it is: `Phone valid`. */
const STATES: ReadonlySet<string> = new Set(['valid', 'complete', 'correct', 'exact', 'confirm'])
/** What a form asks for as part of an address: `Default Address Company`. */
const IN_AN_ADDRESS: ReadonlySet<string> = new Set(['Company', 'Phone', 'Mobile', 'FirstName', 'LastName'])
/** Before a part of an address they say what it is for. */
const POSTAL: ReadonlySet<string> = new Set(['post', 'correspondence', 'communication'])
/** Two in a cell. */
const BOTH_IN_ONE = /\bsource\s*\/\s*medium\b/i
/** No employer has them: `Nombre de tu empresa` is no first name. */
const OF_A_BODY: ReadonlySet<string> = new Set(['FirstName', 'LastName', 'mx_Date_of_Birth'])
/** `Name of your organisation`, up to the field itself. */
const NAME_OF = /(?:^| )name of(?: (?:the|your|my|current|present|a))*$/
/** `LinkedIn profile link`, `Web-site (URL)`, `Social: Facebook`. */
const OF_LINKS: ReadonlySet<string> = new Set([
  'url',
  'link',
  'links',
  'profile',
  'page',
  'handle',
  'social',
  'media',
  'address',
  'account',
  'id',
  'web',
  'blog',
])
const LINKED: ReadonlySet<string> = new Set(['LinkedInId', 'FacebookId', 'TwitterId', 'Website'])

/** `Full name`, of which a form has two parts. */
const NAMES: ReadonlySet<string> = new Set(['name', 'full', 'your', 'legal'])

/** Where these stand without it, the sheet has a lead beside its buyer. */
const OF_A_NAME = ['FirstName', 'LastName']
const OF_A_PERSON = [...OF_A_NAME, 'Phone', 'Mobile']

/** What values prove by their shape. */
const PROVEN: ReadonlySet<string> = new Set(['Email', 'Phone'])

/** Words that many fields share: alone they name none. */
const VAGUE: ReadonlySet<string> = new Set(
  'time date type status size code id group category level reason result score amount price total count day month year'.split(
    ' ',
  ),
)

type CompactSynonyms = readonly (readonly [attribute: string, score: number, names: readonly string[]])[]
let compacted: CompactSynonyms | null = null

/** Spelled out once, as every opening of a sheet asks, and not before: a thousand names, which no start has to wait for. */
function compactSynonyms(): CompactSynonyms {
  return (compacted ??= SYNONYMS.map(([attribute, score, names]) => [attribute, score, names.map(compact)]))
}

function withoutAsides(heading: string): string {
  return heading.length > LONGEST_TEXT ? '' : plainOf(heading)
}

export function createInterpreter(attributes: readonly Attribute[]): Interpreter {
  const names = new Map<string, Offer[]>()
  const bags = new Map<string, string | null>()
  const wishes = new Set<string>()
  /** Names of things: an event's name is its title. */
  const titles = new Set<string>()
  const kinds = new Map(attributes.map(({ schemaName, dataType }) => [schemaName, dataType]))

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
    if (wordsOf(displayName).some((word) => WISHED.has(word))) wishes.add(schemaName)
    if (wordsOf(displayName).includes('name')) titles.add(schemaName)
    const bag = bagOf(wordsOf(displayName))
    // Two fields of the same words decide nothing.
    if (bag !== '' && !VAGUE.has(bag))
      bags.set(bag, bags.has(bag) && bags.get(bag) !== schemaName ? null : schemaName)
  }
  for (const [attribute, score, compactNames] of compactSynonyms()) {
    if (kinds.has(attribute)) for (const name of compactNames) offer(name, attribute, score)
  }

  /** A city of interest is no city, a course of interest the course that is asked for. */
  function wishFits(own: string, words: readonly string[]): boolean {
    return !words.some((word) => WISHED.has(word)) || wishes.has(own)
  }

  /** The words left around a field's name: what they cost, or null where one changes the meaning or is unknown. */
  function costOf(
    rest: readonly string[],
    attribute: string,
    prefix: string | null,
    asking: boolean,
  ): number | null {
    let cost = STRUCTURE_COSTS
    for (const word of rest) {
      if (word === prefix) cost += PREFIX_COSTS
      else if (CHOSEN.has(word) && !PROVEN.has(kinds.get(attribute)!) && !isOfAddresses(word, rest))
        return null
      // A company's, by law.
      else if (word === 'office' && rest.includes('registered')) return null
      else if (PREFERRED.has(word)) cost += PREFERRED.get(word)!
      else if (attribute === 'Notes' && SOMEBODY_ELSE.has(word)) cost += EMPLOYER_COSTS
      else if (SOMEBODY_ELSE.has(word)) return null
      else if (word === 'number' && NEVER_NUMBERS.has(attribute)) return null
      else if (SECONDARY.has(word)) {
        // Notes have room for more than the first.
        if (attribute !== 'Notes' || /^\d$/.test(word)) return null
      } else if (LINKED.has(attribute) && OF_LINKS.has(word)) cost += 1
      else if (EMPLOYER.has(word)) {
        if (attribute.endsWith('Id') || OF_A_BODY.has(attribute)) return null
        if (attribute !== 'Company' && attribute !== 'Website') cost += EMPLOYER_COSTS
      } else if (!NEUTRAL.has(word) && !(asking && ASKING.has(word)) && !meansTheSame(word, attribute)) {
        return null
      }
    }
    return cost
  }

  /** Of several addresses of a customer the one that is used: a part of it is no wish. */
  function isOfAddresses(word: string, rest: readonly string[]): boolean {
    return word === 'default' && rest.includes('address')
  }

  /** `zip / postal code`, `address city`, `tel. mobile`: a second word for the same, or for the kind of it. */
  function meansTheSame(word: string, attribute: string): boolean {
    const offers = names.get(word) ?? []
    const best = Math.max(...offers.map(({ score }) => score))
    const meant = offers.filter(({ score }) => score === best).map((each) => each.attribute)
    if (meant.includes(attribute)) return true
    if (attribute === 'Mobile' && meant.includes('Phone')) return true
    // `Full name: First name`, `Street address line 2`.
    if (word === 'name' && (attribute === 'FirstName' || attribute === 'LastName')) return true
    if (attribute === 'mx_Street2' && meant.includes('mx_Street1')) return true
    if (POSTAL.has(word)) return /^mx_(?:Street|City|State|Country|Zip)/.test(attribute)
    if (word === 'address' || word === 'adresse') {
      return attribute === 'EmailAddress' || /^mx_(?:Street|City|State|Country|Zip)/.test(attribute)
    }
    return false
  }

  function readWords(words: readonly string[], prefix: string | null, asking = false): Reading[] {
    const best = new Map<string, Reading>()
    for (let from = 0; from < words.length; from++) {
      for (let to = Math.min(words.length, from + LONGEST_NAME); to > from; to--) {
        const name = words.slice(from, to).join('')
        for (const { attribute, score } of names.get(name) ?? []) {
          const named = HAS_A_NAME.has(attribute)
          const after = named && words[to] === 'name' ? to + 1 : to
          const before = words.slice(0, from)
          if (named && NAME_OF.test(before.join(' '))) before.splice(before.lastIndexOf('name'), 2)
          // `Mail Street`, and not the `mail` of `Adres e-mail`.
          if (before[0] === 'mail' && attribute.startsWith('mx_')) before[0] = 'mailing'
          if (before.at(-1) === 'address' && IN_AN_ADDRESS.has(attribute)) {
            before.pop()
            if (before.at(-1) === 'default') before.pop()
          }
          const behind = words.slice(after)
          if (!asking && behind.some((word) => STATES.has(word))) continue
          const rest = [...before, ...behind]
          if (rest.length > 0 && ALONE_ONLY.has(name) && !(isHalfOfName(name) && isPerson(words, from, to)))
            continue
          // A short schema name of the account's own may stand among words by chance.
          const cost = to - from === words.length ? 0 : costOf(rest, attribute, prefix, asking)
          if (cost === null) continue
          const reading: Reading = {
            attribute,
            score: score - cost,
            reason: cost > 0 ? 'words' : score > 90 ? 'name' : 'synonym',
          }
          if (reading.score > (best.get(attribute)?.score ?? 0)) best.set(attribute, reading)
        }
      }
    }
    const spoken = asking ? words.filter((word) => !ASKING.has(word)) : words
    const wished = asking ? bags.get(bagOf(spoken.filter((word) => !WISHES.has(word)))) : undefined
    const named = bags.get(bagOf(spoken))
    const titled = bags.get(bagOf(spoken.filter((word) => word !== 'title')))
    const begun = bags.get(bagOf(spoken.filter((word) => word !== 'start')))
    const own =
      (named && wishFits(named, words) ? named : undefined) ??
      (wished && (kinds.get(wished) === 'Boolean' || wishes.has(wished)) ? wished : undefined) ??
      (begun && kinds.get(begun) === 'Date' ? begun : undefined) ??
      (titled && titles.has(titled) ? titled : undefined)
    if (own && !best.has(own)) best.set(own, { attribute: own, score: 72, reason: 'words' })
    return [...best.values()]
  }

  /** What fields are named in a sentence, the longest names first: an email address is no address. */
  function namedIn(words: readonly string[]): Offer[] {
    const found: Offer[] = []
    for (let from = 0; from < words.length;) {
      let to = Math.min(words.length, from + LONGEST_NAME)
      const named = () => names.get(words.slice(from, to).join(''))
      while (to > from && (named() === undefined || ALONE_ONLY.has(words[from]!))) to--
      if (to > from) found.push(...named()!)
      from = Math.max(to, from + 1)
    }
    return found
  }

  function readPlain(heading: string, prefix: string | null): Reading[] {
    const whole = names.get(compact(heading))?.map(({ attribute, score }): Reading => ({
      attribute,
      score,
      reason: score > 90 ? 'name' : 'synonym',
    }))
    if (whole) return whole
    let words = wordsOf(heading)
    const asking = heading.includes('?') || words.length >= SHORTEST_SENTENCE
    const before = prefix?.split(' ') ?? []
    if (before.length > 1 && before.every((word, at) => words[at] === word)) {
      words = ['lead', ...words.slice(before.length)]
    }
    return words.length > LONGEST_HEADING ? [] : readWords(words, prefix, asking)
  }

  function readOne(heading: string, prefix: string | null): Reading[] {
    const plain = normaliseHeading(heading)
    const asked = fieldAskedFor(plain)
    if (asked !== null) {
      const readings = readPlain(asked, null)
      return readings.map((reading) => ({ ...reading, reason: 'words', score: QUESTION_SCORE }))
    }
    const answer = answerTo(plain)
    if (answer === 'something-else') return []
    const fits = ({ attribute }: Reading) => answer === 'anything' || kinds.get(attribute) === 'Boolean'
    const readings = readPlain(heading, prefix).filter(fits)
    if (readings.length > 0) return readings
    const long = spelledOut(wordsOf(heading))
    if (long !== null) {
      const spelled = readPlain(long.join(' '), prefix).filter(fits)
      if (spelled.length > 0)
        return spelled.map((reading) => ({ ...reading, score: reading.score - PREFIX_COSTS }))
    }
    const listed = inListedWords(heading)
    if (listed === null) return []
    return readPlain(heading.includes('?') ? `${listed}?` : listed, prefix)
      .filter(fits)
      .map((reading) => ({ ...reading, score: reading.score - LANGUAGE_COSTS }))
  }

  /** `Remarks / wishes`, `Ort/City`, `Nice to meet you. Your surname?`: several ways to say one thing, each understood and none another's. */
  function readAlternatives(heading: string, prefix: string | null): Reading[] {
    const sentences = heading.split(/(?<=[!?])\s+|(?<=\S\s+\S+\s+\S+)\.\s+/)
    if (sentences.length > 1) {
      const read = sentences.map((sentence) => readOne(sentence, prefix)).filter((found) => found.length > 0)
      if (read.length === 1)
        return read[0]!.map((reading) => ({ ...reading, score: reading.score - PREFIX_COSTS }))
      return []
    }
    const parts = heading.split(/\s*[/|]\s*|\s+(?:or|oder|ou)\s+/)
    if (parts.length < 2) return []
    const asking = heading.includes('?') || wordsOf(heading).length >= SHORTEST_SENTENCE
    const read = parts.map((part) => readOne(asking ? `${part}?` : part, prefix))
    if (read.some((found) => found.length === 0)) return []
    return read[0]!
      .filter(({ attribute }) => read.every((found) => found.some((other) => other.attribute === attribute)))
      .map((reading) => ({ ...reading, reason: 'words', score: reading.score - STRUCTURE_COSTS }))
  }

  return {
    read(heading, prefix = null) {
      const told = withoutAsides(heading)
      if (BOTH_IN_ONE.test(told)) return []
      const whole = readOne(told, prefix)
      return whole.length > 0 ? whole : readAlternatives(told, prefix)
    },
    gist(heading) {
      const told = withoutAsides(heading)
      const plain = normaliseHeading(told)
      if (answerTo(plain) !== 'anything') return []
      const words = wordsOf(told)
      if (words.length < SHORTEST_SENTENCE || words.length > 3 * LONGEST_HEADING) return []
      if (words.some((word) => SOMEBODY_ELSE.has(word) || SECONDARY.has(word))) return []
      const meant = [words, wordsOf(inListedWords(told) ?? '')].flatMap(namedIn)
      const kind = new Set(meant.map(({ attribute }) => kinds.get(attribute)))
      if (kind.size !== 1 || !PROVEN.has([...kind][0]!)) return []
      return [...new Set(meant.map(({ attribute }) => attribute))].map((attribute, place) => ({
        attribute,
        score: GIST_SCORE - place,
        reason: 'words',
      }))
    },
    namesWhole(heading) {
      const told = withoutAsides(heading)
      const isWhole = (text: string) =>
        FULL_NAME_HEADINGS.has(normaliseHeading(text)) || FULL_NAME_HEADINGS.has(this.bare(text))
      if (isWhole(heading)) return true
      const parts = told.split(/\s*[/|]\s*/)
      return (
        parts.length > 1 &&
        parts.some(isWhole) &&
        parts.every(
          (part) =>
            isWhole(part) ||
            readOne(part, null).some(
              ({ attribute }) => attribute === 'FirstName' || attribute === 'LastName',
            ),
        )
      )
    },
    bare(heading) {
      return wordsOf(withoutAsides(heading))
        .filter((word) => !NEUTRAL.has(word))
        .join(' ')
    },
    sharedPrefix(headings) {
      const groups = new Map<string, Set<string>>()
      const plain = new Set<string>()
      for (const heading of headings) {
        const told = withoutAsides(heading)
        const words = wordsOf(told)
        for (const { attribute } of readWords(words, null)) plain.add(attribute)
        for (const prefix of prefixesOf(told, words)) {
          const rest = words.slice(prefix.split(' ').length)
          const found = readWords(rest, null).map(({ attribute }) => attribute)
          if (FULL_NAME_HEADINGS.has(rest.join(' '))) found.push('name')
          if (found.length === 0) continue
          const group = groups.get(prefix)
          if (group) found.forEach((attribute) => group.add(attribute))
          else groups.set(prefix, new Set(found))
        }
      }
      const found = [...groups].filter(([, meant]) => meant.has('EmailAddress') && meant.size >= 3)
      if (plain.has('EmailAddress') || found.length !== 1) return null
      const [prefix] = found[0]!
      // Beside a person's own name or number a buyer may be another.
      const persons = /^(?:ansprechpartner|kontaktperson)/.test(prefix) ? OF_A_NAME : OF_A_PERSON
      if (PARTS.has(prefix) && persons.some((attribute) => plain.has(attribute))) return null
      return prefix
    },
  }

  /** The words before a colon or dash, where there are several, and the first one. */
  function prefixesOf(told: string, words: readonly string[]): string[] {
    const section = /^([^:>\n]{3,60}?)(?::|>|\n|\s[-–]\s)\s*\S/.exec(told)
    const inSection = section ? wordsOf(section[1]!) : []
    const strange = (word: string) => !SECONDARY.has(word) && (!SOMEBODY_ELSE.has(word) || PARTS.has(word))
    if (inSection.length > 1 && inSection.length < words.length) {
      return inSection.every(strange) ? [inSection.join(' ')] : []
    }
    const [first] = words
    if (first === undefined || words.length < 2 || !strange(first)) return []
    if (NEUTRAL.has(first) || PREFERRED.has(first) || EMPLOYER.has(first) || names.has(first)) return []
    return [first]
  }
}

/** The words that tell fields apart, in no order; a number and an ID are one thing, and never the thing that has it. */
function bagOf(words: readonly string[]): string {
  const telling = words.filter((word) => isNumber(word) || (!NEUTRAL.has(word) && !TAILS.has(word)))
  if (telling.every(isNumber)) return ''
  return telling
    .map((word) => (isNumber(word) ? 'number' : word))
    .sort()
    .join(' ')
}

function isNumber(word: string): boolean {
  return word === 'number' || word === 'id'
}

function isHalfOfName(word: string): boolean {
  return word === 'first' || word === 'last'
}

/** `Attendee First`, `Name (First)`, and not `First contact`. */
function isPerson(words: readonly string[], from: number, to: number): boolean {
  const before = words.slice(0, from)
  if (from === 0 || to !== words.length) return false
  return before.every((word) => PERSONS.has(word) || NAMES.has(word))
}
