import { headerOf } from '#renderer/flows/name-columns.ts'
import { valueInWords } from '#renderer/flows/value-in-words.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { comparedRows, linkedRows, useCompare } from '#renderer/stores/compare/compare-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import type { RowId } from '#shared/domain/sheet/sheet.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { goToCell } from '#renderer/stores/view/view-store.ts'
import { Callout } from '#renderer/ui/callout.tsx'
import { MatchChip } from '#renderer/ui/match-chip.tsx'
import { PanelSection } from '#renderer/ui/panel.tsx'
import './compare.css'

interface Difference {
  columnId: number
  old: string
  now: string
}

function shown(columnId: number, value: string): string {
  return value === '' ? 'nothing' : `“${valueInWords(columnId, value)}”`
}

function Differences({ rowId, differences }: { rowId: RowId; differences: readonly Difference[] }) {
  const columns = useSheet((state) => state.columns)
  useAttributes((state) => state.attributes)
  if (differences.length === 0) return null
  return (
    <ul className="button-list">
      {differences.map(({ columnId, old, now }) => (
        <li key={columnId}>
          <button type="button" onClick={() => goToCell(rowId, columnId)}>
            <b>{headerOf(columns, columnId)}</b> has {shown(columnId, old)} in LeadSquared,{' '}
            {shown(columnId, now)} here
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Which lead the row is, and how the two differ: as the comparison found it, or as it was when the lead was read. */
export function RowComparison({ rowId }: { rowId: RowId }) {
  useCompare((state) => state.revision)
  const compared = comparedRows.of(rowId)
  const leadId = linkedRows.leadIdOf(rowId) ?? compared?.told.leadId ?? null
  const row = rowStore.byId(rowId)
  if (!row || (!compared && leadId === null)) return null
  const differences =
    !compared || compared.stale
      ? linkedRows.editsOf(row).map(({ columnId, base }) => ({
          columnId,
          old: base,
          now: row.cells[columnId] ?? '',
        }))
      : compared.told.changes.map(({ column, old, new: now }) => ({ columnId: column, old, now }))
  // Its ID stands with what became of the row, and there is nothing else to tell.
  if (!compared && differences.length === 0 && leadId === row.outcome?.leadId) return null
  return (
    <PanelSection title="In LeadSquared">
      {compared && (
        <p>
          <MatchChip kind={compared.told.kind} fields={compared.told.changes.length} />
        </p>
      )}
      {compared?.told.message && <p>{compared.told.message}</p>}
      {compared?.stale && (
        <Callout tone="info">
          The row was edited or sent since it was compared, or its columns go elsewhere: this is from before.
        </Callout>
      )}
      {leadId !== null && leadId !== row.outcome?.leadId && (
        <p>
          Lead ID <span className="lead-id">{leadId}</span>
        </p>
      )}
      <Differences rowId={rowId} differences={differences} />
    </PanelSection>
  )
}
