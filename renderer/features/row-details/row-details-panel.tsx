import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
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
import { goToCell, useView } from '#renderer/stores/view/view-store.ts'
import { IconButton } from '#renderer/ui/button.tsx'
import { Callout } from '#renderer/ui/callout.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { formatCount, formatMoment } from '#renderer/ui/format.ts'
import { LiveMark } from '#renderer/ui/live-mark.tsx'
import { Panel, PanelSection } from '#renderer/ui/panel.tsx'
import { StatusChip } from '#renderer/ui/status-chip.tsx'
import { RowField } from './row-field.tsx'
import { RowHistory } from './row-history.tsx'
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
      <ul className="button-list">
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
      <ul className="button-list">
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

/** The row beside this one as the rows are shown; undefined at either end. */
function besides(id: RowId | undefined, step: 1 | -1): RowId | undefined {
  const { shownRows } = useView.getState()
  const at = id === undefined ? -1 : (shownRows?.indexOf(id) ?? -1)
  return at === -1 ? undefined : shownRows?.at(at + step)
}

function Fields({ row, onTyped }: { row: SheetRow; onTyped: (write: (() => void) | null) => void }) {
  useAttributes((state) => state.attributes)
  const columns = useSheet((state) => state.columns)
  return (
    <PanelSection title="Fields">
      {columns.map((column) => (
        <RowField key={column.id} row={row} column={column} onTyped={onTyped} />
      ))}
    </PanelSection>
  )
}

/** The row the focus is in as a card: what became of it, and every field of it, to read and to edit. */
export function RowDetailsPanel({ inLeadSquared }: { inLeadSquared: (rowId: RowId) => ReactNode }) {
  useRows()
  useProblems((state) => state.revision)
  useView((state) => state.shown)
  const selection = useSheet((state) => state.selection)
  const id = selection?.firstRow()
  const row = id === undefined ? undefined : rowStore.byId(id)
  const unwritten = useRef<(() => void) | null>(null)
  // Another panel may take this one's place by a key, and a field that goes with it loses no focus.
  useEffect(() => () => unwritten.current?.(), [])
  const previous = besides(id, -1)
  const next = besides(id, 1)

  function go(to: RowId | undefined): void {
    if (to === undefined) return
    // What is being typed into a field goes in with its own row, and the focus stays in that field.
    unwritten.current?.()
    goToCell(to, selection?.columns[0] ?? null, false)
  }

  return (
    <div
      className="row-card"
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        go(event.key === 'ArrowUp' ? previous : next)
      }}
    >
      <Panel
        title="Row details"
        onClose={closePanel}
        actions={
          <>
            <IconButton
              label="Previous row"
              icon={ChevronUp}
              shortcut="Alt+Up"
              disabled={previous === undefined}
              onClick={() => go(previous)}
            />
            <IconButton
              label="Next row"
              icon={ChevronDown}
              shortcut="Alt+Down"
              disabled={next === undefined}
              onClick={() => go(next)}
            />
          </>
        }
      >
        {row ? (
          <>
            <div className="row-status">
              <strong>Row {formatCount(rowStore.positionOf(row.id))}</strong>
              <StatusChip status={statusOf(row)} />
            </div>
            <OutcomeFacts row={row} />
            {inLeadSquared(row.id)}
            <Problems row={row} />
            <Fields row={row} onTyped={(write) => (unwritten.current = write)} />
            <SentOtherwise row={row} />
            <RowHistory row={row} />
          </>
        ) : (
          <p className="soft">Select a row in the sheet.</p>
        )}
      </Panel>
    </div>
  )
}
