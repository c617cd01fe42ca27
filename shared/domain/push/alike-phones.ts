const PHONE_KEY = /^(?:Phone|Mobile)=(\d+)$/
/** Fewer digits tell nobody apart. */
const FEWEST_DIGITS = 8

const significant = (digits: string): string => digits.replace(/^0+/, '')

const areAlike = (one: string, other: string): boolean => one.endsWith(other) || other.endsWith(one)

/**
 * Finds phones that may be one number, written with its country's code and without: 9876543210 and 919876543210. Nothing decides that
 * but the country.
 */
export class AlikePhones {
  readonly #byEnding = new Map<string, string>()
  #numbers = 0
  #example: [string, string] | null = null

  /** `keys`: of one row, as `searchKeysOf` writes them. */
  add(keys: readonly string[]): void {
    for (const key of keys) {
      const digits = PHONE_KEY.exec(key)?.[1] ?? ''
      const number = significant(digits)
      if (number.length < FEWEST_DIGITS) continue
      const ending = key.slice(0, key.indexOf('=') + 1) + number.slice(-FEWEST_DIGITS)
      const first = this.#byEnding.get(ending)
      if (first === undefined) this.#byEnding.set(ending, digits)
      else if (first !== digits && areAlike(significant(first), number)) {
        this.#numbers++
        this.#example ??= [first, digits]
      }
    }
  }

  /** One sentence; none where there are no such phones. */
  inWords(): string[] {
    if (!this.#example) return []
    const [one, other] = this.#example
    const [rows, have] = this.#numbers === 1 ? ['1 row', 'has'] : [`${this.#numbers} rows`, 'have']
    return [
      `${rows} ${have} a phone that is another row’s but for a country’s code or a 0 in front, such as ${other} and ${one}. They are taken for different leads. If they are one, say of which country numbers without a code are.`,
    ]
  }
}
