import { useSyncExternalStore } from 'react'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { inDisplayNames, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { causesNow } from '#renderer/stores/push/cause-view.ts'
import type { Cause } from '#renderer/stores/push/causes.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { goToCell, showOnly } from '#renderer/stores/view/view-store.ts'
import { formatCount } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'
import { StatusIcon } from '#renderer/ui/status-chip.tsx'

function show(cause: Cause): void {
  showOnly(inDisplayNames(cause.text), cause.rows)
  const first: RowId | undefined = cause.rows[0]
  if (first !== undefined) goToCell(first, null)
}

function Causes({ title, causes }: { title: string; causes: readonly Cause[] }) {
  useAttributes((state) => state.attributes)
  if (causes.length === 0) return null
  return (
    <PanelSection title={title}>
      <ul className="button-list causes">
        {causes.map((cause) => (
          <li key={`${cause.state} ${cause.text} ${cause.details ?? ''}`}>
            <button type="button" onClick={() => show(cause)} title="Show these rows">
              <StatusIcon status={cause.state} />
              <span>{inDisplayNames(cause.text)}</span>
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

/** What went wrong in the open sheet, by cause; and, apart from it, what was left out because the review said so. */
export function Failures() {
  const causes = useSyncExternalStore(
    (listener) => rowStore.subscribe(listener),
    () => causesNow(),
  )
  return (
    <>
      <Causes title="What went wrong" causes={causes.filter(({ state }) => state !== 'skipped')} />
      <Causes title="Left out" causes={causes.filter(({ state }) => state === 'skipped')} />
    </>
  )
}
