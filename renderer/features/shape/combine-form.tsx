import { useRef, useState } from 'react'
import { columnName } from '#shared/domain/sheet/column-names.ts'
import { inTemplate } from '#shared/domain/shape/template.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { IntoField, useColumnNames } from './fields.tsx'
import { ShapePreview } from './shape-preview.tsx'

/** First and last name where there are such columns, else the column the panel was opened for. */
function useStart(start: string): string {
  const columns = useSheet((state) => state.columns)
  const [first, last] = ['FirstName', 'LastName'].map((name) =>
    columns.find(({ attribute }) => attribute === name),
  )
  const names = first && last ? [columnName(columns, first), columnName(columns, last)] : [start]
  return names.map((name) => inTemplate(name) ?? '').join(' ')
}

export function CombineForm() {
  const { names, start } = useColumnNames()
  const first = useStart(start)
  const [template, setTemplate] = useState(first)
  const [into, setInto] = useState('Combined')
  const [gaps, setGaps] = useState<'tidy' | 'leave'>('tidy')
  const box = useRef<HTMLInputElement>(null)

  function insert(name: string): void {
    const field = inTemplate(name)
    if (field === null) return
    const at = box.current?.selectionStart ?? template.length
    setTemplate(template.slice(0, at) + field + template.slice(box.current?.selectionEnd ?? at))
    box.current?.focus()
  }

  return (
    <>
      <TextField
        ref={box}
        label="Template"
        hint="Columns stand in braces; all else is written as it is."
        value={template}
        maxLength={2_000}
        onChange={(event) => setTemplate(event.target.value)}
      />
      <SelectField label="Insert a column" value="" onChange={(event) => insert(event.target.value)}>
        <option value="">Choose</option>
        {names
          .filter((name) => inTemplate(name) !== null)
          .map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
      </SelectField>
      <IntoField label="Goes to" names={names} value={into} onChange={setInto} />
      <SelectField
        label="Where a part is empty"
        value={gaps}
        onChange={(event) => setGaps(event.target.value as 'tidy' | 'leave')}
      >
        <option value="tidy">Leave it out, with what stands around it</option>
        <option value="leave">Leave the whole row alone</option>
      </SelectField>
      <ShapePreview
        shape={
          template.trim() === '' || into.trim() === '' ? null : { kind: 'combine', template, into, gaps }
        }
        missing="Write a template, and say which column it goes to."
      />
    </>
  )
}
