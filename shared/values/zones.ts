/** A moment as LeadSquared takes it. */
const MOMENT = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/
/**
 * The zone a time of day is written with, as the source of an expression: Z, UTC, GMT, +05:30, +0530, +05, GMT+5:30, (+05:30). Names such as
 * IST and CST are of several zones and are none.
 */
export const WRITTEN_ZONE =
  '(?:z|\\(?(?:utc|gmt)\\s?[+\u2212-]\\d{1,2}(?::?\\d{2})?\\)?|utc|gmt|\\(?[+\u2212-]\\d{2}(?::?\\d{2})?\\)?)'
const SAYS_ZONE = new RegExp(
  `(?:[:h]\\d{2}(?:[.,]\\d+)?|\\d\\s?(?=[ap]\\.?\\s?m))\\s?(?:am|pm|a\\.\\s?m\\.|p\\.\\s?m\\.|uhr|h)?\\s?${WRITTEN_ZONE}$`,
  'i',
)
/** The zone's name after its offset, which says no more: `GMT+0530 (India Standard Time)`, `+05:30[Asia/Kolkata]`. */
const ZONE_NAME = /(?<=[+\u2212-]\d{2}:?\d{2} ?|\d(?:z|utc|gmt) ?)(?:\(\p{L}[\p{L} .'-]*\)|\[[\w/+-]+\])$/iu

const DAY_MS = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat | null>()

/** Null for a zone nobody knows. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone)
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch {
      format = null
    }
    formats.set(zone, format)
  }
  return format
}

/** True for the name of a time zone, as `Asia/Kolkata` or `UTC`. */
export function isZone(name: string): boolean {
  return formatOf(name) !== null
}

/**
 * Milliseconds a zone's clocks are ahead of UTC at a moment, which is in milliseconds since 1970.
 * @throws {RangeError} for a zone nobody knows.
 */
export function zoneOffset(zone: string, utcMs: number): number {
  const format = formatOf(zone)
  if (!format) throw new RangeError(`There is no time zone “${zone}”.`)
  return offsetAt(format, utcMs)
}

function offsetAt(format: Intl.DateTimeFormat, utcMs: number): number {
  const parts = new Map(format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]))
  const at = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  const local = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'))
  return local - Math.floor(utcMs / 1000) * 1000
}

/** By zone and ten minutes: asking costs a hundred times as much as looking up, and times of a column are near each other. */
const offsets = new Map<string, number>()
const MOST_OFFSETS = 20_000

/**
 * A moment written as `yyyy-MM-dd HH:mm:ss` by the clocks of a zone (IANA name), in UTC. An hour that came twice is the earlier one; one that
 * was left out is taken as the clocks went on. Null for what is no moment, and for a zone nobody knows.
 */
export function toUtc(moment: string, zone: string): string | null {
  const format = formatOf(zone)
  const match = MOMENT.exec(moment)
  if (!format || !match) return null
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const clock = Date.UTC(year, month - 1, day, hour, minute, second)
  const key = `${zone} ${moment.slice(0, 15)}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    offset = offsetOfClock(format, clock)
    if (offsets.size >= MOST_OFFSETS) offsets.clear()
    offsets.set(key, offset)
  }
  return new Date(clock - offset).toISOString().slice(0, 19).replace('T', ' ')
}

function offsetOfClock(format: Intl.DateTimeFormat, clock: number): number {
  const before = offsetAt(format, clock - DAY_MS)
  const after = offsetAt(format, clock + DAY_MS)
  if (before === after || offsetAt(format, clock - before) === before) return before
  return offsetAt(format, clock - after) === after ? after : before
}

/** No clocks on earth are further from UTC. */
const MOST_OFFSET_MINUTES = 14 * 60

/** Minutes a written zone is ahead of UTC; null where there is no such offset. `zone`: as `WRITTEN_ZONE` matches it. */
export function writtenOffset(zone: string): number | null {
  const match = /([+\u2212-])(\d{1,2}):?(\d{2})?/.exec(zone)
  if (!match) return 0
  const [, sign, hours, minutes = '0'] = match
  const offset = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || offset > MOST_OFFSET_MINUTES) return null
  return sign === '+' ? offset : -offset
}

/**
 * A moment that is written with an offset of so many minutes, in UTC; in the same form, `yyyy-MM-dd HH:mm:ss`. Null where that is in no year
 * of four digits.
 */
export function withoutOffset(moment: string, minutes: number): string | null {
  if (minutes === 0) return moment
  const at = new Date(Date.parse(`${moment.replace(' ', 'T')}Z`) - minutes * 60_000)
  const year = at.getUTCFullYear()
  return year < 1000 || year > 9999 ? null : at.toISOString().slice(0, 19).replace('T', ' ')
}

/** True where a date's text has a time of day. `date`: the same as LeadSquared takes it. */
export function hasTime(date: string): boolean {
  return date.length === 19
}

/** True where the text says itself which zone its time is of. */
export function saysZone(text: string): boolean {
  return SAYS_ZONE.test(withoutZoneName(text.trim()))
}

const OFFSET_AT_END = /[+\u2212-]\d{1,2}:?(?:\d{2})?\)?$/

/** True where it says it by an offset that is not UTC's own, so that it is sent as another time of day than it shows. */
export function saysOffset(text: string): boolean {
  const plain = withoutZoneName(text.trim())
  const [offset] = OFFSET_AT_END.exec(plain) ?? []
  return offset !== undefined && SAYS_ZONE.test(plain) && (writtenOffset(offset) ?? 0) !== 0
}

/** Without the zone's name behind its offset. */
export function withoutZoneName(text: string): string {
  return text.replace(ZONE_NAME, '').trimEnd()
}
