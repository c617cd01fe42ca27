import type { wayField } from '#shared/domain/sheet/reading-words.ts'
import { SelectField } from './field.tsx'

interface WayFieldProps {
  /** What may be said of the column, and what is. */
  field: ReturnType<typeof wayField>
  /** @default the field's own */
  label?: string
  /** True: marked as a question that is open. */
  open?: boolean
  /** Empty: what was said is taken back. */
  onChange: (way: string) => void
}

/** How the dates or numbers of a column are read. */
export function WayField({ field, label = field.label, open = false, onChange }: WayFieldProps) {
  const { hint, value, unsaid, ways } = field
  return (
    <SelectField
      label={label}
      hint={hint}
      value={value}
      aria-invalid={open || undefined}
      onChange={(event) => onChange(event.target.value)}
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
