/** SQLite's primary result codes (https://sqlite.org/rescode.html) that mean something to a person. */
export const SQLITE = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  /** The locks of a write-ahead log could not be had, though tried for long. */
  protocol: 15,
  notADatabase: 26,
} as const

/** The primary code of what SQLite threw; the extended ones carry it in the low byte. Null for everything else. */
export function sqliteCode(error: unknown): number | null {
  const code = error instanceof Error ? (error as Error & { errcode?: unknown }).errcode : null
  return typeof code === 'number' ? code & 0xff : null
}
