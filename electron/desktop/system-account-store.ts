import type { SafeStorage } from 'electron'
import { z } from 'zod'
import { fail } from '#shared/api/faults.ts'
import type { VaultState } from '#shared/domain/push/account.ts'
import type { AccountFileAccess } from '#electron/gateways/accounts/account-file.ts'
import {
  bindingOf,
  bindingText,
  mayBindLate,
  type KeyBinding,
} from '#electron/gateways/accounts/key-binding.ts'
import type { AccountStore, Keys } from '#electron/services/ports/accounts.ts'

/** `for`: what they are bound to, as `bindingText` writes it; earlier versions bound them to nothing. */
const SealedKeys = z.object({ accessKey: z.string(), secretKey: z.string(), for: z.string().optional() })

/** No text that `bindingText` writes. */
const UNBOUND = ''

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
  const held = new Map<string, { keys: Keys; boundTo: string }>()

  function bindingNow(accountId: string): KeyBinding {
    return bindingOf(file.read().records, accountId)
  }

  async function seal(accountId: string, keys: Keys, boundTo: string): Promise<void> {
    const text = JSON.stringify({ ...keys, for: boundTo })
    const sealed = (await sealing.encryptStringAsync(text)).toString('base64')
    const content = file.read()
    file.write({ ...content, systemKeys: { ...content.systemKeys, [accountId]: sealed } })
  }

  /** What lies in the file opens still, so that a system that will not seal right now takes no keys away. */
  async function sealAgain(accountId: string, keys: Keys, boundTo: string): Promise<void> {
    try {
      await seal(accountId, keys, boundTo)
    } catch {
      // The next start tries again.
    }
  }

  if (secure) {
    for (const [accountId, sealed] of Object.entries(file.read().systemKeys)) {
      const found = await opened(sealing, sealed)
      if (!found) continue
      const { for: boundTo = UNBOUND, ...keys } = found.content
      const binding = bindingNow(accountId)
      if (boundTo === UNBOUND && mayBindLate(binding)) {
        await seal(accountId, keys, bindingText(binding))
        held.set(accountId, { keys, boundTo: bindingText(binding) })
      } else {
        held.set(accountId, { keys, boundTo })
        if (found.sealAgain) await sealAgain(accountId, keys, boundTo)
      }
    }
  }

  function heldNow(accountId: string): Keys | null {
    const found = held.get(accountId)
    return found && found.boundTo === bindingText(bindingNow(accountId)) ? found.keys : null
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
      if (!heldNow(accountId)) return 'unusable'
      return secure ? 'saved' : 'memory'
    },
    keepsKeys(accountId) {
      const { systemKeys, vault } = file.read()
      return (
        held.has(accountId) ||
        Object.hasOwn(systemKeys, accountId) ||
        (vault !== null && Object.hasOwn(vault.keys, accountId))
      )
    },
    keys: heldNow,
    async putKeys(accountId, keys) {
      const boundTo = bindingText(bindingNow(accountId))
      held.set(accountId, { keys, boundTo })
      if (secure) await seal(accountId, keys, boundTo)
    },
    keptIds: () => [...held.keys()],
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

interface Opened {
  content: z.infer<typeof SealedKeys>
  /** The system's key has changed since: it still opens this, but not for ever. */
  sealAgain: boolean
}

/** Null where the system cannot open them any more: another keyring, another user. */
async function opened(sealing: SystemSealing, sealed: string): Promise<Opened | null> {
  try {
    const { result, shouldReEncrypt } = await sealing.decryptStringAsync(Buffer.from(sealed, 'base64'))
    return { content: SealedKeys.parse(JSON.parse(result)), sealAgain: shouldReEncrypt }
  } catch {
    return null
  }
}
