import { asHere } from '#shared/wording/numbers.ts'

/** Made where it is first used: each costs up to 20 ms, and the first paint shows neither numbers nor times. */
function firstUsed<Format>(make: () => Format): () => Format {
  let made: Format | undefined
  return () => (made ??= make())
}

const whole = firstUsed(() => new Intl.NumberFormat())
const oneDigit = firstUsed(() => new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }))
const time = firstUsed(() => new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }))
const moment = firstUsed(
  () => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
)

export const { formatCount, countOf, formatLimit } = asHere

export function formatRate(perSecond: number): string {
  return perSecond < 10 ? oneDigit().format(perSecond) : whole().format(Math.round(perSecond))
}

/** "a", "a and b", "a, b and c". */
export function formatList(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`
}

/** "45 s", "3 min 20 s", "2 h 5 min": as exact as somebody who waits can use. */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return 'under 1\u00a0s'
  const total = Math.round(seconds)
  if (total < 60) return `${whole().format(total)}\u00a0s`
  const minutes = Math.floor(total / 60)
  if (minutes < 10)
    return total % 60 === 0 ? `${minutes}\u00a0min` : `${minutes}\u00a0min ${total % 60}\u00a0s`
  if (minutes < 60) return `${minutes}\u00a0min`
  return minutes % 60 === 0
    ? `${whole().format(minutes / 60)}\u00a0h`
    : `${whole().format(Math.floor(minutes / 60))}\u00a0h ${minutes % 60}\u00a0min`
}

/** A moment written as ISO 8601, in the reader's time zone and manner. */
export function formatMoment(iso: string): string {
  return moment().format(new Date(iso))
}

/** The time of day of a moment written as ISO 8601, to the second, in the reader's time zone and manner. */
export function formatTime(iso: string): string {
  return time().format(new Date(iso))
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** "just now", "12 min ago", "3 h ago"; after a day the date and time. Both moments: `iso` as ISO 8601, `now` in ms since 1970. */
export function formatAge(iso: string, now: number): string {
  const age = now - Date.parse(iso)
  if (age < MINUTE) return 'just now'
  if (age < 60 * MINUTE) return `${Math.floor(age / MINUTE)}\u00a0min ago`
  if (age < DAY) return `${Math.floor(age / (60 * MINUTE))}\u00a0h ago`
  return `on ${formatMoment(iso)}`
}
