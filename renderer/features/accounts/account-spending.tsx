import { useEffect, useState } from 'react'
import type { CallSpending } from '#shared/domain/push/account.ts'
import { spendingOf } from '#renderer/flows/manage-accounts.ts'
import { countOf, formatCount } from '#renderer/ui/format.ts'

/** What this machine's Leadsheet has spent of the account's day, and what is left where the plan names a number. */
export function AccountSpending({ accountId }: { accountId: string }) {
  const [spending, setSpending] = useState<CallSpending | null>(null)
  useEffect(() => {
    let gone = false
    void spendingOf(accountId).then((told) => {
      if (!gone) setSpending(told)
    })
    return () => {
      gone = true
    }
  }, [accountId])
  if (!spending) return null
  const { used, left, allowed } = spending
  const spent = used.bulk + used.ordinary
  if (spent === 0 && allowed === null) return null
  return (
    <p className="soft">
      {countOf(spent, 'call')} today, {formatCount(used.bulk)} of them to write
      {left !== null && allowed !== null && `; ${formatCount(left)} of ${formatCount(allowed)} left`}
    </p>
  )
}
