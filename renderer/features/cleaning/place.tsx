import { likelyColumns } from '#shared/cleaning/likely-columns.ts'
import { cleaningOf, type CleaningKind } from '#shared/cleaning/registry.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import type { CleaningTarget } from '#renderer/flows/preview-cleaning.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useCleaning } from '#renderer/stores/problems/cleaning-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet, type SelectionSummary } from '#renderer/stores/sheet/sheet-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { countOf } from '#renderer/ui/format.ts'

/** Where a cleaning works, as chosen now. */
export interface Place {
  where: number | 'selection' | 'all'
  columns: readonly Column[]
  selection: SelectionSummary | null
}

export function usePlace(kind: CleaningKind): Place {
  const chosen = useCleaning((state) => state.where)
  const sheetColumns = useSheet((state) => state.columns)
  const selection = useSheet((state) => state.selection)
  const attributes = useAttributes((state) => state.attributes)
  const columns = sheetColumns.filter((column) => column.constant === null)
  const selects = selection !== null && selection.cellCount > 0 && selection.isTable
  const cleaning = cleaningOf(kind)
  const wantsColumn = cleaning.work === 'names'
  const isThere =
    chosen === 'selection'
      ? selects && !wantsColumn
      : chosen === 'all'
        ? !wantsColumn
        : columns.some(({ id }) => id === chosen)
  if (chosen !== null && isThere) return { where: chosen, columns, selection }
  const at = (where: Place['where']): Place => ({ where, columns, selection })
  if (cleaning.work === 'cells' && cleaning.reach === 'all')
    return at(selects && selection.cellCount > 1 ? 'selection' : 'all')
  const types = new Map(attributes.map(({ schemaName, dataType }) => [schemaName, dataType]))
  const likely = likelyColumns(columns, types, rowStore.rows)
  const current = columns.find(({ id }) => id === selection?.columns[0])
  // Several cells of one column were selected for a reason; a range over many does not say which of them is meant.
  const points =
    !wantsColumn && selection?.columns.length === 1 && selection.isTable && selection.cellCount > 1
  if (current && points && likely.fits(kind, current)) return at('selection')
  return at((likely.best(kind, current) ?? current ?? columns[0])?.id ?? 'all')
}

/** The cells of a place. A row or column that has gone since is left out by those who look. */
export function targetOf({ where, columns, selection }: Place): CleaningTarget {
  if (where === 'all') return { columns: columns.map(({ id }) => id), rows: null }
  if (where !== 'selection') return { columns: [where], rows: null }
  const own = new Set(columns.map(({ id }) => id))
  return { columns: selection?.columns.filter((id) => own.has(id)) ?? [], rows: selection?.rows() ?? [] }
}

export function PlaceField({ kind, place }: { kind: CleaningKind; place: Place }) {
  const { where, columns, selection } = place
  const selects =
    selection !== null && selection.cellCount > 0 && selection.isTable && cleaningOf(kind).work === 'cells'
  return (
    <SelectField
      label="Where"
      value={String(where)}
      onChange={(event) => {
        const { value } = event.target
        useCleaning.setState({ where: value === 'selection' || value === 'all' ? value : Number(value) })
      }}
    >
      {selects && <option value="selection">Selected cells ({countOf(selection.cellCount, 'cell')})</option>}
      {cleaningOf(kind).work === 'cells' && <option value="all">All columns</option>}
      {columns.map((column, index) => (
        <option key={column.id} value={column.id}>
          {column.header.trim() || `Column ${index + 1}`}
        </option>
      ))}
    </SelectField>
  )
}
