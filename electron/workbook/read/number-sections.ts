/** How a section of a number format rounds: to so many decimals, or to a fraction of so many digits. */
export type Rounding = { kind: 'decimals'; decimals: number } | { kind: 'fraction'; digits: number }

export interface SectionDecimals {
  /** Null where the section for this value rounds in no way we know. */
  of(value: number): Rounding | null
}

const NO_DIGITS = /"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g
const SECTIONS = /(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=^|;)(?=;|$)/g

function roundingOf(section: string): Rounding | null {
  const code = section.replace(NO_DIGITS, '')
  const fraction = /\?*([0#?]+)\s*\/\s*([0#?]+)(?!\d)/.exec(code)
  if (fraction) return { kind: 'fraction', digits: Math.min(fraction[2]!.length, 3) }
  if (/\//.test(code) || /e[+-]/i.test(code) || /general/i.test(code) || !/[0#?]/.test(code)) return null
  const [, after = ''] = code.split('.')
  const percents = code.split('%').length - 1
  const scaled = /[0#?](,+)(?![0#?,])/.exec(code)?.[1]?.length ?? 0
  const digits = after.replace(/[^0#?]/g, '').length
  return { kind: 'decimals', decimals: digits + 2 * percents - 3 * scaled }
}

const same = (one: Rounding | null, other: Rounding | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** What the sections of a number format round to: for positive numbers, negative ones and zero, as far as there are any. */
export function decimalsOf(format: string): SectionDecimals {
  const sections = format.match(SECTIONS) ?? [format]
  const roundings = sections.slice(0, 3).map(roundingOf)
  const first = roundings[0] ?? null
  // Sections may be chosen by conditions; mostly all of them round alike.
  const conditional = /\[[<>=]/.test(format)
  const alike = roundings.every((rounding) => same(rounding, first))
  return {
    of(value) {
      if (conditional) return alike ? first : null
      if (value < 0 && roundings.length > 1) return roundings[1] ?? null
      return value === 0 && roundings.length > 2 ? (roundings[2] ?? null) : first
    },
  }
}
