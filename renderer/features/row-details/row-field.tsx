import { useId, useState } from 'react'
import { cellOf, type Column } from '#shared/domain/sheet/sheet.ts'
import { edit } from '#renderer/stores/sheet/edit.ts'
import { displayNameOf } from '#renderer/stores/accounts/attribute-store.ts'
import { problemsOf } from '#renderer/stores/problems/problem-store.ts'
import { isLocked, type SheetRow } from '#renderer/stores/sheet/row-store.ts'

function why(row: SheetRow, column: Column): string {
  if (column.constant !== null) return 'The same in every row; changed in the menu of its heading.'
  return isLocked(row) ? 'This row is being sent right now.' : ''
}

/** One field of a row: its heading, where it goes, and its value, which is written when it is left. */
export function RowField({ row, column }: { row: SheetRow; column: Column }) {
  const value = cellOf(row, column)
  const [typed, setTyped] = useState<string | null>(null)
  const [from, setFrom] = useState(value)
  const id = useId()
  // Somebody else changed it, as an undo does: that is what is true now.
  if (from !== value) {
    setFrom(value)
    setTyped(null)
  }
  const problems = problemsOf(row.id).filter(({ columnId }) => columnId === column.id)
  const fixed = why(row, column)
  const words = [...problems.map(({ text }) => text), fixed].filter(Boolean)
  const worst = problems.some(({ severity }) => severity === 'error')

  function write(): void {
    if (typed !== null && typed !== value) {
      edit('Edit cell', [{ kind: 'setCells', column: column.id, rows: [row.id], values: [typed] }])
    }
    setTyped(null)
  }

  return (
    <div className="row-field">
      <label htmlFor={id}>
        {column.header || 'No heading'}
        <small title={column.attribute ?? undefined}>
          {column.attribute === null ? 'Not sent' : displayNameOf(column.attribute)}
        </small>
      </label>
      <textarea
        id={id}
        className="box"
        rows={1}
        spellCheck={false}
        readOnly={fixed !== ''}
        aria-invalid={worst || undefined}
        aria-describedby={words.length > 0 ? `${id}-words` : undefined}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={write}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape' && typed !== null && typed !== value) {
            event.preventDefault()
            event.stopPropagation()
            setTyped(null)
          } else if (event.key === 'Enter' && !event.altKey && !event.shiftKey) {
            event.preventDefault()
            write()
          }
        }}
      />
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
