import type { SafeStorage } from 'electron'
import { z } from 'zod'
import { fail } from '#shared/api/faults.ts'
import type { VaultState } from '#shared/domain/push/account.ts'
import type { AccountFileAccess } from '#electron/gateways/accounts/account-file.ts'
import type { AccountStore, Keys } from '#electron/services/ports.ts'

const SealedKeys = z.object({ accessKey: z.string(), secretKey: z.string() })

export type SystemSealing = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>

/**
 * The desktop's accounts: keys sealed by the operating system's own store (Keychain, DPAPI, a Linux keyring) and opened
 * once, at the start. Where there is none, Chromium falls back to `basic_text`, which is a fixed password in its source;
 * then keys stay in memory.
 */
export async function openSystemAccountStore(
  file: AccountFileAccess,
  sealing: SystemSealing,
  platform: NodeJS.Platform,
): Promise<AccountStore> {
  const secure = await canSeal(sealing, platform)
  const held = new Map<string, Keys>()
  if (secure) {
    for (const [accountId, sealed] of Object.entries(file.read().systemKeys)) {
      const keys = await opened(sealing, sealed)
      if (keys) held.set(accountId, keys)
    }
  }

  function vaultState(): VaultState {
    return secure
      ? { kind: 'system', locked: false, exists: true, note: '' }
      : {
          kind: 'memory',
          locked: false,
          exists: false,
          note: 'This computer offers no safe place for keys (on Linux: no keyring is running), so they are kept until Leadsheet is closed.',
        }
  }

  return {
    load: () => file.read().records,
    save: (records) => file.write({ ...file.read(), records }),
    vaultState,
    unlock: async () =>
      fail(
        'invalid',
        'On the desktop the operating system guards the keys; there is no passphrase to enter.',
      ),
    reset() {
      file.write({ ...file.read(), systemKeys: {} })
      held.clear()
      return vaultState()
    },
    keysState(accountId) {
      if (!held.has(accountId)) return 'none'
      return secure ? 'saved' : 'memory'
    },
    keys: (accountId) => held.get(accountId) ?? null,
    async putKeys(accountId, keys) {
      held.set(accountId, keys)
      if (!secure) return
      const sealed = (await sealing.encryptStringAsync(JSON.stringify(keys))).toString('base64')
      const content = file.read()
      file.write({ ...content, systemKeys: { ...content.systemKeys, [accountId]: sealed } })
    },
    removeKeys(accountId) {
      held.delete(accountId)
      const content = file.read()
      const { [accountId]: _removed, ...systemKeys } = content.systemKeys
      file.write({ ...content, systemKeys })
    },
  }
}

async function canSeal(sealing: SystemSealing, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await sealing.isAsyncEncryptionAvailable())) return false
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(sealing.getSelectedStorageBackend())
}

/** Null where the system cannot open them any more: another keyring, another user. */
async function opened(sealing: SystemSealing, sealed: string): Promise<Keys | null> {
  try {
    const { result } = await sealing.decryptStringAsync(Buffer.from(sealed, 'base64'))
    return SealedKeys.parse(JSON.parse(result))
  } catch {
    return null
  }
}
