import { useSyncExternalStore } from 'react'
import type { RowId } from '#shared/pipeline/sheet.ts'
import { causesNow } from '#renderer/stores/cause-view.ts'
import type { Cause } from '#renderer/stores/causes.ts'
import { rowStore } from '#renderer/stores/row-store.ts'
import { goToCell, showOnly } from '#renderer/stores/view-store.ts'
import { formatCount } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'
import { StatusIcon } from '#renderer/ui/status-chip.tsx'

function show(cause: Cause): void {
  showOnly(cause.text, cause.rows)
  const first: RowId | undefined = cause.rows[0]
  if (first !== undefined) goToCell(first, null)
}

/** What went wrong in the open sheet, by cause. */
export function Failures() {
  const causes = useSyncExternalStore(
    (listener) => rowStore.subscribe(listener),
    () => causesNow(),
  )
  if (causes.length === 0) return null
  return (
    <PanelSection title="What went wrong">
      <ul className="causes">
        {causes.map((cause) => (
          <li key={`${cause.state} ${cause.text} ${cause.details ?? ''}`}>
            <button type="button" onClick={() => show(cause)} title="Show these rows">
              <StatusIcon status={cause.state} />
              <span>{cause.text}</span>
              <b>{formatCount(cause.rows.length)}</b>
            </button>
            {cause.details && (
              <details>
                <summary>Details</summary>
                <p>{cause.details}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}
