import { useState } from 'react'
import { columnsCalled } from '#shared/domain/sheet/column-names.ts'
import { SEPARATORS } from '#shared/domain/shape/shape-words.ts'
import { likelySplit } from '#shared/domain/shape/likely-split.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { ColumnSelect, IntoField, useColumnNames } from './fields.tsx'
import { ShapePreview } from './shape-preview.tsx'

const SAMPLE_ROWS = 200
const MOST_PARTS = 20
const OWN = 'own'

/** What a column most likely is split at, and names for its parts that no column has. */
function startFor(name: string): { by: string; into: string[] } {
  const { columns } = sheetStore.getState()
  const [column] = columnsCalled(columns, name)
  const texts = column ? rowStore.rows.slice(0, SAMPLE_ROWS).map((row) => row.cells[column.id] ?? '') : []
  const { by, parts } = likelySplit(texts)
  const taken = new Set(columns.map(({ header }) => header))
  const base = column?.header.trim() || 'Part'
  const free = Array.from({ length: 99 }, (_, at) => `${base} ${at + 1}`).filter((one) => !taken.has(one))
  return { by, into: free.slice(0, parts) }
}

export function SplitForm() {
  const { names, start } = useColumnNames()
  const [column, setColumn] = useState(start)
  const [{ by, into }, setParts] = useState(() => startFor(start))
  const [own, setOwn] = useState(false)
  const [rest, setRest] = useState<'last' | 'first'>('last')
  const isOwn = own || !SEPARATORS.some((one) => one.by === by)

  return (
    <>
      <ColumnSelect
        label="Column to split"
        names={names}
        value={column}
        onChange={(name) => {
          setColumn(name)
          setParts(startFor(name))
          setOwn(false)
        }}
      />
      <SelectField
        label="Split at"
        value={isOwn ? OWN : by}
        onChange={({ target: { value } }) => {
          setOwn(value === OWN)
          setParts({ by: value === OWN ? '' : value, into })
        }}
      >
        {SEPARATORS.map((one) => (
          <option key={one.by} value={one.by}>
            {one.name.charAt(0).toUpperCase() + one.name.slice(1)}
            {one.by.trim() === '' ? '' : ` (${one.by})`}
          </option>
        ))}
        <option value={OWN}>Another text</option>
      </SelectField>
      {isOwn && (
        <TextField
          label="Text between the parts"
          value={by}
          maxLength={40}
          onChange={(event) => setParts({ by: event.target.value, into })}
        />
      )}
      <div className="shape-list">
        {into.map((name, at) => (
          <IntoField
            key={at}
            label={`Part ${at + 1} goes to`}
            names={names}
            value={name}
            onChange={(next) => setParts({ by, into: into.with(at, next) })}
          />
        ))}
        <div className="shape-buttons">
          <Button
            kind="quiet"
            disabled={into.length === MOST_PARTS}
            onClick={() =>
              setParts({ by, into: [...into, `${column.replace(/#\d+$/, '')} ${into.length + 1}`] })
            }
          >
            One part more
          </Button>
          <Button
            kind="quiet"
            disabled={into.length === 1}
            onClick={() => setParts({ by, into: into.slice(0, -1) })}
          >
            One part fewer
          </Button>
        </div>
      </div>
      <SelectField
        label="Where there are more parts than columns"
        value={rest}
        onChange={(event) => setRest(event.target.value as 'last' | 'first')}
      >
        <option value="last">The last column takes the rest</option>
        <option value="first">The first column takes the rest</option>
      </SelectField>
      <ShapePreview
        shape={
          by === '' || into.some((name) => name.trim() === '')
            ? null
            : { kind: 'split', column, by, into, rest }
        }
        missing={by === '' ? 'Say what stands between the parts.' : 'Give each part the name of a column.'}
      />
    </>
  )
}
