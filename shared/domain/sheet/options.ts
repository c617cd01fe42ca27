import type { Attribute } from './attributes.ts'
import type { ValueMap } from './sheet.ts'

/**
 * How a value stands to the options of its field. `meant`: the option it is but for case, spaces and accents, or that somebody said it
 * stands for (`''`: it is left out). 'several': it could be more than one of them.
 */
export type OptionMatch =
  | { kind: 'option' }
  | { kind: 'spelling'; meant: string }
  | { kind: 'mapped'; meant: string }
  | { kind: 'several' }
  | { kind: 'unknown' }

export type OptionMatcher = (value: string) => OptionMatch

const EXACT: OptionMatch = { kind: 'option' }
const UNKNOWN: OptionMatch = { kind: 'unknown' }
const SEVERAL: OptionMatch = { kind: 'several' }

/** The one place where values meet options. Null where the field takes any value. */
export function optionMatcher(
  { dataType, options }: Pick<Attribute, 'dataType' | 'options'>,
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
    if (meant !== undefined && meant !== null) return { kind: 'mapped', meant }
    const [option, another] = folded.get(key) ?? []
    if (option === undefined) return UNKNOWN
    // Two options may differ in their letters' case alone.
    return another === undefined ? { kind: 'spelling', meant: option } : SEVERAL
  }
}

const PLAIN = /^[ -~]*$/

/** Two values are one where they differ in case, spaces and accents alone. */
export function foldedValue(text: string): string {
  const letters = PLAIN.test(text) ? text : text.normalize('NFKD').replace(/\p{M}+/gu, '')
  return letters.trim().replace(/\s+/g, ' ').toLowerCase()
}
