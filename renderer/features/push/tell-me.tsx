import { Bell, BellRing } from 'lucide-react'
import { useState } from 'react'
import { canNotify, wantNotifications } from '#renderer/flows/tell-of-push.ts'
import { Button } from '#renderer/ui/button.tsx'

/** Offers to tell of the push's end where the window is not looked at; says what came of it. */
export function TellMe() {
  const [state, setState] = useState(canNotify())
  if (state === 'no') return null
  if (state === 'granted') {
    return (
      <p className="soft push-tell">
        <BellRing size={14} aria-hidden /> You are told when it ends or stops, also in another window.
      </p>
    )
  }
  return (
    <Button kind="quiet" icon={Bell} onClick={() => void wantNotifications().then(setState)}>
      Tell me when it ends
    </Button>
  )
}
