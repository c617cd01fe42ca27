import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { AccountView } from '#shared/domain/push/account.ts'

/** AES-256-GCM output; all base64. */
export const Sealed = z.object({ iv: z.string(), tag: z.string(), data: z.string() })
export type Sealed = z.infer<typeof Sealed>

export const SealedVault = z.object({
  /** Stated beside what they made, so that later versions may choose stronger ones and still open this. */
  scrypt: z.object({ N: z.number().int(), r: z.number().int(), p: z.number().int(), salt: z.string() }),
  /** Opens with the right passphrase only. */
  check: Sealed,
  /** By account id. */
  keys: z.record(z.string(), Sealed),
})
export type SealedVault = z.infer<typeof SealedVault>

/**
 * `accounts.json`. Records are shared by every way in; keys are sealed once by the system's store (desktop) and once by
 * a passphrase (browser mode, command line), each of which leaves the other's entries alone.
 */
export const AccountFile = z.object({
  records: z.array(AccountView.omit({ keys: true, practice: true })),
  vault: SealedVault.nullable(),
  /** By account id: the base64 of what Electron's safeStorage made. */
  systemKeys: z.record(z.string(), z.string()),
})
export type AccountFile = z.infer<typeof AccountFile>

export const EMPTY_ACCOUNT_FILE: AccountFile = { records: [], vault: null, systemKeys: {} }

export interface AccountFileAccess {
  read(): AccountFile
  write(content: AccountFile): void
}

/** The file on disk, written whole or not at all. One that cannot be understood is put aside, never overwritten. */
export function openAccountFile(path: string, onDamaged: (keptAs: string) => void): AccountFileAccess {
  return {
    read() {
      let text: string
      try {
        text = readFileSync(path, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY_ACCOUNT_FILE
        throw error
      }
      const parsed = AccountFile.safeParse(parseJson(text))
      if (parsed.success) return parsed.data
      const keptAs = freeName(`${path}.damaged`)
      renameSync(path, keptAs)
      onDamaged(keptAs)
      return EMPTY_ACCOUNT_FILE
    },
    write(content) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeFileAtomic.sync(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
    },
  }
}

/** What was put aside before stays: each copy may be the one somebody needs. */
function freeName(name: string): string {
  let free = name
  for (let copy = 2; existsSync(free); copy++) free = `${name}-${copy}`
  return free
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
