import { useEffect, useState } from 'react'
import type { SeveralChoice } from '#shared/domain/sheet/shape.ts'
import { otherSheet, type OtherSheet } from '#renderer/flows/other-sheet.ts'
import { refreshKeptSheets, useKeptSheets } from '#renderer/stores/sheet/sheet-list.ts'
import { sheetStore, useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { ColumnChecks, ColumnSelect, IntoField, namesOf, useColumnNames } from './fields.tsx'
import { ShapePreview } from './shape-preview.tsx'

/** The names of a pair of columns that are most likely the same key: sent to one attribute, or headed alike. */
function likelyKeys(other: OtherSheet, ours: string): { key: string; theirKey: string } {
  const here = sheetStore.getState().columns
  const [our, their] = [namesOf(here), namesOf(other.columns)]
  for (const attribute of ['EmailAddress', 'Phone', 'Mobile']) {
    const [a, b] = [here, other.columns].map((columns) =>
      columns.findIndex((column) => column.attribute === attribute),
    )
    if (a !== -1 && b !== -1) return { key: our[a!]!, theirKey: their[b!]! }
  }
  const alike = our.find((name) => their.includes(name))
  return { key: alike ?? ours, theirKey: alike ?? their[0] ?? '' }
}

export function LookUpForm() {
  const openId = useSheet((state) => state.sheet?.id)
  const kept = useKeptSheets((state) => state.sheets)
  const sheets = kept.filter(({ id }) => id !== openId)
  const [other, setOther] = useState<OtherSheet | null>(null)
  useEffect(() => void refreshKeptSheets(), [])

  async function choose(id: number): Promise<void> {
    setOther(await otherSheet(id))
  }

  if (sheets.length === 0) {
    return (
      <p className="soft">
        There is no other sheet here yet. Open the file to look up in; this sheet stays in the list.
      </p>
    )
  }
  return (
    <>
      <SelectField
        label="Sheet to look up in"
        value={other?.id ?? ''}
        onChange={(event) => void choose(Number(event.target.value))}
      >
        {!other && <option value="">Choose</option>}
        {sheets.map(({ id, name, rowCount }) => (
          <option key={id} value={id}>
            {name} ({rowCount.toLocaleString()})
          </option>
        ))}
      </SelectField>
      {other ? <LookUpIn key={other.id} other={other} /> : <p className="soft">Choose a sheet.</p>}
    </>
  )
}

function LookUpIn({ other }: { other: OtherSheet }) {
  const { names, start } = useColumnNames()
  const theirs = namesOf(other.columns)
  const [{ key, theirKey }, setKeys] = useState(() => likelyKeys(other, start))
  const [take, setTake] = useState<readonly { column: string; into: string }[]>([])
  const [several, setSeveral] = useState<SeveralChoice>('none')
  const isReady = take.length > 0 && take.every(({ into }) => into.trim() !== '')

  return (
    <>
      <ColumnSelect
        label="Key in this sheet"
        names={names}
        value={key}
        onChange={(next) => setKeys({ key: next, theirKey })}
      />
      <ColumnSelect
        label={`The same key in “${other.name}”`}
        names={theirs}
        value={theirKey}
        onChange={(next) => setKeys({ key, theirKey: next })}
      />
      <ColumnChecks
        legend="Take"
        names={theirs.filter((name) => name !== theirKey)}
        chosen={take.map(({ column }) => column)}
        onChange={(chosen) =>
          setTake(
            chosen.map((column) => take.find((one) => one.column === column) ?? { column, into: column }),
          )
        }
      />
      {take.map(({ column, into }, at) => (
        <IntoField
          key={column}
          label={`“${column}” goes to`}
          names={names}
          value={into}
          onChange={(next) => setTake(take.with(at, { column, into: next }))}
        />
      ))}
      <SelectField
        label="Where a key stands there more than once"
        value={several}
        onChange={(event) => setSeveral(event.target.value as SeveralChoice)}
      >
        <option value="none">Take nothing, unless all say the same</option>
        <option value="first">Take the first</option>
        <option value="last">Take the last</option>
      </SelectField>
      <ShapePreview
        other={other}
        shape={
          isReady ? { kind: 'look-up', sheet: other.name, key, theirKey, take: [...take], several } : null
        }
        missing={take.length === 0 ? 'Tick what to take.' : 'Say which column each goes to.'}
      />
    </>
  )
}
