import { useEffect, useMemo, useRef, useState } from 'react'
import { cellOf, type ColumnId } from '#shared/domain/sheet/sheet.ts'
import type { CellMark } from '#shared/domain/sheet/sheet-look.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import type { MountedGrid } from '#renderer/features/grid/input/mounted-grid.ts'
import { FilterValues, type ListedValue } from './filter-values.tsx'
import { closePopup } from '#renderer/features/grid/logic/popup-store.ts'
import type { ColumnFilter } from '#renderer/features/grid/logic/view-filter.ts'

type Kind = ColumnFilter['kind']

const KINDS: readonly { kind: Kind; label: string }[] = [
  { kind: 'contains', label: 'contains' },
  { kind: 'not-contains', label: 'does not contain' },
  { kind: 'equals', label: 'is exactly' },
  { kind: 'begins', label: 'begins with' },
  { kind: 'empty', label: 'is empty' },
  { kind: 'filled', label: 'is not empty' },
  { kind: 'one-of', label: 'is one of' },
  { kind: 'marked', label: 'has the colour of' },
]

const MARKS: readonly { mark: CellMark; label: string }[] = [
  { mark: 'any', label: 'any problem' },
  { mark: 'error', label: 'an error' },
  { mark: 'warning', label: 'a warning' },
  { mark: 'none', label: 'no problem' },
]

/** Above so many different values the text filters serve. */
const MOST_VALUES = 10_000

function distinct(columnId: ColumnId): ListedValue[] | null {
  const column = useSheet.getState().columns.find((candidate) => candidate.id === columnId)
  const counts = new Map<string, number>()
  for (const row of rowStore.rows) {
    const value = column ? cellOf(row, column) : ''
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size > MOST_VALUES) return null
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}

/** Which rows to show, by one column. */
export function ColumnFilterForm({ columnId, grid }: { columnId: ColumnId; grid: MountedGrid }) {
  const column = useSheet((state) => state.columns.find((candidate) => candidate.id === columnId))
  const now = grid.filterOf(columnId)
  const [kind, setKind] = useState<Kind>(now?.kind ?? 'contains')
  const [text, setText] = useState(now && 'text' in now ? now.text : '')
  const listed = useMemo(() => distinct(columnId), [columnId])
  // All are ticked at first, as in a spreadsheet: what is not wanted is taken out.
  const [values, setValues] = useState<ReadonlySet<string>>(() =>
    now?.kind === 'one-of' ? now.values : new Set(listed?.map(({ value }) => value)),
  )
  const [mark, setMark] = useState<CellMark>(now?.kind === 'marked' ? now.mark : 'any')
  const form = useRef<HTMLFormElement>(null)
  // Most want to type right away; the way of comparing is one Shift+Tab back.
  useEffect(() => {
    const { current } = form
    const first =
      current?.querySelector<HTMLElement>('input') ?? current?.querySelector<HTMLElement>('select')
    first?.focus()
  }, [])
  if (!column) return null

  const needsText = kind !== 'empty' && kind !== 'filled' && kind !== 'one-of' && kind !== 'marked'

  function built(): ColumnFilter | null {
    if (kind === 'one-of') {
      const all = listed?.every(({ value }) => values.has(value)) ?? false
      return all ? null : { kind, values }
    }
    if (kind === 'marked') return { kind, mark }
    if (kind === 'empty' || kind === 'filled') return { kind }
    return text === '' ? null : { kind, text }
  }

  return (
    <form
      ref={form}
      className="column-filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        grid.setColumnFilter(columnId, built())
        closePopup()
      }}
    >
      <SelectField
        label={`Rows whose ${headingOf(column.header)}`}
        value={kind}
        onChange={(event) => setKind(event.target.value as Kind)}
      >
        {KINDS.filter((entry) => entry.kind !== 'one-of' || listed !== null).map((entry) => (
          <option key={entry.kind} value={entry.kind}>
            {entry.label}
          </option>
        ))}
      </SelectField>
      {needsText && <TextField label="Text" value={text} onChange={(event) => setText(event.target.value)} />}
      {kind === 'marked' && (
        <SelectField
          label="Colour"
          value={mark}
          onChange={(event) => setMark(event.target.value as CellMark)}
        >
          {MARKS.map((each) => (
            <option key={each.mark} value={each.mark}>
              {each.label}
            </option>
          ))}
        </SelectField>
      )}
      {kind === 'one-of' && listed && <FilterValues listed={listed} chosen={values} onChoose={setValues} />}
      <div className="form-buttons">
        <Button
          kind="quiet"
          disabled={!now}
          onClick={() => {
            grid.setColumnFilter(columnId, null)
            closePopup()
          }}
        >
          Show all
        </Button>
        <Button kind="primary" type="submit" disabled={kind === 'one-of' && values.size === 0}>
          Filter
        </Button>
      </div>
    </form>
  )
}
