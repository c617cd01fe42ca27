/** A day as `2025-03-14`. All arithmetic is in UTC, where each day has 24 hours. */
export type Day = string

const DAY_MS = 86_400_000

export function dayFrom(date: Date): Day {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${String(date.getFullYear()).padStart(4, '0')}-${month}-${day}`
}

export function plusDays(day: Day, days: number): Day {
  return within(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS), day)
}

/** The same day of another month, or that month's last. */
export function plusMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(2000, month - 1 + months, 1))
  first.setUTCFullYear(year + (first.getUTCFullYear() - 2000))
  const lastDate = new Date(first)
  lastDate.setUTCMonth(first.getUTCMonth() + 1, 0)
  first.setUTCDate(Math.min(date, lastDate.getUTCDate()))
  return within(first, day)
}

/** The weeks of a day's month, each of seven days, those before and after the month with it. `firstDay`: 1 Monday to 7 Sunday. */
export function weeksAround(day: Day, firstDay: number): Day[][] {
  const first = `${day.slice(0, 8)}01`
  const start = plusDays(first, -((weekday(first) - firstDay + 7) % 7))
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_each, at) => plusDays(start, week * 7 + at)),
  )
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The years a date can be written in. */
function within(date: Date, otherwise: Day): Day {
  const year = date.getUTCFullYear()
  return Number.isNaN(year) || year < 1 || year > 9999 ? otherwise : date.toISOString().slice(0, 10)
}
