import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { AccountView } from '#shared/domain/push/account.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { AccountCard } from './account-card.tsx'
import { AccountForm } from './account-form.tsx'
import { PracticeCard } from './practice-card.tsx'
import { ProxyLogin } from './proxy-login.tsx'
import { Vault } from './vault.tsx'
import './accounts.css'

export function AccountsPanel() {
  const accounts = useAccounts((state) => state.accounts)
  const proxies = useAccounts((state) => state.proxies)
  /** 'new', or the account being edited. */
  const [editing, setEditing] = useState<'new' | AccountView | null>(null)

  if (editing !== null) {
    const account = editing === 'new' ? null : editing
    return (
      <Panel key="form" title={account ? `Edit ${account.label}` : 'Add account'} onClose={closePanel}>
        <AccountForm account={account} onDone={() => setEditing(null)} />
      </Panel>
    )
  }
  return (
    <Panel
      key="list"
      title="Accounts"
      onClose={closePanel}
      footer={
        <Button kind="primary" icon={Plus} onClick={() => setEditing('new')}>
          Add account
        </Button>
      }
    >
      <Vault />
      {proxies.map((proxy) => (
        <ProxyLogin key={proxy.address} proxy={proxy} />
      ))}
      <ul className="account-list">
        {accounts?.map((account) => (
          <li key={account.id}>
            {account.practice ? (
              <PracticeCard account={account} />
            ) : (
              <AccountCard account={account} onEdit={() => setEditing(account)} />
            )}
          </li>
        ))}
      </ul>
      {accounts === null && <p className="soft">Asking for the accounts…</p>}
    </Panel>
  )
}
