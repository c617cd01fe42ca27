import type { Attribute, DataType } from '#shared/domain/sheet/attributes.ts'
import { sameChoices } from '#shared/domain/sheet/choices.ts'
import { normaliseKey } from '#shared/domain/sheet/lead.ts'

type Kind = DataType | undefined

const TRUE = /^(1|true|yes|y)$/i
const FALSE = /^(0|false|no|n)$/i
const READ_DATE = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?)?$/

/**
 * A value as a sheet shows it: dates without a fraction, and without a time of day where there is none; booleans as true
 * and false; nothing as ''. Every other value as it came.
 */
export function shownValue(type: Kind, raw: string | null | undefined): string {
  if (raw === null || raw === undefined) return ''
  if (type === 'Boolean') {
    if (TRUE.test(raw.trim())) return 'true'
    return FALSE.test(raw.trim()) ? 'false' : raw
  }
  if (type === 'Date') {
    const [, day, time] = READ_DATE.exec(raw.trim()) ?? []
    if (day === undefined) return raw
    const full = time === undefined ? '' : time.length === 5 ? `${time}:00` : time
    return full === '' || full === '00:00:00' ? day : `${day} ${full}`
  }
  return raw
}

/**
 * True where writing `ours` over `theirs` would change nothing anybody means: case does not count in an email, punctuation
 * in a phone, the spelling in dates, times, numbers and booleans, and outer space nowhere. In texts and options every
 * letter counts: two options may differ by their case alone. Several choices are the same in any order.
 */
export function sameValue(
  attribute: Pick<Attribute, 'schemaName' | 'dataType' | 'several'> | undefined,
  ours: string,
  theirs: string | null | undefined,
): boolean {
  const [a, b] = [ours.trim(), (theirs ?? '').trim()]
  if (a === b) return true
  if (a === '' || b === '') return false
  switch (attribute?.dataType) {
    case 'Email':
      return normaliseKey('EmailAddress', a) === normaliseKey('EmailAddress', b)
    case 'Phone':
      return normaliseKey('Phone', a) === normaliseKey('Phone', b)
    case 'Boolean':
      return (TRUE.test(a) && TRUE.test(b)) || (FALSE.test(a) && FALSE.test(b))
    case 'Date':
      return shownValue('Date', a) === shownValue('Date', b)
    case 'Time':
      return wholeTime(a) === wholeTime(b)
    case 'Number':
      return sameNumber(a, b)
    case 'Select':
      return attribute.several !== undefined && sameChoices(a, b, attribute.several)
    case 'Text':
    case 'Website':
    case undefined:
      return false
  }
}

function wholeTime(time: string): string {
  const [, hours, minutes, seconds] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.0+)?$/.exec(time) ?? []
  return hours === undefined ? time : `${Number(hours)}:${minutes!}:${seconds ?? '00'}`
}

const DECIMAL = /^([+-]?)0*(\d*)(?:\.(\d*))?$/

/** By digits, not by floating point: 9007199254740993 is not 9007199254740992. */
function sameNumber(one: string, other: string): boolean {
  const [a, b] = [plainNumber(one), plainNumber(other)]
  return a !== null && a === b
}

function plainNumber(text: string): string | null {
  const [whole, sign, digits, fraction] = DECIMAL.exec(text) ?? []
  if (whole === undefined || (digits === '' && (fraction ?? '') === '' && !text.includes('0'))) return null
  const rest = (fraction ?? '').replace(/0+$/, '')
  const plain = `${digits === '' ? '0' : digits}${rest === '' ? '' : `.${rest}`}`
  return sign === '-' && plain !== '0' ? `-${plain}` : plain
}
