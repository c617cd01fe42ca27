import { useEffect, useState } from 'react'
import type { Calls } from '#shared/api/contract.ts'
import type { OutputOf } from '#shared/rpc/contract-shape.ts'
import { attempt } from '#renderer/stores/connection/ask.ts'
import { inDisplayNames } from '#renderer/stores/accounts/attribute-store.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { formatMoment } from '#renderer/ui/format.ts'
import { PanelSection } from '#renderer/ui/panel.tsx'
import { StatusChip } from '#renderer/ui/status-chip.tsx'

type Entry = OutputOf<Calls, 'history.row'>['entries'][number]

/** What became of the row in each push, the newest first; nothing while there is but the one told above it. */
export function RowHistory({ row }: { row: SheetRow }) {
  const sheetId = useSheet((state) => state.sheet?.id)
  const [known, setKnown] = useState<{ of: number; entries: readonly Entry[] } | null>(null)
  const rowId = row.id
  const told = `${row.outcome?.pushId ?? ''} ${row.outcome?.state ?? ''}`

  useEffect(() => {
    if (sheetId === undefined) return
    let old = false
    void attempt('history.row', { sheetId, rowId }).then((answer) => {
      if (!old && 'value' in answer) setKnown({ of: rowId, entries: answer.value.entries })
    })
    return () => {
      old = true
    }
  }, [sheetId, rowId, told])

  const entries = known?.of === rowId ? known.entries : []
  if (entries.length === 0) return null
  return (
    <PanelSection title="What became of it">
      <ol className="row-history">
        {entries.map(({ outcome, accountLabel, startedAt }) => (
          <li key={outcome.pushId}>
            <StatusChip status={outcome.state} />
            <span>
              {accountLabel}, {formatMoment(outcome.sentAt ?? startedAt)}
            </span>
            {outcome.message && <p className="soft">{inDisplayNames(outcome.message)}</p>}
          </li>
        ))}
      </ol>
    </PanelSection>
  )
}
