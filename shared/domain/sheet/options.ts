import type { Attribute } from './attributes.ts'

/** How a value stands to the options of its field. `meant`: the option it is but for capitals and outer space. */
export type OptionMatch = { kind: 'option' } | { kind: 'spelling'; meant: string } | { kind: 'unknown' }

const EXACT: OptionMatch = { kind: 'option' }
const UNKNOWN: OptionMatch = { kind: 'unknown' }

/** The one place where values meet options. Null where the field takes any value. */
export function optionMatcher({
  dataType,
  options,
}: Pick<Attribute, 'dataType' | 'options'>): ((value: string) => OptionMatch) | null {
  if (dataType !== 'Select' || options.length === 0) return null
  const exact = new Set(options)
  const folded = new Map(options.map((entry) => [fold(entry), entry]))
  return (value) => {
    if (exact.has(value)) return EXACT
    const meant = folded.get(fold(value))
    return meant === undefined ? UNKNOWN : { kind: 'spelling', meant }
  }
}

function fold(text: string): string {
  return text.trim().toLowerCase()
}
