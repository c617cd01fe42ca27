import { create } from 'zustand'
import type { Accounts, AccountView, VaultState } from '#shared/pipeline/account.ts'
import { ask } from './ask.ts'
import { host } from './host.ts'

interface AccountState {
  /** Null until the host has told them. */
  accounts: readonly AccountView[] | null
  vault: VaultState
}

export const useAccounts = create<AccountState>(() => ({
  accounts: null,
  vault: { kind: 'memory', locked: false, exists: false, note: '' },
}))

function take({ accounts, vault }: Accounts): void {
  useAccounts.setState({ accounts, vault })
}

export async function refreshAccounts(): Promise<void> {
  const answer = await ask('accounts.list', {})
  if (answer) take(answer)
}

export function accountById(id: string): AccountView | null {
  return useAccounts.getState().accounts?.find((account) => account.id === id) ?? null
}

/** The host tells every change; the list is asked for once. */
export async function startAccounts(): Promise<void> {
  host.on('accounts.changed', take)
  host.onReopened(() => void refreshAccounts())
  await refreshAccounts()
}
