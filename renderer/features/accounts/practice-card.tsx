import { useEffect, useState } from 'react'
import type { AccountView } from '#shared/domain/push/account.ts'
import { ask } from '#renderer/stores/connection/ask.ts'
import { announce } from '#renderer/stores/view/ui-store.ts'
import { Confirm } from '#renderer/ui/confirm.tsx'
import { countOf, formatLimit } from '#renderer/ui/format.ts'
import { AccountHead } from './account-card.tsx'

/** The account that answers like LeadSquared without leaving the machine. */
export function PracticeCard({ account }: { account: AccountView }) {
  const [leads, setLeads] = useState<number | null>(null)

  useEffect(() => {
    let gone = false
    void ask('practice.status', {}).then((answer) => {
      if (!gone && answer) setLeads(answer.leads)
    })
    return () => {
      gone = true
    }
  }, [])

  async function empty(): Promise<void> {
    const answer = await ask('practice.empty', {})
    if (!answer) return
    setLeads(answer.leads)
    announce('The practice account is back to the leads it came with.')
  }

  return (
    <article className="account-card" aria-label={account.label}>
      <AccountHead account={account} />
      <p className="soft">
        Answers like LeadSquared, at {formatLimit(account.limit)}. Stays on this machine and needs no keys.
      </p>
      {leads !== null && <p>{countOf(leads, 'lead')} in it</p>}
      <div className="account-actions">
        <Confirm
          action="Empty practice account"
          keep="Keep them"
          question="Every lead pushed to it goes; the leads it came with are put back."
          onConfirm={() => void empty()}
        />
      </div>
    </article>
  )
}
