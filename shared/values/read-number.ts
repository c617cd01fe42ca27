/** The sign before the fraction. The other one of the two, a space or an apostrophe may then stand between thousands. */
export type DecimalSign = '.' | ','

/** What an amount means with either sign, in plain digits (`-1234.5`); null where it cannot be read so. */
export interface NumberReading {
  readonly point: string | null
  readonly comma: string | null
  /** The currency written beside it, as written; '' for none. */
  readonly currency: string
}

/** Digits, points, commas and what stands between thousands: space, no-break spaces, apostrophes. */
const AMOUNT = /^[\d.,'’\u0020\u00a0\u2009\u202f]+$/
/** Before or after an amount: the signs Unicode lists as currencies, and what people write for those without one. */
const CURRENCY =
  /^(?:\p{Sc}|(?:R|US|A|C|S|HK|NZ|CA|AU|MX)\$|Rs\.?|kr\.?|zł|Kč|Ft|lei|руб\.?|USD|EUR|GBP|INR|AED|AUD|CAD|CHF|CNY|JPY|SGD|HKD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ZAR|SAR|QAR|KWD|BHD|OMR|MYR|THB|IDR|PHP|VND|KRW|TRY|RUB|ILS|EGP|NGN|KES|LKR|BDT|PKR|NPR|ARS|CLP|COP|PEN)$/u
const AROUND = /^(\D{0,6}?)[\u0020\u00a0\u202f]?((?:\d|[.,]\d).{0,48}?)[\u0020\u00a0\u202f]?(\D{0,6})$/u

const LONGEST = 60

const POINT_GROUPED = /^[1-9]\d{0,2}(?:\.\d{3})+$/
const COMMA_GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+$/
/** 12,34,567: lakhs and crores. */
const INDIAN_GROUPED = /^[1-9]\d?(?:,\d{2})+,\d{3}$/
const SPACE_GROUPED = /^[1-9]\d{0,2}(?:(?:[\u0020\u00a0\u2009\u202f]\d{3})+|(?:['’]\d{3})+)$/
const DIGITS = /^\d+$/
/** No three digits after the point, which might be thousands. */
const PLAIN_FRACTION = /^\d+\.(?:\d{1,2}|\d{4,})$/

/** The digits of a whole part, its thousands set apart by `between` or by what no decimal sign is; null where it is none. */
function wholeOf(text: string, between: DecimalSign): string | null {
  if (DIGITS.test(text)) return text
  const grouped =
    SPACE_GROUPED.test(text) ||
    (between === '.' ? POINT_GROUPED.test(text) : COMMA_GROUPED.test(text) || INDIAN_GROUPED.test(text))
  return grouped ? text.replace(/\D/g, '') : null
}

function readWith(text: string, sign: DecimalSign): string | null {
  const at = text.lastIndexOf(sign)
  const between = sign === '.' ? ',' : '.'
  if (at === -1) return wholeOf(text, between)
  const fraction = text.slice(at + 1)
  if (fraction !== '' && !DIGITS.test(fraction)) return null
  const whole = at === 0 ? '0' : wholeOf(text.slice(0, at), between)
  if (whole === null || (at === 0 && fraction === '')) return null
  return fraction === '' ? whole : `${whole}.${fraction}`
}

const NONE: NumberReading = { point: null, comma: null, currency: '' }

/**
 * Reads an amount as people and programs write them: with thousands set apart, in brackets or with a minus before or after
 * it where it is negative, with a currency beside it. Null twice: it is no number. A percentage is none: 12 % may be
 * meant as 12 or as 0.12.
 */
export function readNumber(value: string): NumberReading {
  if (value.length > LONGEST) return NONE
  // Most numbers of most sheets are digits and nothing else.
  if (DIGITS.test(value)) return { point: value, comma: value, currency: '' }
  if (PLAIN_FRACTION.test(value)) return { point: value, comma: null, currency: '' }
  let text = value.trim()
  let negative = false
  const inBrackets = /^\((.+)\)$/.exec(text)
  if (inBrackets) {
    negative = true
    text = inBrackets[1]!.trim()
  }
  let currency = ''
  const takeSign = (): boolean => {
    const before = /^[-−+]\s?/.exec(text)
    const after = /\s?[-−]$/.exec(text)
    if (!before && !after) return true
    // A minus twice, or one in brackets, says two things.
    if (negative || (before && after)) return false
    negative = after !== null || !before![0].startsWith('+')
    text = before ? text.slice(before[0].length) : text.slice(0, -after![0].length)
    return true
  }
  if (!takeSign()) return NONE
  if (!AMOUNT.test(text)) {
    const around = AROUND.exec(text)
    if (!around) return NONE
    const [, left, middle, right] = around
    let head = left!.trim()
    if (/[-−]$/.test(head)) {
      if (negative) return NONE
      negative = true
      head = head.slice(0, -1).trim()
    }
    currency = head || right!.trim()
    if ((head !== '' && right!.trim() !== '') || !CURRENCY.test(currency)) return NONE
    text = middle!
    if (!AMOUNT.test(text)) return NONE
  }
  const signed = (digits: string | null) =>
    digits === null ? null : negative && /[1-9]/.test(digits) ? `-${digits}` : digits
  const point = signed(readWith(text, '.'))
  const comma = signed(readWith(text, ','))
  return point === null && comma === null ? NONE : { point, comma, currency }
}
