import { join } from 'node:path'
import { DEFAULT_LIMIT } from '#shared/domain/push/account.ts'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import type { AccountRecord, AccountStore, Keys } from '#electron/services/ports/accounts.ts'
import { createFileAccountStore } from '#electron/gateways/accounts/file-account-store.ts'
import type { Folders } from '#electron/cli/folders.ts'

const PREFIX = 'command-line '

/** The account of a host whose keys come from the environment. */
export function hostAccountId(host: string): string {
  return `${PREFIX}${host}`
}

export function isHostAccount(accountId: string): boolean {
  return accountId.startsWith(PREFIX)
}

/** Live unless it is on this machine: whoever scripts a push to a server means its leads. */
export function hostAccount(host: string, loopback: boolean): AccountRecord {
  return {
    id: hostAccountId(host),
    label: `Command line · ${host}`,
    host,
    colour: loopback ? 'grey' : 'red',
    live: !loopback,
    keyTransport: 'query',
    limit: DEFAULT_LIMIT,
    learnedLimit: null,
  }
}

/**
 * Leadsheet's saved accounts, and beside them the hosts that were pushed to with keys from the environment. Of these, a
 * file of the command line's own keeps what a server taught about its limit; the keys stay in this process.
 */
export function openCommandLineAccounts(
  folders: Folders,
  environmentKeys: Keys | null,
  onDamaged: (keptAs: string) => void,
): AccountStore {
  const saved = createFileAccountStore(openAccountFile(join(folders.accounts, 'accounts.json'), onDamaged))
  const own = openAccountFile(join(folders.work, 'command-line.json'), onDamaged)
  return {
    ...saved,
    load: () => [...saved.load(), ...own.read().records],
    save(records) {
      const hosts = records.filter(({ id }) => isHostAccount(id))
      const others = records.filter(({ id }) => !isHostAccount(id))
      if (JSON.stringify(hosts) !== JSON.stringify(own.read().records))
        own.write({ ...own.read(), records: hosts })
      if (JSON.stringify(others) !== JSON.stringify(saved.load())) saved.save(others)
    },
    keysState(accountId) {
      if (!isHostAccount(accountId)) return saved.keysState(accountId)
      return environmentKeys ? 'memory' : 'none'
    },
    keys(accountId) {
      if (!isHostAccount(accountId)) return saved.keys(accountId)
      // The keys are for the host that was named with them, whatever stands in the file by now.
      const record = own.read().records.find(({ id }) => id === accountId)
      return record === undefined || hostAccountId(record.host) === accountId ? environmentKeys : null
    },
  }
}

/** Both or neither; one without the other is a mistake to be told. */
export function keysOf(env: Readonly<Record<string, string | undefined>>): Keys | 'half' | null {
  const accessKey = env.LEADSHEET_ACCESS_KEY?.trim() ?? ''
  const secretKey = env.LEADSHEET_SECRET_KEY?.trim() ?? ''
  if (accessKey === '' && secretKey === '') return null
  return accessKey === '' || secretKey === '' ? 'half' : { accessKey, secretKey }
}
