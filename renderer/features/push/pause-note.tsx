import type { PauseReason, PushProgress } from '#shared/domain/push/outcome.ts'
import { openPanel } from '#renderer/stores/view/ui-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'

/** Put right in the Accounts panel. */
const ACCOUNT_REASONS: readonly PauseReason[] = ['account-refused', 'wrong-address', 'locked']
/** Nothing has gone wrong. */
const CALM_REASONS: readonly PauseReason[] = ['asked', 'restarted', 'asleep']

/** Why it does not move and what to do, in the host's words; or the one thing worth saying while it does. */
export function PauseNote({ push: { phase, pauseReason, note } }: { push: PushProgress }) {
  if (phase !== 'paused' || pauseReason === null) return note ? <Callout tone="info">{note}</Callout> : null
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
