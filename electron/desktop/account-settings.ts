import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import {
  AccountFile,
  EMPTY_ACCOUNT_FILE,
  openAccountFile,
  type AccountFileAccess,
} from '#electron/gateways/accounts/account-file.ts'

/** `accounts.json` of the data folder through electron-store, which writes it whole or not at all. */
export function openAccountSettings(dataDir: string, onDamaged: (keptAs: string) => void): AccountFileAccess {
  // electron-store refuses to open what it cannot parse; a first look puts such a file aside.
  const path = join(dataDir, 'accounts.json')
  if (existsSync(path)) openAccountFile(path, onDamaged).read()
  const store = new Store<AccountFile>({
    cwd: dataDir,
    name: 'accounts',
    defaults: EMPTY_ACCOUNT_FILE,
    configFileMode: 0o600,
  })
  return {
    read: () => AccountFile.parse(store.store),
    write: (content) => {
      store.store = content
    },
  }
}
