import type { ReactNode } from 'react'
import type { PauseReason, PushProgress } from '#shared/domain/push/outcome.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { waitsForServer } from '#shared/domain/push/outcome-messages.ts'
import { openPanel } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { formatTime } from '#renderer/ui/format.ts'

/** Put right in the Accounts panel. */
const ACCOUNT_REASONS: readonly PauseReason[] = ['account-refused', 'wrong-address', 'locked']
/** Nothing has gone wrong. */
const CALM_REASONS: readonly PauseReason[] = ['asked', 'restarted', 'asleep', 'day', 'trial']

/** Rows that wait though there is room for them, with the time, which a person would else take for a standstill. */
export function WaitNote({ push: { atWork } }: { push: PushProgress }) {
  if (!atWork) return null
  return <Callout tone="info">{waitsForServer(atWork.rows, formatTime(atWork.until))}</Callout>
}

/** Why it does not move and what to do, in the host's words; or the one thing worth saying while it does. */
export function PauseNote({ push, unlock }: { push: PushProgress; unlock: ReactNode }) {
  const { phase, pauseReason, note, accountId } = push
  const keys = useAccounts(({ accounts }) => accounts?.find(({ id }) => id === accountId)?.keys)
  if (phase !== 'paused' || pauseReason === null) return note ? <Callout tone="info">{note}</Callout> : null
  if (pauseReason === 'locked' && (keys === 'saved' || keys === 'memory')) {
    return <Callout tone="info">The keys are there now. Resume goes on where this push stopped.</Callout>
  }
  if (pauseReason === 'locked' && keys === 'locked') {
    return (
      <Callout tone="warning" actions={unlock}>
        {note}
      </Callout>
    )
  }
  return (
    <Callout
      tone={CALM_REASONS.includes(pauseReason) ? 'info' : 'warning'}
      actions={
        ACCOUNT_REASONS.includes(pauseReason) && (
          <Button onClick={() => openPanel('accounts')}>Accounts</Button>
        )
      }
    >
      {note || 'You paused this push. Resume goes on where it stopped.'}
    </Callout>
  )
}
