import { useState } from 'react'
import type { AccountView } from '#shared/domain/push/account.ts'
import { forgetLearnedLimit, removeAccount, testAccount } from '#renderer/flows/manage-accounts.ts'
import { isUnderWay, usePush } from '#renderer/stores/push/push-store.ts'
import { AccountDot } from '#renderer/ui/account-dot.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { Confirm } from '#renderer/ui/confirm.tsx'
import { AccountSpending } from './account-spending.tsx'
import { AttributeSource } from './attribute-source.tsx'
import { formatLimit } from '#renderer/ui/format.ts'

const KEYS: Readonly<Record<AccountView['keys'], string>> = {
  saved: 'Keys saved, encrypted',
  memory: 'Keys not saved: kept in memory until Leadsheet closes',
  locked: 'Keys locked: unlock them above',
  unusable: 'Keys were not given for this host: look whether it is right, and enter both again',
  none: 'No keys yet',
}

function LearnedLimit({ account }: { account: AccountView }) {
  const { learnedLimit, learnedOrdinaryLimit } = account
  if (!learnedLimit && !learnedOrdinaryLimit) return null
  return (
    <p className="account-limit">
      {learnedLimit &&
        `LeadSquared said its limit is ${formatLimit(learnedLimit)}, so Leadsheet keeps to that. `}
      {learnedOrdinaryLimit && `For calls that do not write it said ${formatLimit(learnedOrdinaryLimit)}. `}
      <Button kind="quiet" onClick={() => void forgetLearnedLimit(account.id)}>
        Take it back
      </Button>
    </p>
  )
}

export function AccountHead({ account, children }: { account: AccountView; children?: React.ReactNode }) {
  return (
    <div className="account-head">
      <AccountDot colour={account.colour} />
      <h3>{account.label}</h3>
      {account.live && <b className="account-live">live data</b>}
      {children}
    </div>
  )
}

export function AccountCard({ account, onEdit }: { account: AccountView; onEdit: () => void }) {
  const pushed = usePush(({ push }) => isUnderWay(push) && push?.accountId === account.id)
  const [testing, setTesting] = useState(false)
  // What a test said of locked or missing keys is settled by whatever changed them.
  const subject = `${account.keys} ${account.host}`
  const [told, setTold] = useState<{ of: string; good: boolean; text: string } | null>(null)
  const tested = told?.of === subject ? told : null

  async function test(): Promise<void> {
    setTesting(true)
    setTold(null)
    setTold({ of: subject, ...(await testAccount(account.id)) })
    setTesting(false)
  }

  return (
    <article className="account-card" aria-label={account.label}>
      <AccountHead account={account} />
      <p className="soft">
        {account.host} · {formatLimit(account.limit)}
        {account.limit.share > 0 &&
          `, ${Math.round(account.limit.share * 100)} % left for other integrations`}
      </p>
      <p className={account.keys === 'saved' ? 'soft' : 'account-unsaved'}>{KEYS[account.keys]}</p>
      <AccountSpending accountId={account.id} />
      <LearnedLimit account={account} />
      <AttributeSource accountId={account.id} />
      <div role="status">
        {tested && <Callout tone={tested.good ? 'success' : 'error'}>{tested.text}</Callout>}
      </div>
      <div className="account-actions">
        <Button
          disabled={testing || account.keys === 'none' || account.keys === 'unusable'}
          onClick={() => void test()}
        >
          {testing ? 'Testing' : 'Test connection'}
        </Button>
        <Button aria-label={`Edit ${account.label}`} onClick={onEdit}>
          Edit
        </Button>
        {!pushed && (
          <Confirm
            action="Remove"
            keep="Keep it"
            question={`${account.label} and its keys leave this machine. Leads and earlier pushes stay.`}
            onConfirm={() => void removeAccount(account)}
          />
        )}
      </div>
      {pushed && <p className="soft">It can be removed when the push to it has ended.</p>}
    </article>
  )
}
