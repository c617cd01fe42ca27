import { useState } from 'react'
import { foldedValue, optionsMeant, standingFor } from '#shared/domain/sheet/options.ts'
import type { Attribute } from '#shared/domain/sheet/attributes.ts'
import type { ColumnId, ValueMap } from '#shared/domain/sheet/sheet.ts'
import { openValues, sayValue, type OpenValue } from '#renderer/flows/say-values.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { useProblems } from '#renderer/stores/problems/problem-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField } from '#renderer/ui/field.tsx'
import { Select } from '#renderer/ui/select.tsx'
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
        for this account. Where a field takes several choices, another one is added under “What values stand
        for”.
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

/** In a field that takes several choices a value may be more than one of them. */
function AndAlso({
  columnId,
  value,
  meant,
  field,
}: {
  columnId: ColumnId
  value: string
  meant: string
  field: Attribute
}) {
  const options = optionsMeant(meant)
  const others = field.options.filter((option) => !options.includes(option))
  if (field.several === undefined || options.length === 0 || others.length === 0) return null
  return (
    <Select
      aria-label={`“${value.slice(0, 60)}” also stands for`}
      value=""
      onChange={({ target }) => sayValue(columnId, value, standingFor([...options, target.value]))}
    >
      <option value="">and …</option>
      {others.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </Select>
  )
}

/** What was said of values, with the way back. */
export function SaidValues() {
  const columns = useSheet((state) => state.columns)
  const attributes = useAttributes((state) => state.attributes)
  const said = columns.flatMap((column) => {
    const field = attributes.find(({ schemaName }) => schemaName === column.attribute)
    const known = field?.known ?? []
    const byValue = new Map<string, ValueMap[number]>()
    for (const entry of [...known, ...(column.readAs?.values ?? [])])
      byValue.set(foldedValue(entry[0]), entry)
    return [...byValue.values()].flatMap(([value, option]) =>
      option === null || column.attribute === null ? [] : [{ column, value, option, field }],
    )
  })
  if (said.length === 0) return null
  return (
    <details>
      <summary>What values stand for ({formatCount(said.length)})</summary>
      <ul className="said-values">
        {said.map(({ column, value, option, field }) => (
          <li key={`${column.id} ${value}`}>
            <span>
              {column.header.trim() || '(no heading)'}: “{value}”{' '}
              {option === '' ? 'is left out' : `stands for ${optionsMeant(option).join(' and ')}`}
            </span>
            {field && <AndAlso columnId={column.id} value={value} meant={option} field={field} />}
            <Button kind="quiet" onClick={() => sayValue(column.id, value, null)}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
