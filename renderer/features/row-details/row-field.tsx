import { useId, useRef, useState } from 'react'
import { cellOf, type Column } from '#shared/domain/sheet/sheet.ts'
import { choicesOf } from '#renderer/flows/cell-choices.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { displayNameOf } from '#renderer/stores/accounts/attribute-store.ts'
import { problemsOf } from '#renderer/stores/problems/problem-store.ts'
import { ChooseButton } from '#renderer/ui/chooser/choose-button.tsx'
import { useChooser } from '#renderer/ui/chooser/use-chooser.ts'
import { isLocked, type SheetRow } from '#renderer/stores/sheet/row-store.ts'

function why(row: SheetRow, column: Column): string {
  if (column.constant !== null) return 'The same in every row; changed in the menu of its heading.'
  return isLocked(row) ? 'This row is being sent right now.' : ''
}

interface RowFieldProps {
  row: SheetRow
  column: Column
  /** Told what writes the field that is being typed in, for whoever goes to another row with the focus still in it. */
  onTyped: (write: (() => void) | null) => void
}

/** One field of a row: its heading, where it goes, and its value, which is written when it is left. */
export function RowField({ row, column, onTyped }: RowFieldProps) {
  const value = cellOf(row, column)
  const [typed, setTyped] = useState<string | null>(null)
  const [from, setFrom] = useState({ rowId: row.id, value })
  const id = useId()
  // Another row, or somebody else changed it, as an undo does: that is what is true now.
  if (from.rowId !== row.id || from.value !== value) {
    setFrom({ rowId: row.id, value })
    setTyped(null)
  }
  const problems = problemsOf(row.id).filter(({ columnId }) => columnId === column.id)
  const fixed = why(row, column)
  const words = [...problems.map(({ text }) => text), fixed].filter(Boolean)
  const box = useRef<HTMLTextAreaElement>(null)
  const choices = fixed === '' ? choicesOf(column, row) : null
  const chooser = useChooser(box, {
    label: column.header || 'No heading',
    choices,
    write: type,
    take: write,
  })
  const worst = problems.some(({ severity }) => severity === 'error')

  function write(text: string | null): void {
    onTyped(null)
    if (text !== null && text !== value) {
      edit('Edit cell', [{ kind: 'setCells', column: column.id, rows: [row.id], values: [text] }])
    }
    setTyped(null)
  }

  function type(text: string): void {
    setTyped(text)
    onTyped(() => write(text))
  }

  return (
    <div className="row-field">
      <label htmlFor={id}>
        {column.header || 'No heading'}
        <small title={column.attribute ?? undefined}>
          {column.attribute === null ? 'Not sent' : displayNameOf(column.attribute)}
        </small>
      </label>
      <div className="row-field-box">
        <textarea
          ref={box}
          id={id}
          className="box"
          rows={1}
          spellCheck={false}
          readOnly={fixed !== ''}
          aria-invalid={worst || undefined}
          aria-describedby={words.length > 0 ? `${id}-words` : undefined}
          value={typed ?? value}
          onChange={(event) => {
            type(event.target.value)
            if (choices) chooser.typed()
          }}
          onBlur={() => {
            chooser.close()
            write(typed)
          }}
          onKeyDown={(event) => {
            // Alt with an arrow goes to another row.
            if (event.nativeEvent.isComposing || (!event.altKey && chooser.onKeyDown(event))) return
            if (event.key === 'Escape' && typed !== null && typed !== value) {
              event.preventDefault()
              event.stopPropagation()
              onTyped(null)
              setTyped(null)
            } else if (
              event.key === 'Enter' &&
              !event.altKey &&
              !event.shiftKey &&
              !event.ctrlKey &&
              !event.metaKey
            ) {
              event.preventDefault()
              write(typed)
            }
          }}
        />
        {choices && <ChooseButton kind={choices.kind} onPress={chooser.toggle} />}
      </div>
      {words.length > 0 && (
        <p
          id={`${id}-words`}
          className={
            problems.length === 0 ? 'field-hint' : worst ? 'field-problem' : 'field-hint row-warning'
          }
        >
          {words.join(' ')}
        </p>
      )}
    </div>
  )
}
