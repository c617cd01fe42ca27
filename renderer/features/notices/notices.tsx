import { X } from 'lucide-react'
import { dismiss, keep, letFade, useUi } from '#renderer/stores/view/ui-store.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { TONE_ICONS } from '#renderer/ui/callout.tsx'
import './notices.css'

/**
 * Short sentences under the sheet. The list itself is the polite live region and is always there: one that appears
 * together with its first sentence is not read out by every screen reader.
 */
export function Notices() {
  const notices = useUi((state) => state.notices)
  return (
    <div className="notices" role="status" aria-label="Notices" aria-live="polite">
      {notices.map((notice) => {
        const { id, tone, text, action } = notice
        const Icon = TONE_ICONS[tone]
        return (
          <div
            key={id}
            className={`notice notice-${tone}`}
            onPointerEnter={() => keep(id)}
            onPointerLeave={() => letFade(notice)}
            onFocus={() => keep(id)}
            onBlur={() => letFade(notice)}
          >
            <Icon size={16} aria-hidden />
            <p>{text}</p>
            {action && (
              <Button
                onClick={() => {
                  dismiss(id)
                  action.run()
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton label="Dismiss" icon={X} onClick={() => dismiss(id)} />
          </div>
        )
      })}
    </div>
  )
}

/** For what is said to a screen reader alone. */
export function Announcer() {
  const { text, nonce } = useUi((state) => state.announcement)
  return (
    <div className="visually-hidden" role="status" aria-label="Announcements">
      <span key={nonce}>{text}</span>
    </div>
  )
}
