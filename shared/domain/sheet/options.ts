import { choicesIn, joinChoices } from './choices.ts'
import type { Attribute } from './attributes.ts'
import type { ValueMap } from './sheet.ts'

/** Of a cell with several choices: what becomes of those that are options, and which are none. */
export interface OpenChoices {
  /** As they stand in the cell. */
  open: readonly string[]
  /** The whole cell as it goes out, its open choices as they stand. */
  sent: string
  /** The same without them. */
  known: string
}

/**
 * How a value stands to the options of its field. `meant`: the option it is but for case, spaces and accents, or that somebody said it
 * stands for (`''`: it is left out). 'several': it could be more than one of them. `choices` only of a field that takes several.
 */
export type OptionMatch =
  | { kind: 'option' }
  | { kind: 'spelling'; meant: string }
  | { kind: 'mapped'; meant: string }
  | { kind: 'several'; choices?: OpenChoices }
  | { kind: 'unknown'; choices?: OpenChoices }

export type OptionMatcher = (value: string) => OptionMatch

export type OptionField = Pick<Attribute, 'dataType' | 'options' | 'several'>

const EXACT: OptionMatch = { kind: 'option' }
const UNKNOWN: OptionMatch = { kind: 'unknown' }
const SEVERAL: OptionMatch = { kind: 'several' }

/**
 * The one place where values meet options. Null where the field takes any value. Where it takes several, each choice in the cell meets
 * them on its own, in the cell's order, and one that is there twice goes once.
 */
export function optionMatcher(field: OptionField, values: ValueMap = []): OptionMatcher | null {
  const one = choiceMatcher(field, values)
  const { several } = field
  if (one === null || several === undefined) return one
  const isKnown = (text: string): boolean => !isOpen(one(text))
  return (value) => {
    const match = one(value)
    // An option may have the separator in it.
    if (match.kind === 'option' || match.kind === 'spelling') return match
    return matchOfAll(value, choicesIn(value, several, isKnown), one, several)
  }
}

/** In what a value stands for it parts several options: no option of a drop-down has a second line. */
const ALSO = '\n'

/** The options a value was said to stand for: one, or in a field that takes several more of them; none where it is left out. */
export function optionsMeant(meant: string): string[] {
  return meant.split(ALSO).filter((option) => option !== '')
}

/** The other way about. */
export function standingFor(options: readonly string[]): string {
  return [...new Set(options)].join(ALSO)
}

/** The same of one choice alone, also where the field takes several: `meant` may then be more than one of them, see `optionsMeant`. */
export function choiceMatcher(
  { dataType, options, several }: OptionField,
  values: ValueMap = [],
): OptionMatcher | null {
  if (dataType !== 'Select' || options.length === 0) return null
  const exact = new Set(options)
  const folded = Map.groupBy(exact, foldedValue)
  const said = new Map(values.map(([value, option]) => [foldedValue(value), option]))
  return (value) => {
    if (exact.has(value)) return EXACT
    const key = foldedValue(value)
    const meant = said.get(key)
    // Two options are none where the field takes one.
    const fits = several !== undefined || !meant?.includes(ALSO)
    if (meant !== undefined && meant !== null && fits) return { kind: 'mapped', meant }
    const [option, another] = folded.get(key) ?? []
    if (option === undefined) return UNKNOWN
    // Two options may differ in their letters' case alone.
    return another === undefined ? { kind: 'spelling', meant: option } : SEVERAL
  }
}

function isOpen({ kind }: OptionMatch): boolean {
  return kind === 'unknown' || kind === 'several'
}

function matchOfAll(
  value: string,
  choices: readonly string[],
  one: OptionMatcher,
  separator: string,
): OptionMatch {
  const sent: string[] = []
  const known: string[] = []
  const open: string[] = []
  const kinds = new Set<OptionMatch['kind']>()
  for (const choice of choices) {
    const match = one(choice)
    kinds.add(match.kind)
    const texts = 'meant' in match ? optionsMeant(match.meant) : [choice]
    sent.push(...texts)
    if (isOpen(match)) open.push(choice)
    else known.push(...texts)
  }
  const meant = joinChoices(sent, separator)
  if (open.length > 0) {
    const told: OpenChoices = { open: [...new Set(open)], sent: meant, known: joinChoices(known, separator) }
    return { kind: kinds.has('unknown') ? 'unknown' : 'several', choices: told }
  }
  if (meant === value) return EXACT
  return { kind: kinds.has('mapped') ? 'mapped' : 'spelling', meant }
}

const PLAIN = /^[ -~]*$/

/** Two values are one where they differ in case, spaces and accents alone. */
export function foldedValue(text: string): string {
  const letters = PLAIN.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '')
  return letters.trim().replace(/\s+/g, ' ').toLowerCase()
}
