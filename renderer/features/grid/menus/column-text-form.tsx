import { useEffect, useRef, useState } from 'react'
import type { ColumnId } from '#shared/domain/sheet/sheet.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { renameColumn, setConstant } from '#renderer/features/grid/actions/column-actions.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import { closePopup } from '#renderer/features/grid/logic/popup-store.ts'

interface ColumnTextFormProps {
  columnId: ColumnId
  field: 'header' | 'constant'
}

/** A column's heading, or the one value all its rows have. */
export function ColumnTextForm({ columnId, field }: ColumnTextFormProps) {
  const column = useSheet((state) => state.columns.find((candidate) => candidate.id === columnId))
  const [text, setText] = useState((field === 'header' ? column?.header : column?.constant) ?? '')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.select(), [])
  if (!column) return null
  const isHeader = field === 'header'
  return (
    <form
      ref={form}
      className="column-text-form"
      onSubmit={(event) => {
        event.preventDefault()
        closePopup()
        if (isHeader) renameColumn(columnId, text.trim())
        else setConstant(columnId, text)
      }}
    >
      <TextField
        label={isHeader ? 'Heading' : `${headingOf(column.header)} in every row`}
        {...(isHeader
          ? {}
          : { hint: 'The cells keep what they hold and come back with “Own value for each row”.' })}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="form-buttons">
        <Button kind="quiet" onClick={() => closePopup()}>
          Cancel
        </Button>
        <Button kind="primary" type="submit">
          {isHeader ? 'Rename' : 'Set for every row'}
        </Button>
      </div>
    </form>
  )
}
