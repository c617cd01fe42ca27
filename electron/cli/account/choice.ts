import type { PushSummary } from '#shared/domain/push/outcome.ts'
import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import { hostOf, originOf } from '#electron/services/accounts/account-host.ts'
import type { AccountStore, Keys } from '#electron/services/ports/accounts.ts'
import { hostAccount, isHostAccount, keysOf } from './store.ts'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { ACCOUNT_REFUSED, Ending, WRONG_USAGE } from '#electron/cli/exit-codes.ts'
import { askPassphrase } from '#electron/cli/passphrase-prompt.ts'

const KEY_NAMES = 'LEADSHEET_ACCESS_KEY and LEADSHEET_SECRET_KEY'

/** @throws {Ending} where one of the two is missing */
export function environmentKeys(): Keys | null {
  const keys = keysOf(process.env)
  if (keys === 'half') throw new Ending(WRONG_USAGE, `Set both ${KEY_NAMES}; only one of them is set.`)
  return keys
}

/**
 * The id of the account a push goes to. Never guesses where live keys are meant for.
 * @throws {Ending}
 */
export function chooseAccount(
  { account, host }: Pick<PushArguments, 'account' | 'host'>,
  store: AccountStore,
  keys: Keys | null,
): string {
  if (account !== null) return labelled(account, store)
  if (host === 'practice') return PRACTICE_ACCOUNT_ID
  if (host === null) {
    if (!keys) return PRACTICE_ACCOUNT_ID
    throw new Ending(
      WRONG_USAGE,
      `${KEY_NAMES} are set, but not where to send: add --host api.leadsquared.com (or your own host), or --host practice.`,
    )
  }
  const known = hostOf(host)
  if (!known.ok) throw new Ending(WRONG_USAGE, `--host: ${known.fault.text}`)
  if (!keys) {
    throw new Ending(
      WRONG_USAGE,
      `Set ${KEY_NAMES} for ${known.value}, or name a saved account: --account LABEL.`,
    )
  }
  const fresh = hostAccount(known.value, originOf(known.value).startsWith('http:'))
  const records = store.load()
  if (!records.some(({ id }) => id === fresh.id)) store.save([...records, fresh])
  return fresh.id
}

function labelled(label: string, store: AccountStore): string {
  const wanted = label.trim().toLowerCase()
  if (wanted === 'practice' || wanted === 'practice account') return PRACTICE_ACCOUNT_ID
  const found = store.load().find((record) => record.label.trim().toLowerCase() === wanted)
  if (found) return found.id
  const labels = ['Practice account', ...store.load().map((record) => record.label)]
  throw new Ending(WRONG_USAGE, `There is no account “${label}”. There are: ${labels.join(', ')}.`)
}

/**
 * Sees to it that a push already begun can go on: a host that was named instead of an account has its keys from the environment.
 * @throws {Ending}
 */
export async function unlockAgain(
  { accountId, host }: Pick<PushSummary, 'accountId' | 'host'>,
  keys: Keys | null,
  store: AccountStore,
): Promise<void> {
  if (isHostAccount(accountId) && !keys)
    throw new Ending(WRONG_USAGE, `Set ${KEY_NAMES} for ${host}, as for the push.`)
  await unlockAccount(accountId, store)
}

/**
 * Sees to it that the account's keys are at hand: opens the vault where they are in it.
 * @throws {Ending}
 */
export async function unlockAccount(accountId: string, store: AccountStore): Promise<void> {
  if (accountId === PRACTICE_ACCOUNT_ID) return
  if (store.keysState(accountId) === 'locked') {
    const passphrase = process.env.LEADSHEET_PASSPHRASE ?? (await askPassphrase())
    if (passphrase === null || passphrase === '') {
      throw new Ending(
        ACCOUNT_REFUSED,
        'The keys of this account are locked. Set LEADSHEET_PASSPHRASE to the passphrase they were saved with.',
      )
    }
    const opened = await store.unlock(passphrase)
    if (!opened.ok) throw new Ending(ACCOUNT_REFUSED, opened.fault.text)
  }
  if (store.keys(accountId)) return
  if (store.keysState(accountId) === 'unusable') {
    throw new Ending(
      ACCOUNT_REFUSED,
      'The saved keys of this account were not given for the host it has now, so nothing was sent: the account was changed, or its file was damaged. Look at it under Accounts in the window, and enter both keys again.',
    )
  }
  throw new Ending(
    ACCOUNT_REFUSED,
    `The command line has no keys for this account. Save them with a passphrase in browser mode (npm start -- --browser), or use --host with ${KEY_NAMES}. Keys that the desktop window keeps in the system's own store can be read by it alone.`,
  )
}
