import { useState } from 'react'
import { ColumnChecks, IntoField, useColumnNames } from './fields.tsx'
import { ShapePreview } from './shape-preview.tsx'

export function FirstFilledForm() {
  const { names } = useColumnNames()
  const [columns, setColumns] = useState<string[]>([])
  const [into, setInto] = useState('First filled')
  return (
    <>
      <ColumnChecks
        legend="Look in, in the order you tick them"
        names={names}
        chosen={columns}
        onChange={setColumns}
        ordered
      />
      <IntoField label="Goes to" names={names} value={into} onChange={setInto} />
      <ShapePreview
        shape={columns.length < 2 || into.trim() === '' ? null : { kind: 'first-filled', columns, into }}
        missing={columns.length < 2 ? 'Tick two columns or more.' : 'Say which column it goes to.'}
      />
    </>
  )
}
