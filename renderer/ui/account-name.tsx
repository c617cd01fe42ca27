import type { AccountView } from '#shared/domain/push/account.ts'
import { AccountDot } from './account-dot.tsx'
import './account-name.css'
import { LiveMark } from './live-mark.tsx'

interface AccountNameProps {
  /** As it is now; undefined where it is no longer here. */
  account: AccountView | undefined
  /** What it is called here; left out, its name now. */
  label?: string
}

/** An account in one line: its colour, its name, and whether it holds real leads. */
export function AccountName({ account, label = account?.label }: AccountNameProps) {
  return (
    <span className="account-name">
      {account && <AccountDot colour={account.colour} />}
      <span>{label ?? 'an account that is gone'}</span>
      {account?.live && <LiveMark />}
    </span>
  )
}
