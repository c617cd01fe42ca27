import { useState } from 'react'
import { foldedValue } from '#shared/domain/sheet/options.ts'
import type { ValueMap } from '#shared/domain/sheet/sheet.ts'
import { openValues, sayValue, type OpenValue } from '#renderer/flows/say-values.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField } from '#renderer/ui/field.tsx'
import { countOf, formatCount } from '#renderer/ui/format.ts'

/** Values shown at first, and at each asking for more. */
const A_FEW = 20

/** Of a choice that is no option: an option may be called anything. */
const AS_IT_IS = 'as it is'
const LEFT_OUT = 'left out'

function Meaning({ columnId, value, cells }: OpenValue) {
  const column = useSheet((state) => state.columns.find(({ id }) => id === columnId))
  const field = useAttributes((state) =>
    state.attributes.find(({ schemaName }) => schemaName === column?.attribute),
  )
  if (!column || !field) return null
  return (
    <SelectField
      label={`“${value.slice(0, 60)}” in ${column.header.trim() || 'a column without a heading'}, ${countOf(cells, 'cell')}`}
      value={AS_IT_IS}
      onChange={({ target }) => {
        if (target.value === LEFT_OUT) sayValue(columnId, value, '')
        else if (target.value !== AS_IT_IS) sayValue(columnId, value, target.value.slice(1))
      }}
    >
      <option value={AS_IT_IS}>Stands for no option</option>
      {field.options.map((option) => (
        <option key={option} value={`=${option}`}>
          {option}
        </option>
      ))}
      <option value={LEFT_OUT}>Leave it out</option>
    </SelectField>
  )
}

/** Asks what values stand for that are none of their field's options. What is said holds at once, here and in later sheets. */
export function ValueMeanings() {
  const [most, setMost] = useState(A_FEW)
  // Gone through anew whenever some problem has changed.
  useProblems((state) => state.revision)
  const values = openValues()
  if (values.length === 0) return null
  return (
    <>
      <p className="soft">
        Say what a value stands for, and its cells are sent as that option, in this sheet and in later ones
        for this account.
      </p>
      {values.slice(0, most).map((open) => (
        <Meaning key={`${open.columnId} ${open.value}`} {...open} />
      ))}
      {values.length > most && (
        <Button kind="quiet" onClick={() => setMost(most + A_FEW)}>
          {formatCount(values.length - most)} more
        </Button>
      )}
    </>
  )
}

/** What was said of values, with the way back. */
export function SaidValues() {
  const columns = useSheet((state) => state.columns)
  const attributes = useAttributes((state) => state.attributes)
  const said = columns.flatMap((column) => {
    const known = attributes.find(({ schemaName }) => schemaName === column.attribute)?.known ?? []
    const byValue = new Map<string, ValueMap[number]>()
    for (const entry of [...known, ...(column.readAs?.values ?? [])])
      byValue.set(foldedValue(entry[0]), entry)
    return [...byValue.values()].flatMap(([value, option]) =>
      option === null || column.attribute === null ? [] : [{ column, value, option }],
    )
  })
  if (said.length === 0) return null
  return (
    <details>
      <summary>What values stand for ({formatCount(said.length)})</summary>
      <ul className="said-values">
        {said.map(({ column, value, option }) => (
          <li key={`${column.id} ${value}`}>
            <span>
              {column.header.trim() || '(no heading)'}: “{value}”{' '}
              {option === '' ? 'is left out' : `stands for ${option}`}
            </span>
            <Button kind="quiet" onClick={() => sayValue(column.id, value, null)}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
