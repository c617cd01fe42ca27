const PHONE_KEY = /^(?:Phone|Mobile)=(\d+)$/
/** Fewer digits tell nobody apart. */
const FEWEST_DIGITS = 8
/** A number with an extension behind it: shorter ones are whole numbers. */
const FEWEST_WITH_EXTENSION = 12
const LONGEST_EXTENSION = 5
/** Of a whole number before an extension. */
const FEWEST_BEFORE_EXTENSION = 10

const significant = (digits: string): string => digits.replace(/^0+/, '')

const areAlike = (one: string, other: string): boolean => one.endsWith(other) || other.endsWith(one)

/**
 * Finds phones that may be one number: written with its country's code and without (9876543210 and 919876543210), which nothing decides but the
 * country, or with an extension and without (919876543210 and 919876543210 x12), which may be two people or one.
 */
export class AlikePhones {
  readonly #byEnding = new Map<string, string>()
  readonly #all = new Set<string>()
  #numbers = 0
  #example: [string, string] | null = null

  /** `keys`: of one row, as `searchKeysOf` writes them. */
  add(keys: readonly string[]): void {
    for (const key of keys) {
      const digits = PHONE_KEY.exec(key)?.[1] ?? ''
      const number = significant(digits)
      if (number.length < FEWEST_DIGITS) continue
      this.#all.add(key)
      const ending = key.slice(0, key.indexOf('=') + 1) + number.slice(-FEWEST_DIGITS)
      const first = this.#byEnding.get(ending)
      if (first === undefined) this.#byEnding.set(ending, digits)
      else if (first !== digits && areAlike(significant(first), number)) {
        this.#numbers++
        this.#example ??= [first, digits]
      }
    }
  }

  /** A sentence for each kind there is. */
  inWords(): string[] {
    return [...this.#codesInWords(), ...this.#extensionsInWords()]
  }

  #codesInWords(): string[] {
    if (!this.#example) return []
    const [one, other] = this.#example
    const [rows, have] = this.#numbers === 1 ? ['1 row', 'has'] : [`${this.#numbers} rows`, 'have']
    return [
      `${rows} ${have} a phone that is another row’s but for a country’s code or a 0 in front, such as ${other} and ${one}. They are taken for different leads. If they are one, say of which country numbers without a code are.`,
    ]
  }

  #extensionsInWords(): string[] {
    let numbers = 0
    let example: [string, string] | null = null
    for (const key of this.#all) {
      const start = key.indexOf('=') + 1
      if (key.length - start < FEWEST_WITH_EXTENSION) continue
      for (let extension = 1; extension <= LONGEST_EXTENSION; extension++) {
        const shorter = key.slice(0, -extension)
        if (shorter.length - start < FEWEST_BEFORE_EXTENSION) break
        if (!this.#all.has(shorter)) continue
        numbers++
        example ??= [key.slice(start), shorter.slice(start)]
        break
      }
    }
    if (!example) return []
    const have = numbers === 1 ? '1 phone is' : `${numbers} phones are`
    return [
      `${have} another row’s with more digits behind it, as an extension has them: ${example[0]} and ${example[1]}. They are taken for different leads.`,
    ]
  }
}
