import { fail, ok } from '#shared/api/faults.ts'
import { SHORTEST_PASSPHRASE, type VaultState } from '#shared/domain/push/account.ts'
import type { AccountFileAccess } from './account-file.ts'
import type { AccountStore, Keys } from '#electron/services/ports.ts'
import { createVault, openVault, type OpenVault } from './passphrase-vault.ts'

/**
 * Browser mode's and the command line's accounts: a file, and in it a vault that a passphrase opens. Keys given while
 * the vault is closed are held in memory, and sealed as soon as it is opened.
 */
export function createFileAccountStore(file: AccountFileAccess): AccountStore {
  const inMemory = new Map<string, Keys>()
  let vault: OpenVault | null = null

  function sealInto(open: OpenVault, accountId: string, keys: Keys): void {
    const content = file.read()
    if (!content.vault) return
    const sealed = { ...content.vault.keys, [accountId]: open.seal(accountId, keys) }
    file.write({ ...content, vault: { ...content.vault, keys: sealed } })
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
        const opened = await openVault(sealed, passphrase)
        if (!opened) return fail('locked', 'That is not the passphrase the keys were saved with. Try again.')
        vault = opened
      } else {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
          return fail('invalid', `A passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`)
        }
        const made = await createVault(passphrase)
        file.write({ ...file.read(), vault: made.sealed })
        vault = made.vault
      }
      for (const [accountId, keys] of inMemory) sealInto(vault, accountId, keys)
      inMemory.clear()
      return ok(vaultState())
    },
    reset() {
      file.write({ ...file.read(), vault: null })
      vault = null
      return vaultState()
    },
    keysState(accountId) {
      if (inMemory.has(accountId)) return 'memory'
      const sealed = file.read().vault?.keys ?? {}
      if (!Object.hasOwn(sealed, accountId)) return 'none'
      return vault ? 'saved' : 'locked'
    },
    keys(accountId) {
      const held = inMemory.get(accountId)
      if (held) return held
      const sealed = file.read().vault?.keys[accountId]
      return vault && sealed ? vault.open(accountId, sealed) : null
    },
    async putKeys(accountId, keys) {
      if (vault) sealInto(vault, accountId, keys)
      else inMemory.set(accountId, keys)
    },
    removeKeys(accountId) {
      inMemory.delete(accountId)
      const content = file.read()
      if (!content.vault) return
      const { [accountId]: _removed, ...kept } = content.vault.keys
      file.write({ ...content, vault: { ...content.vault, keys: kept } })
    },
  }
}
