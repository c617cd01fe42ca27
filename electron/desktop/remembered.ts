import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Rectangle } from 'electron'

const MOST_RECENT = 10

/**
 * What the desktop keeps for its own comfort. Nothing of it is work: what cannot be read is as if it were not there. It is read
 * before there is a window, so it is looked at by hand: zod alone would hold the window back longer than all else here.
 */
export interface Remembered {
  /** The window as it is when it is neither maximised nor full screen, in DIP, by all displays' one plane. */
  window: { bounds: Rectangle; maximized: boolean; fullScreen: boolean } | null
  /** Where the last file was opened from or saved to. */
  folder: string | null
  /** Paths, the latest first. */
  recent: string[]
  /** Whether newer versions are looked for. @default false */
  updates: boolean
  /** The version that ran last: where another runs now, the page says what changed. */
  lastVersion: string | null
}

export interface Memory {
  get(): Remembered
  set(change: Partial<Remembered>): void
  /** Puts a path first among the recent ones. */
  addRecent(path: string): void
}

/** Kept in a file beside Chromium's profile. A memory that cannot be written lasts as long as the program. */
export function openMemory(path: string): Memory {
  let now = read(path)

  function set(change: Partial<Remembered>): void {
    now = { ...now, ...change }
    try {
      // Whole or not at all; one Leadsheet at a time has this folder.
      writeFileSync(`${path}.new`, `${JSON.stringify(now, null, 2)}\n`, { mode: 0o600 })
      renameSync(`${path}.new`, path)
    } catch {
      // Comfort alone; the next start has the usual size and the documents' folder.
    }
  }

  return {
    get: () => now,
    set,
    addRecent: (added) =>
      set({ recent: [added, ...now.recent.filter((other) => other !== added)].slice(0, MOST_RECENT) }),
  }
}

function read(path: string): Remembered {
  let found: Readonly<Record<string, unknown>> = {}
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (isObject(parsed)) found = parsed
  } catch {
    // Missing or damaged.
  }
  const { window, folder, recent, updates, lastVersion } = found
  const isListOfPaths = Array.isArray(recent) && recent.every((path) => typeof path === 'string')
  return {
    window: windowOf(window),
    folder: textOf(folder),
    recent: isListOfPaths ? recent.slice(0, MOST_RECENT) : [],
    updates: updates === true,
    lastVersion: textOf(lastVersion),
  }
}

function windowOf(value: unknown): Remembered['window'] {
  if (!isObject(value) || !isObject(value.bounds)) return null
  const { x, y, width, height } = value.bounds
  const { maximized, fullScreen } = value
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height) || width <= 0 || height <= 0)
    return null
  if (typeof maximized !== 'boolean' || typeof fullScreen !== 'boolean') return null
  return { bounds: { x, y, width, height }, maximized, fullScreen }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
