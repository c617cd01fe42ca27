import { readFileSync } from 'node:fs'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

const MOST_RECENT = 10

const Bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})

/** What the desktop keeps for its own comfort. Nothing of it is work: what cannot be read is as if it were not there. */
const Remembered = z.object({
  /** The window as it is when it is neither maximised nor full screen, in DIP, by all displays' one plane. */
  window: z
    .object({ bounds: Bounds, maximized: z.boolean(), fullScreen: z.boolean() })
    .nullable()
    .catch(null),
  /** Where the last file was opened from or saved to. */
  folder: z.string().nullable().catch(null),
  /** Paths, the latest first. */
  recent: z.array(z.string()).max(MOST_RECENT).catch([]),
  /** Whether newer versions are looked for. @default false */
  updates: z.boolean().catch(false),
  /** The version that ran last: where another runs now, the page says what changed. */
  lastVersion: z.string().nullable().catch(null),
})
export type Remembered = z.infer<typeof Remembered>

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
      writeFileAtomic.sync(path, `${JSON.stringify(now, null, 2)}\n`, { mode: 0o600, fsync: false })
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
  try {
    const found = Remembered.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (found.success) return found.data
  } catch {
    // Missing or damaged.
  }
  return Remembered.parse({})
}
