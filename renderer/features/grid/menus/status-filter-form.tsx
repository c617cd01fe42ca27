import { useMemo, useState } from 'react'
import { STATUS_LABELS, STATUSES } from '#shared/domain/push/status.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { setFilter, useView } from '#renderer/stores/view/view-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { closePopup } from '#renderer/features/grid/logic/popup-store.ts'
import { statusOf } from '#renderer/features/grid/logic/status.ts'
import { FilterValues } from './filter-values.tsx'

function counted(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rowStore.rows) {
    const label = STATUS_LABELS[statusOf(row)]
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return counts
}

/** Which rows to show, by their status: the same filter as the counts in the status bar. */
export function StatusFilterForm() {
  const [now] = useState(() => useView.getState().filter.statuses)
  const listed = useMemo(() => {
    const counts = counted()
    return STATUSES.map((status) => STATUS_LABELS[status])
      .filter((label) => counts.has(label) || now.some((status) => STATUS_LABELS[status] === label))
      .map((value) => ({ value, count: counts.get(value) ?? 0 }))
  }, [now])
  const [values, setValues] = useState<ReadonlySet<string>>(
    () =>
      new Set(now.length > 0 ? now.map((status) => STATUS_LABELS[status]) : listed.map(({ value }) => value)),
  )

  return (
    <form
      className="column-filter-form"
      aria-label="Rows whose status is one of"
      onSubmit={(event) => {
        event.preventDefault()
        const all = listed.every(({ value }) => values.has(value))
        setFilter({ statuses: all ? [] : STATUSES.filter((status) => values.has(STATUS_LABELS[status])) })
        closePopup()
      }}
    >
      <FilterValues listed={listed} chosen={values} onChoose={setValues} />
      <div className="form-buttons">
        <Button
          kind="quiet"
          disabled={now.length === 0}
          onClick={() => {
            setFilter({ statuses: [] })
            closePopup()
          }}
        >
          Show all
        </Button>
        <Button kind="primary" type="submit" disabled={values.size === 0}>
          Filter
        </Button>
      </div>
    </form>
  )
}
