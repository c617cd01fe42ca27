/** More significant digits than this, once a number is rounded to the 15 that Excel keeps, are the number's own. */
const MOST_OF_A_SHORT_NUMBER = 13

/** A sign, a point and no more digits than a short number has. */
const SHORT = MOST_OF_A_SHORT_NUMBER + 2

function significantDigits(text: string): number {
  return text
    .replace(/e.*$/i, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '').length
}

/** What binary arithmetic leaves behind (0.30000000000000004) goes; a number that fills all its digits keeps them. */
function withoutNoise(value: number): number {
  const rounded = Number(value.toPrecision(15))
  return significantDigits(String(rounded)) <= MOST_OF_A_SHORT_NUMBER ? rounded : value
}

/** Digits in full, never an exponent: `String` turns to one from 1e21 up and below 1e-6. */
export function plainNumber(value: number): string {
  const written = String(value)
  // Too short to have noise in it, as most numbers are.
  if (written.length <= SHORT && !written.includes('e')) return written
  if (Number.isSafeInteger(value)) return written
  const exact = withoutNoise(value)
  const text = String(exact)
  if (!/e/i.test(text)) return text
  if (Math.abs(exact) >= 1) return BigInt(exact).toString()
  return inDecimals(text)
}

/** `-1.25e-7` with its zeros written out. */
function inDecimals(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e')
  const digits = mantissa.replace(/\D/g, '')
  return `${mantissa.startsWith('-') ? '-' : ''}0.${'0'.repeat(-Number(exponent) - 1)}${digits}`
}

function shifted(value: number, places: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  return Number(`${mantissa}e${Number(exponent) + places}`)
}

/** Whether binary and decimal arithmetic may round to different sides. */
function isNearHalf(value: number, decimals: number): boolean {
  const scaled = Math.abs(value) * 10 ** decimals
  return Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-4 || scaled > 1e11
}

/**
 * Rounded as Excel does: by the decimal digits a person would read, halves away from zero. 1.005 is 1.01 then, though the
 * nearest binary number lies below it. What is far from a half is left to the formatter. A negative `decimals` rounds to tens, hundreds and so on.
 */
export function roundHalfUp(value: number, decimals: number): number {
  if (!isNearHalf(value, decimals)) return value
  const size = Number(Math.abs(value).toPrecision(15))
  const rounded = shifted(Math.round(shifted(size, decimals)), -decimals)
  return Number.isFinite(rounded) ? Math.sign(value) * rounded : value
}

/** The fraction nearest to a number, of all whose denominator has so many digits; the smaller denominator of two. */
export function nearestFraction(value: number, digits: number): number {
  const whole = Math.trunc(value)
  const rest = Math.abs(value - whole)
  let best = Math.round(rest)
  for (let below = 2; below < 10 ** digits; below++) {
    const candidate = Math.round(rest * below) / below
    if (Math.abs(candidate - rest) < Math.abs(best - rest) - 1e-13) best = candidate
  }
  return whole + Math.sign(value) * best
}
