import type { AccountColour } from '#shared/domain/push/account.ts'
import './account-dot.css'

/** The account's colour; its label always stands beside it. */
export function AccountDot({ colour }: { colour: AccountColour }) {
  return <span className="account-dot" style={{ background: `var(--account-${colour})` }} aria-hidden />
}
