import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { clearFilter, useView } from '#renderer/stores/view/view-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf } from '#renderer/ui/format.ts'
import './empty-view.css'

/** Over a grid that shows no row: why that is, and what to do. `onAddRow` puts the focus into the row it adds. */
export function EmptyView({ onAddRow }: { onAddRow: () => void }) {
  const rowCount = useSheet((state) => state.rowCount)
  const loading = useSheet((state) => state.loading !== null)
  const shown = useView((state) => state.shown)
  const hasGrid = useView((state) => state.shownRows !== null)
  if (loading || !hasGrid || shown > 0) return null
  return (
    <div className="empty-view">
      {rowCount === 0 ? (
        <>
          <p>
            <strong>This sheet is empty.</strong> Paste with <kbd>Ctrl</kbd> <kbd>V</kbd>, open a file, or add
            a row and type.
          </p>
          <Button onClick={onAddRow}>Add row</Button>
        </>
      ) : (
        <>
          <p>
            <strong>No row fits the filter.</strong> {countOf(rowCount, 'row')}{' '}
            {rowCount === 1 ? 'is' : 'are'} hidden.
          </p>
          <Button onClick={clearFilter}>Clear filter</Button>
        </>
      )}
    </div>
  )
}
