import { create } from 'zustand'
import type { Accounts, AccountView, VaultState } from '#shared/domain/push/account.ts'
import type { ProxyView } from '#shared/domain/push/proxy.ts'
import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import { ABOUT_KEYS, ask } from '#renderer/stores/connection/ask.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { dismissAbout, notify, openPanel } from '#renderer/stores/view/ui-store.ts'

interface AccountState {
  /** Null until the host has told them. */
  accounts: readonly AccountView[] | null
  vault: VaultState
  /** On the way to accounts; those alone that want a name and a password, or have some. */
  proxies: readonly ProxyView[]
  /** What a new sheet is for: the account chosen while no sheet is open. */
  nextAccountId: string
}

export const useAccounts = create<AccountState>(() => ({
  accounts: null,
  vault: { kind: 'memory', locked: false, exists: false, note: '' },
  proxies: [],
  nextAccountId: PRACTICE_ACCOUNT_ID,
}))

function take({ accounts, vault, proxies }: Accounts): void {
  tellOfProxies(useAccounts.getState().proxies, proxies)
  useAccounts.setState({ accounts, vault, proxies })
  // Of accounts without keys the panels tell; what a notice said of them may be settled now.
  dismissAbout(ABOUT_KEYS)
}

const ABOUT_PROXIES = 'proxies'

/** Once for each proxy that begins to want something; nobody would look under Accounts by themselves. */
function tellOfProxies(before: readonly ProxyView[], now: readonly ProxyView[]): void {
  const waiting = now.filter(isWaiting)
  if (waiting.length === 0) dismissAbout(ABOUT_PROXIES)
  const [first] = waiting.filter(
    ({ address, state }) => !before.some((other) => other.address === address && other.state === state),
  )
  if (!first) return
  const { host: name } = new URL(first.address)
  const text =
    first.state === 'asked'
      ? `The proxy ${name} wants a name and a password.`
      : `The proxy ${name} did not accept the name and the password it was told.`
  notify('warning', text, { label: 'Enter them', run: () => openPanel('accounts') }, ABOUT_PROXIES)
}

function isWaiting({ state }: ProxyView): boolean {
  return state === 'asked' || state === 'refused'
}

export async function refreshAccounts(): Promise<void> {
  const answer = await ask('accounts.list', {})
  if (answer) take(answer)
}

/** The open sheet's account, or the one the next sheet will have. */
export function chosenAccountId(): string {
  const { sheet, settings } = sheetStore.getState()
  return sheet ? settings.accountId : useAccounts.getState().nextAccountId
}

/** The host tells every change; the list is asked for once. */
export async function startAccounts(): Promise<void> {
  host.on('accounts.changed', take)
  host.onReopened(() => void refreshAccounts())
  await refreshAccounts()
}
