import { z } from 'zod'

/** A read that is under way and waits; both are left out where it does not. */
export const READ_WAIT = {
  /** ISO 8601, UTC: it goes on by itself then. */
  waitsUntil: z.string().optional(),
  /**
   * day: the day's calls are used up · limit: LeadSquared said that there were too many calls at a time.
   * @default 'day'
   */
  waitsFor: z.enum(['day', 'limit']).optional(),
}
const ReadWait = z.object(READ_WAIT)
export type ReadWait = z.infer<typeof ReadWait>

/** One sentence; '' where nothing is waited for. `when` writes a moment as whoever reads it does. */
export function waitInWords(
  { waitsUntil, waitsFor }: ReadWait,
  when: { day(iso: string): string; time(iso: string): string },
): string {
  if (waitsUntil === undefined) return ''
  return waitsFor === 'limit'
    ? `LeadSquared had too many calls at a time from this account and is left alone until ${when.time(waitsUntil)}. Reading goes on by itself then; nothing is lost.`
    : `The calls of this account’s day are used up. Reading goes on by itself on ${when.day(waitsUntil)}; nothing is lost.`
}
