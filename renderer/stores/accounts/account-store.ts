import { create } from 'zustand'
import type { Accounts, AccountView, VaultState } from '#shared/domain/push/account.ts'
import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import { ABOUT_KEYS, ask } from '#renderer/stores/connection/ask.ts'
import { host } from '#renderer/stores/connection/host.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { dismissAbout } from '#renderer/stores/view/ui-store.ts'

interface AccountState {
  /** Null until the host has told them. */
  accounts: readonly AccountView[] | null
  vault: VaultState
  /** What a new sheet is for: the account chosen while no sheet is open. */
  nextAccountId: string
}

export const useAccounts = create<AccountState>(() => ({
  accounts: null,
  vault: { kind: 'memory', locked: false, exists: false, note: '' },
  nextAccountId: PRACTICE_ACCOUNT_ID,
}))

function take({ accounts, vault }: Accounts): void {
  useAccounts.setState({ accounts, vault })
  // Of accounts without keys the panels tell; what a notice said of them may be settled now.
  dismissAbout(ABOUT_KEYS)
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
