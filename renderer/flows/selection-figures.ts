/** What a number of cells come to. */
export interface Figures {
  /** Cells that are not blank. */
  filled: number
  /** Different texts among them, as written. */
  distinct: number
  /** Cells that hold a plain number. */
  numbers: number
  sum: number
  /** The most decimals any of the numbers has, to which the sum is exact. */
  decimals: number
}

/**
 * A number nobody can take for anything else: digits with a point, or in groups of three by commas. Not what begins with a zero or
 * a plus (codes and phones), nor a comma that may be a decimal sign.
 */
const PLAIN = /^-?(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:,\d{3}){2,4}|[1-9]\d{0,2},\d{3}(?=\.))(?:\.(\d{1,10}))?$/

const CELLS_A_STEP = 500

/** In steps, since there may be millions of cells. */
export function* figuresOf(cells: Iterable<string>): Generator<undefined, Figures> {
  const values = new Set<string>()
  let filled = 0
  let numbers = 0
  let decimals = 0
  /** The sum, and what its last digits lost on the way (Neumaier): 0.1 ten times is 1. */
  let sum = 0
  let lost = 0
  let at = 0
  for (const cell of cells) {
    if (++at % CELLS_A_STEP === 0) yield
    const text = cell.trim()
    if (text === '') continue
    filled++
    values.add(cell)
    const match = PLAIN.exec(text)
    if (!match) continue
    const value = Number(text.replaceAll(',', ''))
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
    numbers++
    decimals = Math.max(decimals, match[1]?.length ?? 0)
  }
  return { filled, distinct: values.size, numbers, sum: Number((sum + lost).toFixed(decimals)), decimals }
}
