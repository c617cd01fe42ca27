import { fail, ok } from '#shared/api/faults.ts'
import { SHORTEST_PASSPHRASE, type VaultState } from '#shared/domain/push/account.ts'
import type { AccountFileAccess, Sealed } from './account-file.ts'
import type { AccountStore, Keys } from '#electron/services/ports/accounts.ts'
import { bindingOf, isSameBinding, mayBindLate, type KeyBinding } from './key-binding.ts'
import { createVault, isBearable, openVault, type OpenVault, type ScryptCost } from './passphrase-vault.ts'

interface HeldKeys {
  keys: Keys
  binding: KeyBinding
}

/**
 * Browser mode's and the command line's accounts: a file, and in it a vault that a passphrase opens. Keys given while
 * the vault is closed are held in memory, and sealed as soon as it is opened. Sealed or held, keys are for the host and the
 * transport their account had when they were given, and for no other.
 */
export function createFileAccountStore(file: AccountFileAccess, cost?: ScryptCost): AccountStore {
  const inMemory = new Map<string, HeldKeys>()
  let vault: OpenVault | null = null

  function bindingNow(accountId: string): KeyBinding {
    return bindingOf(file.read().records, accountId)
  }

  function sealedOf(accountId: string): Sealed | null {
    const sealed = file.read().vault?.keys ?? {}
    return Object.hasOwn(sealed, accountId) ? sealed[accountId]! : null
  }

  function sealInto(open: OpenVault, { keys, binding }: HeldKeys): void {
    const content = file.read()
    if (!content.vault) return
    const sealed = { ...content.vault.keys, [binding.accountId]: open.seal(binding, keys) }
    file.write({ ...content, vault: { ...content.vault, keys: sealed } })
  }

  /** Null where they were sealed for another host or transport, or the entry was damaged. */
  function opened(open: OpenVault, binding: KeyBinding, sealed: Sealed): Keys | null {
    try {
      return open.open(binding, sealed)
    } catch {
      return null
    }
  }

  /** What an earlier version sealed for the account alone is sealed for its host too, where that is safe. */
  function bindUnbound(open: OpenVault): void {
    for (const [accountId, sealed] of Object.entries(file.read().vault?.keys ?? {})) {
      const binding = bindingNow(accountId)
      if (!mayBindLate(binding) || opened(open, binding, sealed)) continue
      try {
        sealInto(open, { keys: open.openUnbound(accountId, sealed), binding })
      } catch (error) {
        // It is no entry of that version either. What the disk refuses is another matter.
        if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error
      }
    }
  }

  function vaultState(): VaultState {
    const exists = file.read().vault !== null
    const locked = exists && vault === null
    const note = locked
      ? 'The saved keys are locked. Enter your passphrase to use them; keys entered now are kept until Leadsheet is closed.'
      : exists
        ? ''
        : 'Keys are kept until Leadsheet is closed. Choose a passphrase to save them encrypted on this computer.'
    return { kind: 'passphrase', locked, exists, note }
  }

  return {
    load: () => file.read().records,
    save: (records) => file.write({ ...file.read(), records }),
    vaultState,
    async unlock(passphrase) {
      const { vault: sealed } = file.read()
      if (sealed) {
        if (!isBearable(sealed.scrypt)) {
          return fail(
            'invalid',
            'The saved keys cannot be opened: their file asks for far more work than Leadsheet ever wrote into it, so it was damaged or changed. Put a good copy of accounts.json back, or forget the saved keys and enter them again.',
          )
        }
        const open = await openVault(sealed, passphrase)
        if (!open) return fail('locked', 'That is not the passphrase the keys were saved with. Try again.')
        vault = open
        bindUnbound(open)
      } else {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
          return fail('invalid', `A passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`)
        }
        const made = await createVault(passphrase, cost)
        file.write({ ...file.read(), vault: made.sealed })
        vault = made.vault
      }
      for (const held of inMemory.values()) sealInto(vault, held)
      inMemory.clear()
      return ok(vaultState())
    },
    reset() {
      file.write({ ...file.read(), vault: null })
      vault = null
      return vaultState()
    },
    keysState(accountId) {
      const binding = bindingNow(accountId)
      const held = inMemory.get(accountId)
      if (held) return isSameBinding(held.binding, binding) ? 'memory' : 'unusable'
      const sealed = sealedOf(accountId)
      if (!sealed) return 'none'
      if (!vault) return 'locked'
      return opened(vault, binding, sealed) ? 'saved' : 'unusable'
    },
    keepsKeys(accountId) {
      return (
        inMemory.has(accountId) ||
        sealedOf(accountId) !== null ||
        Object.hasOwn(file.read().systemKeys, accountId)
      )
    },
    keys(accountId) {
      const binding = bindingNow(accountId)
      const held = inMemory.get(accountId)
      if (held) return isSameBinding(held.binding, binding) ? held.keys : null
      const sealed = sealedOf(accountId)
      return vault && sealed ? opened(vault, binding, sealed) : null
    },
    async putKeys(accountId, keys) {
      const held = { keys, binding: bindingNow(accountId) }
      if (vault) sealInto(vault, held)
      if (vault) inMemory.delete(accountId)
      else inMemory.set(accountId, held)
    },
    keptIds: () => [...inMemory.keys(), ...Object.keys(file.read().vault?.keys ?? {})],
    removeKeys(accountId) {
      inMemory.delete(accountId)
      const content = file.read()
      if (!content.vault) return
      const { [accountId]: _removed, ...kept } = content.vault.keys
      file.write({ ...content, vault: { ...content.vault, keys: kept } })
    },
  }
}
