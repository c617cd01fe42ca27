import { useSyncExternalStore, type ReactNode } from 'react'
import type { Outcome, RowState } from '#shared/domain/push/outcome.ts'
import { STATUS_LABELS, type Status } from '#shared/domain/push/status.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { cellsSentOtherwise } from '#renderer/flows/held-values.ts'
import { useAccounts } from '#renderer/stores/accounts/account-store.ts'
import { inDisplayNames, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { problemsOf, useProblems } from '#renderer/stores/problems/problem-store.ts'
import { usePushTargets } from '#renderer/stores/push/push-target-store.ts'
import { rowStore, type SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { goToCell } from '#renderer/stores/view/view-store.ts'
import { Callout } from '#renderer/ui/callout.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { formatCount, formatMoment } from '#renderer/ui/format.ts'
import { LiveMark } from '#renderer/ui/live-mark.tsx'
import { Panel, PanelSection } from '#renderer/ui/panel.tsx'
import { StatusChip } from '#renderer/ui/status-chip.tsx'
import './row-details.css'

/** What the account itself said; the other states are what became of the push. */
const WITHIN: readonly RowState[] = ['created', 'updated', 'failed']

let version = 0
rowStore.subscribe(() => {
  version += 1
})

/** Rows are changed in place, so what is watched is that something changed. */
function useRows(): void {
  useSyncExternalStore(
    (listener) => rowStore.subscribe(listener),
    () => version,
  )
}

function statusOf(row: SheetRow): Status {
  if (row.outcome) return row.outcome.state
  return problemsOf(row.id).some(({ severity }) => severity === 'error') ? 'draft' : 'ready'
}

/** "Created in Practice account": a status is one account's, and the sheet may be for another by now. */
function InAccount({ outcome }: { outcome: Outcome }) {
  const target = usePushTargets((state) => state.targets.get(outcome.pushId))
  const accountId = useSheet((state) => state.settings.accountId)
  const accounts = useAccounts((state) => state.accounts)
  if (!target || outcome.state === 'draft') return null
  const chosen = accounts?.find(({ id }) => id === accountId)?.label
  return (
    <>
      <p>
        {STATUS_LABELS[outcome.state]} {WITHIN.includes(outcome.state) ? 'in' : 'in a push to'}{' '}
        <strong>{target.accountLabel}</strong>
        {target.live && (
          <>
            {' '}
            <LiveMark />
          </>
        )}
      </p>
      {target.accountId !== accountId && chosen !== undefined && (
        <Callout tone="info">
          The sheet is for {chosen} now. This status says nothing about the lead there.
        </Callout>
      )}
    </>
  )
}

function OutcomeFacts({ row }: { row: SheetRow }) {
  useAttributes((state) => state.attributes)
  const { outcome } = row
  if (!outcome) return <p className="soft">This row has not been sent.</p>
  const facts: (readonly [string, string])[] = []
  if (outcome.leadId) facts.push(['Lead ID', outcome.leadId])
  if (outcome.sentAt) facts.push(['Sent at', formatMoment(outcome.sentAt)])
  if (outcome.call !== null) facts.push(['Call', formatCount(outcome.call)])
  if (outcome.attempts > 0) facts.push(['Attempts', formatCount(outcome.attempts)])
  return (
    <>
      <InAccount outcome={outcome} />
      {outcome.message && <p>{inDisplayNames(outcome.message)}</p>}
      {row.changed && (
        <Callout tone="info">
          {outcome.state === 'queued'
            ? 'This edit is not part of this push, which sends the row as it was reviewed. Push again afterwards to send it.'
            : 'Changed since it was sent: LeadSquared has what it was then.'}
        </Callout>
      )}
      <Facts facts={facts} />
      {outcome.details && (
        <details className="server-words">
          <summary>Details</summary>
          <p>{outcome.details}</p>
        </details>
      )}
    </>
  )
}

function Problems({ row }: { row: SheetRow }) {
  useProblems((state) => state.revision)
  const problems = problemsOf(row.id)
  if (problems.length === 0) return null
  return (
    <PanelSection title="Problems in this row">
      <ul className="row-problems">
        {problems.map(({ code, columnId, severity, text }) => (
          <li key={`${code} ${String(columnId)}`}>
            <button type="button" onClick={() => goToCell(row.id, columnId)}>
              <b>{severity === 'error' ? 'Error' : 'Warning'}</b> {text}
            </button>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}

/** What a workbook holds is not always what it shows; a person checks here which of the two goes out. */
function SentOtherwise({ row }: { row: SheetRow }) {
  useAttributes((state) => state.attributes)
  const cells = cellsSentOtherwise(row)
  if (cells.length === 0) return null
  return (
    <PanelSection title="Sent as the file holds it">
      <ul className="row-problems">
        {cells.map(({ columnId, header, shown, sent }) => (
          <li key={columnId}>
            <button type="button" onClick={() => goToCell(row.id, columnId)}>
              <b>{header || 'A column without a heading'}</b> shows {shown || 'nothing'}, is sent as {sent}
            </button>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}

/** All that is known of the row the focus is in. */
export function RowDetailsPanel({ inLeadSquared }: { inLeadSquared: (rowId: RowId) => ReactNode }) {
  useRows()
  const selection = useSheet((state) => state.selection)
  const id = selection?.firstRow()
  const row = id === undefined ? undefined : rowStore.byId(id)
  return (
    <Panel title="Row details" onClose={closePanel}>
      {row ? (
        <>
          <div className="row-status">
            <strong>Row {formatCount(rowStore.positionOf(row.id))}</strong>
            <StatusChip status={statusOf(row)} />
          </div>
          <OutcomeFacts row={row} />
          {inLeadSquared(row.id)}
          <Problems row={row} />
          <SentOtherwise row={row} />
        </>
      ) : (
        <p className="soft">Select a row in the sheet.</p>
      )}
    </Panel>
  )
}
