import { useId } from 'react'
import { changePullForm } from '#renderer/flows/get-leads.ts'
import { isDateField, OWN_FIELDS } from '#renderer/flows/pull-source.ts'
import { usePullForm } from '#renderer/stores/pull/pull-store.ts'
import { SelectField, TextField } from '#renderer/ui/field.tsx'

/** What the service can be asked, in words; of dates the words are other ones. */
const OPERATORS: readonly (readonly [operator: string, words: string, ofDates: string | null])[] = [
  ['=', 'is', 'is exactly'],
  ['<>', 'is not', null],
  ['LIKE', 'is like (% stands for any text)', null],
  ['>', 'is more than', 'is after'],
  ['>=', 'is at least', 'is at or after'],
  ['<', 'is less than', 'is before'],
  ['<=', 'is at most', 'is at or before'],
]

/** One condition on one field: the most the service can be asked. */
export function ConditionFields() {
  const { attribute, operator, value } = usePullForm((state) => state.form)
  const attributes = usePullForm((state) => state.fields) ?? []
  const listId = useId()
  const known = attributes.find(({ schemaName }) => schemaName === attribute)
  const isDate = isDateField(attribute, attributes)
  const fields = [...attributes].sort((one, other) => one.displayName.localeCompare(other.displayName))
  const own = OWN_FIELDS.filter(([name]) => !attributes.some(({ schemaName }) => schemaName === name))
  return (
    <>
      <SelectField
        label="Field"
        value={attribute}
        onChange={(event) => changePullForm({ attribute: event.target.value, operator: '=', value: '' })}
      >
        <option value="">Choose a field</option>
        {own.map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
        {fields.map(({ schemaName, displayName }) => (
          <option key={schemaName} value={schemaName}>
            {displayName}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Condition"
        value={operator}
        onChange={(event) => changePullForm({ operator: event.target.value })}
      >
        {OPERATORS.filter(([, , ofDates]) => !isDate || ofDates !== null).map(([name, words, ofDates]) => (
          <option key={name} value={name}>
            {isDate ? ofDates : words}
          </option>
        ))}
      </SelectField>
      {isDate ? (
        <TextField
          key="date"
          label="Value"
          type="datetime-local"
          step={1}
          hint="By this computer’s clock; LeadSquared is asked in UTC."
          value={value}
          onChange={(event) => changePullForm({ value: event.target.value })}
        />
      ) : (
        <TextField
          key="text"
          label="Value"
          list={listId}
          value={value}
          onChange={(event) => changePullForm({ value: event.target.value })}
        />
      )}
      <datalist id={listId}>
        {known?.options.map((option) => (
          <option key={option} value={option} />
        ))}
      </datalist>
    </>
  )
}
