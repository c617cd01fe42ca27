/** A moment as LeadSquared takes it. */
const MOMENT = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/
/** A time of day with the zone it is of: Z, UTC, GMT, +00:00. */
const SAYS_ZONE = /\d\s?(?:am|pm|a\.\s?m\.|p\.\s?m\.)?\s?(?:z|utc|gmt|[+-]\d{2}:?\d{2})$/i

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

/** True where a date's text has a time of day. `date`: the same as LeadSquared takes it. */
export function hasTime(date: string): boolean {
  return date.length === 19
}

/** True where the text says itself which zone its time is of. */
export function saysZone(text: string): boolean {
  return SAYS_ZONE.test(text.trim())
}
