import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { useTrack, type Happening } from '#renderer/stores/push/push-track.ts'
import { inDisplayNames } from '#renderer/stores/accounts/attribute-store.ts'
import { formatTime } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'

const NONE: readonly Happening[] = []

/** The last things that happened, the newest first. */
export function Happenings({ push }: { push: PushProgress }) {
  const happened = useTrack((state) => (state.pushId === push.pushId ? state.happened : NONE))
  if (happened.length === 0) return null
  return (
    <PanelSection title="What happened">
      <ol className="happenings">
        {happened.map(({ at, tone, text }) => (
          <li key={`${at} ${text}`} className={`happening-${tone}`}>
            <time dateTime={new Date(at).toISOString()}>{formatTime(new Date(at).toISOString())}</time>
            <span>{inDisplayNames(text)}</span>
          </li>
        ))}
      </ol>
    </PanelSection>
  )
}
