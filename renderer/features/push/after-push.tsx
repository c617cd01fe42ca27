import { useEffect } from 'react'
import { againAfter, askAfter, goOnAfter, leaveAfter, pauseAfter } from '#renderer/flows/after-push.ts'
import { useAfter } from '#renderer/stores/push/after-store.ts'
import { showOnly } from '#renderer/stores/view/view-store.ts'
import { AfterSteps } from '#renderer/ui/after-steps.tsx'
import { PanelSection } from '#renderer/ui/panel.tsx'

/** What follows the push; `here`: its rows are in the open sheet. */
export function AfterPushSection({ pushId, here }: { pushId: number; here: boolean }) {
  const view = useAfter((state) => state.views.get(pushId))
  useEffect(() => void askAfter(pushId), [pushId])
  if (!view) return null
  return (
    <PanelSection title="After the push">
      <AfterSteps
        view={view}
        onGoOn={() => void goOnAfter(pushId)}
        onAgain={() => void againAfter(pushId)}
        onPause={() => void pauseAfter(pushId)}
        onLeave={() => void leaveAfter(pushId)}
        onShowRows={here ? showOnly : undefined}
      />
    </PanelSection>
  )
}
