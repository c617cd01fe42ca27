import type { Result } from '#shared/api/faults.ts'
import type { AccountView, VaultState } from '#shared/domain/push/account.ts'

/** What rests of an account apart from its keys. */
export type AccountRecord = Omit<AccountView, 'keys' | 'practice'>

export interface Keys {
  accessKey: string
  secretKey: string
}

/** Account records and sealed keys at rest (electron-store on the desktop, a file elsewhere). */
export interface AccountStore {
  load(): AccountRecord[]
  save(records: AccountRecord[]): void
  vaultState(): VaultState
  /** Opens the passphrase vault, making it the first time; a fault where the passphrase is wrong. */
  unlock(passphrase: string): Promise<Result<VaultState>>
  reset(): VaultState
  keysState(accountId: string): AccountView['keys']
  /** Whether anything holds keys of this account, be it another way in whose lock this one cannot open. */
  keepsKeys(accountId: string): boolean
  /** Null where none are held, the vault is locked, or they were given for another host or transport. Never throws for a damaged entry. */
  keys(accountId: string): Keys | null
  /** For the host and the transport the account has now. Seals them where it can, else keeps them for this run only. */
  putKeys(accountId: string, keys: Keys): Promise<void>
  removeKeys(accountId: string): void
  /** Of everything it holds or keeps keys of: accounts, and proxies (`proxyKeysId`). */
  keptIds(): string[]
}
