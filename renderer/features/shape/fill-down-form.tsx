import { useState } from 'react'
import { ColumnChecks, useColumnNames } from './fields.tsx'
import { ShapePreview } from './shape-preview.tsx'

export function FillDownForm() {
  const { names, start } = useColumnNames()
  const [columns, setColumns] = useState<string[]>(start === '' ? [] : [start])
  return (
    <>
      <ColumnChecks
        legend="Fill empty cells with what stands above them in"
        names={names}
        chosen={columns}
        onChange={setColumns}
      />
      <p className="soft">Above means in the sheet’s own order, whatever it is sorted by now.</p>
      <ShapePreview
        shape={columns.length === 0 ? null : { kind: 'fill-down', columns }}
        missing="Tick a column or more."
      />
    </>
  )
}
