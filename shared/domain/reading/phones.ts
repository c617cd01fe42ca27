/** Digits by which a phone is looked up, with or without its country code. */
const TELLING_DIGITS = 8

/** The last digits of a normalised phone; '' where there are too few to tell anybody apart. */
export function phoneEnding(phone: string): string {
  const digits = significant(phone)
  return digits.length < 6 ? '' : digits.slice(-TELLING_DIGITS)
}

/** True where one number is the other without its country code, as the service's own look-up has it. */
export function samePhone(one: string, other: string): boolean {
  const [a, b] = [significant(one), significant(other)]
  if (a.length < 6 || b.length < 6) return a !== '' && a === b
  return a.endsWith(b) || b.endsWith(a)
}

const DIGITS = /^\d*$/

/** Without what is dialled before a number and is no part of it. */
function significant(phone: string): string {
  if (phone.charCodeAt(0) !== 48 && DIGITS.test(phone)) return phone
  return phone.replace(/\D/g, '').replace(/^0+/, '')
}
