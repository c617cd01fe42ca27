import type { ColumnReading } from '#shared/domain/sheet/column-reading.ts'
import { wayField } from '#shared/domain/sheet/reading-words.ts'
import { sayWay } from '#renderer/flows/read-column.ts'
import { SelectField } from '#renderer/ui/field.tsx'

/** How one column of dates or numbers is read: decided by its cells, or asked. */
export function ColumnReadingField({ reading }: { reading: ColumnReading }) {
  const { label, hint, value, unsaid, ways } = wayField(reading)
  return (
    <SelectField
      label={`${reading.header.trim() || 'Column without a heading'}: ${label.toLowerCase()}`}
      hint={hint}
      value={value}
      onChange={(event) => sayWay(reading, event.target.value)}
    >
      <option value="">{unsaid}</option>
      {ways.map(({ way, name }) => (
        <option key={way} value={way}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
