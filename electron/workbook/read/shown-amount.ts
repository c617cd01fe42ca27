/** How much a shown number may differ from the one held before that counts. */
const TOLERANCE = 1e-12

const FRACTION = /^(-?)(?:(\d+) +)?(\d+)\/(\d+)$/

function fraction(shown: string): number | null {
  const match = FRACTION.exec(shown)
  if (!match) return null
  const [, sign, whole = '0', above, below] = match
  return (sign === '-' ? -1 : 1) * (Number(whole) + Number(above) / Number(below))
}

function isNegative(shown: string): boolean {
  return (
    /^[^\p{L}\d]*[-−]/u.test(shown) || /-$/.test(shown) || /^[^\p{L}\d]*\([^()]*\)[^\p{L}\d]*$/u.test(shown)
  )
}

const WITH_LETTERS = /\p{L}\./u

/** With a decimal point, or with a decimal comma. Null where the digits are no plain number, percentage or currency. */
function amount(shown: string, decimal: '.' | ','): number | null {
  // The point of "Rs." is none of the number's.
  const plain = WITH_LETTERS.test(shown) ? shown.replace(/\p{L}+\./gu, '') : shown
  const digits = plain.replace(decimal === '.' ? /[^\d.]/g : /[^\d,]/g, '').replace(',', '.')
  if (digits === '' || digits.split(/[.,]/).length > 2) return null
  const size = Number(digits) * (isNegative(shown) ? -1 : 1)
  return shown.includes('%') ? size / 100 : size
}

const digitsOf = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '')

/** Whether a number was rounded, scaled or left out by its format. Which decimal sign was meant is not told, so either will do. */
export function hidesAmount(value: number, shown: string): boolean {
  if (shown === String(value)) return false
  if (shown === '') return true
  const matches = (read: number | null): boolean =>
    read !== null && Math.abs(read - value) <= Math.abs(value) * TOLERANCE + TOLERANCE
  if (matches(amount(shown, '.')) || matches(amount(shown, ',')) || matches(fraction(shown))) return false
  const digits = digitsOf(shown)
  // Not an amount but its digits, set apart: (207) 555-1234, 555-123-4567.
  return digits !== '' && !(Number.isInteger(value) && value >= 0 && digits === digitsOf(String(value)))
}
