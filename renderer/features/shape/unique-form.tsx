import { useState } from 'react'
import { KEPT } from '#shared/domain/shape/shape-words.ts'
import type { KeepChoice } from '#shared/domain/sheet/shape.ts'
import { ChoiceField } from '#renderer/ui/field.tsx'
import { ColumnChecks, useColumnNames } from './fields.tsx'
import { ShapePreview } from './shape-preview.tsx'

const KEEP: readonly { value: KeepChoice; label: string; hint?: string }[] = [
  { value: 'first', label: `The ${KEPT.first} one` },
  { value: 'last', label: `The ${KEPT.last} one` },
  {
    value: 'fullest',
    label: `The ${KEPT.fullest} one`,
    hint: 'The one with the most filled cells; of equals the first.',
  },
]

export function UniqueForm() {
  const { names, start } = useColumnNames(({ attribute }) => attribute === 'EmailAddress')
  const [columns, setColumns] = useState<string[]>(start === '' ? [] : [start])
  const [keep, setKeep] = useState<KeepChoice>('first')
  return (
    <>
      <ColumnChecks
        legend="Rows are duplicates where these are the same"
        names={names}
        chosen={columns}
        onChange={setColumns}
      />
      <ChoiceField legend="Keep" value={keep} options={KEEP} onChange={setKeep} />
      <p className="soft">First and last go by the sheet’s own order, whatever it is sorted by now.</p>
      <ShapePreview
        shape={columns.length === 0 ? null : { kind: 'unique', columns, keep }}
        missing="Tick a column or more."
      />
    </>
  )
}
