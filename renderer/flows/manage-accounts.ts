import type { AccountDraft, AccountView, CallSpending } from '#shared/domain/push/account.ts'
import { refreshAccounts, useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { loadAttributes, recallValues, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { ask, attempt } from '#renderer/stores/connection/ask.ts'
import { notify } from '#renderer/stores/view/ui-store.ts'

/** Answers the account as it is now, or why it was not saved. */
export async function saveAccount(
  draft: AccountDraft,
): Promise<{ account: AccountView } | { problem: string }> {
  const answer = await attempt('accounts.save', draft)
  if ('problem' in answer) return { problem: answer.problem }
  await refreshAccounts()
  if (useAttributes.getState().accountId === answer.value.id) void recallValues()
  return { account: answer.value }
}

export async function removeAccount(account: AccountView): Promise<void> {
  if (!(await ask('accounts.remove', { accountId: account.id }))) return
  await refreshAccounts()
  notify('info', `${account.label} and its keys are removed from this machine.`)
}

/** Asks LeadSquared who the keys belong to. One sentence, and whether it is good news. */
export async function testAccount(accountId: string): Promise<{ good: boolean; text: string }> {
  const answer = await attempt('accounts.test', { accountId })
  if ('problem' in answer) return { good: false, text: answer.problem }
  const { passing, accountId: shown } = useAttributes.getState()
  if (passing && shown === accountId) void loadAttributes(accountId, true)
  const { user, email, role, organisation } = answer.value
  const who = [user, email && `(${email})`].filter(Boolean).join(' ')
  const where = [role, organisation].filter(Boolean).join(', ')
  return {
    good: true,
    text: `The keys work. They belong to ${who || 'this account'}${where && `: ${where}`}.`,
  }
}

/** What this machine has spent of the account's day; null where it cannot be told just now. */
export async function spendingOf(accountId: string): Promise<CallSpending | null> {
  const answer = await attempt('accounts.spending', { accountId })
  return 'value' in answer ? answer.value : null
}

export async function forgetLearnedLimit(accountId: string): Promise<void> {
  if (await ask('accounts.forgetLimit', { accountId })) await refreshAccounts()
}

/** '' where the proxy's name and password are kept now; else why they are not. */
export async function saveProxyLogin(address: string, name: string, password: string): Promise<string> {
  const answer = await attempt('proxies.save', { address, name, password })
  if ('problem' in answer) return answer.problem
  const { passing, accountId } = useAttributes.getState()
  if (passing && accountId !== null) void loadAttributes(accountId, true)
  return ''
}

export async function forgetProxyLogin(address: string): Promise<void> {
  await ask('proxies.forget', { address })
}

/** '' where the vault is open now; else why it is not. */
export async function unlockVault(passphrase: string): Promise<string> {
  const answer = await attempt('vault.unlock', { passphrase })
  if ('problem' in answer) return answer.problem
  useAccounts.setState({ vault: answer.value })
  await refreshAccounts()
  return ''
}

export async function resetVault(): Promise<void> {
  const vault = await ask('vault.reset', {})
  if (!vault) return
  useAccounts.setState({ vault })
  await refreshAccounts()
}
