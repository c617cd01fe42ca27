import type { StateCounts } from '#shared/domain/push/outcome.ts'
import { STATUSES, STATUS_LABELS, type Status } from '#shared/domain/push/status.ts'
import { NO_FILTER, setFilter, useView } from '#renderer/stores/view/view-store.ts'
import { formatCount } from '#renderer/ui/format.ts'
import { StatusChip } from '#renderer/ui/status-chip.tsx'

function showStatus(status: Status): void {
  setFilter({ ...NO_FILTER, statuses: [status] })
}

interface PushCountsProps {
  counts: StateCounts
  label: string
  /** The rows are the open sheet's; those of another one cannot be shown in it. */
  here?: boolean
}

/** Where rows stand; a click shows them in the sheet. */
export function PushCounts({ counts: given, label, here = true }: PushCountsProps) {
  const chosen = useView((state) => state.filter.statuses)
  const counts: Partial<Record<Status, number>> = given
  return (
    <ul className="button-list push-counts" aria-label={label}>
      {STATUSES.filter((status) => (counts[status] ?? 0) > 0).map((status) => (
        <li key={status}>
          {here ? (
            <button
              type="button"
              aria-pressed={chosen.length === 1 && chosen[0] === status}
              title={`Show rows that are ${STATUS_LABELS[status]}`}
              onClick={() => showStatus(status)}
            >
              <StatusChip status={status} />
              <b>{formatCount(counts[status] ?? 0)}</b>
            </button>
          ) : (
            <p>
              <StatusChip status={status} />
              <b>{formatCount(counts[status] ?? 0)}</b>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
