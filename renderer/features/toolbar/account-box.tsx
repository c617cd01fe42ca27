import { useId } from 'react'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { openPanel } from '#renderer/stores/view/ui-store.ts'
import { AccountDot } from '#renderer/ui/account-dot.tsx'
import { Select } from '#renderer/ui/select.tsx'

const MANAGE = '\u0000manage'

/** Which account the sheet is for. Its colour is the one the review and the push wear. */
export function AccountBox() {
  const id = useId()
  const accounts = useAccounts((state) => state.accounts)
  const next = useAccounts((state) => state.nextAccountId)
  const hasSheet = useSheet((state) => state.sheet !== null)
  const settings = useSheet((state) => state.settings)
  const chosen = hasSheet ? settings.accountId : next
  const account = accounts?.find((candidate) => candidate.id === chosen)

  function choose(accountId: string): void {
    if (accountId === MANAGE) openPanel('accounts')
    else if (hasSheet) {
      edit('Account', [{ kind: 'setSettings', settings: { ...settings, accountId } }], { undoable: false })
    } else useAccounts.setState({ nextAccountId: accountId })
  }

  return (
    <div className="labelled-box account-box">
      <label htmlFor={id} className="visually-hidden">
        Account
      </label>
      {account && <AccountDot colour={account.colour} />}
      <Select
        id={id}
        title={account ? `Leads go to ${account.label} (${account.host})` : 'Choose an account'}
        value={account ? chosen : ''}
        onChange={(event) => choose(event.target.value)}
      >
        {!account && <option value="">Choose an account</option>}
        {accounts?.map(({ id: accountId, label, live }) => (
          <option key={accountId} value={accountId}>
            {live ? `${label} · live data` : label}
          </option>
        ))}
        <option value={MANAGE}>Manage accounts…</option>
      </Select>
    </div>
  )
}
