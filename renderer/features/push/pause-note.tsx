import type { PauseReason, PushProgress } from '#shared/pipeline/outcome.ts'
import { openPanel } from '#renderer/stores/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'

/** What to do about it. What happened is the host's to say, in `note`; these stand in where it says nothing. */
const REASONS: Readonly<Record<PauseReason, { what: string; todo: string; accounts?: boolean }>> = {
  asked: { what: 'You paused this push.', todo: 'Resume goes on where it stopped.' },
  restarted: {
    what: 'Leadsheet was closed during this push.',
    todo: 'Everything that was settled is kept. Resume goes on where it stopped.',
  },
  'account-refused': {
    what: 'LeadSquared refused the account.',
    todo: 'Enter the keys again under Accounts and test them, then Resume. Every row is kept.',
    accounts: true,
  },
  'wrong-address': {
    what: 'The account’s host does not know this call.',
    todo: 'Correct the host under Accounts, then Resume. Every row is kept.',
    accounts: true,
  },
  failing: {
    what: 'Several calls in a row failed, so the push stopped before more rows were spent on it.',
    todo: 'See what the failures say, then Resume.',
  },
  offline: {
    what: 'There is no network.',
    todo: 'The push goes on by itself when it is back.',
  },
  asleep: {
    what: 'The computer slept.',
    todo: 'The push goes on by itself.',
  },
  locked: {
    what: 'The account’s keys are locked.',
    todo: 'Unlock them under Accounts, then Resume.',
    accounts: true,
  },
}

/** Why it does not move, and the fix; or the one thing worth saying while it does. */
export function PauseNote({ push }: { push: PushProgress }) {
  if (push.phase !== 'paused' || push.pauseReason === null) {
    return push.note ? <Callout tone="info">{push.note}</Callout> : null
  }
  const { what, todo, accounts = false } = REASONS[push.pauseReason]
  const calm = push.pauseReason === 'asked' || push.pauseReason === 'restarted'
  return (
    <Callout
      tone={calm ? 'info' : 'warning'}
      actions={accounts && <Button onClick={() => openPanel('accounts')}>Accounts</Button>}
    >
      {push.note || what} {todo}
    </Callout>
  )
}
