import type { CallDay } from '#shared/domain/push/account.ts'
import { zoneOffset } from '#shared/values/zones.ts'

export interface DayOfCalls {
  /** `yyyy-MM-dd`: the calendar day on which it began in its zone. */
  name: string
  /** Milliseconds since 1970. */
  endsAt: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The plan's day in which a moment lies, both in milliseconds since 1970. Follows the zone's summer time. */
export function dayOfCalls(at: number, { startHour, zone }: Pick<CallDay, 'startHour' | 'zone'>): DayOfCalls {
  const began = new Date(at + offsetAt(at, zone) - startHour * HOUR_MS)
  const midnight = Date.UTC(began.getUTCFullYear(), began.getUTCMonth(), began.getUTCDate())
  const localEnd = midnight + DAY_MS + startHour * HOUR_MS
  // The offset at the end itself counts. An hour the clocks leap over begins when they leap.
  const early = localEnd - offsetAt(at, zone)
  const endsAt = localEnd - offsetAt(early, zone)
  const exists = endsAt + offsetAt(endsAt, zone) === localEnd
  return { name: began.toISOString().slice(0, 10), endsAt: exists ? endsAt : Math.max(early, endsAt) }
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  if (zone === 'UTC') return 0
  return zoneOffset(zone, at)
}
