import { useId } from 'react'
import { columnName } from '#shared/domain/sheet/column-names.ts'
import type { Column } from '#shared/domain/sheet/sheet.ts'
import { useShape } from '#renderer/stores/sheet/shape-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { SelectField, TextField } from '#renderer/ui/field.tsx'

/** The names of columns, in the order they are seen. */
export function namesOf(columns: readonly Column[]): string[] {
  return columns.map((column) => columnName(columns, column))
}

/** Names of the open sheet's columns; the one the panel was opened for, else the first that is chosen by `likely`. */
export function useColumnNames(likely?: (column: Column) => boolean): { names: string[]; start: string } {
  const columns = useSheet((state) => state.columns)
  const opened = useShape((state) => state.column)
  const at = columns.find(({ id }) => id === opened) ?? (likely && columns.find(likely)) ?? columns[0]
  return { names: namesOf(columns), start: at ? columnName(columns, at) : '' }
}

interface ColumnSelectProps {
  label: string
  names: readonly string[]
  value: string
  onChange: (name: string) => void
}

export function ColumnSelect({ label, names, value, onChange }: ColumnSelectProps) {
  return (
    <SelectField label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {names.includes(value) ? null : <option value={value}>Choose</option>}
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}

interface ColumnChecksProps {
  legend: string
  names: readonly string[]
  /** In the order they were chosen. */
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** Whether the order chosen in means something, and is shown. */
  ordered?: boolean
}

export function ColumnChecks({ legend, names, chosen, onChange, ordered = false }: ColumnChecksProps) {
  const id = useId()
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      <div className="shape-columns">
        {names.map((name, at) => {
          const place = chosen.indexOf(name)
          return (
            <div className="check-field" key={name}>
              <input
                id={`${id}-${at}`}
                type="checkbox"
                checked={place !== -1}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
                }
              />
              <label htmlFor={`${id}-${at}`}>
                {name}
                {ordered && place !== -1 && <b className="shape-place">{place + 1}</b>}
              </label>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}

interface IntoFieldProps {
  label: string
  names: readonly string[]
  value: string
  onChange: (name: string) => void
}

/** A column to write to: one that is there, or a new one by the name typed. */
export function IntoField({ label, names, value, onChange }: IntoFieldProps) {
  const id = useId()
  return (
    <>
      <TextField label={label} list={id} value={value} onChange={(event) => onChange(event.target.value)} />
      <datalist id={id}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
