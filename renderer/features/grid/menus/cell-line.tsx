import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { choicesOf } from '#renderer/flows/cell-choices.ts'
import { useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { isLocked, rowStore } from '#renderer/stores/sheet/row-store.ts'
import { useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { ChooseButton } from '#renderer/ui/chooser/choose-button.tsx'
import type { CellChoices } from '#shared/domain/sheet/cell-choices.ts'
import { useChooser } from '#renderer/ui/chooser/use-chooser.ts'
import { cellOf, type ColumnId, type RowId } from '#shared/domain/sheet/sheet.ts'
import { headingOf } from '#renderer/features/grid/ag/header-cell.ts'
import type { MountedGrid } from '#renderer/features/grid/input/mounted-grid.ts'
import { activeOf } from '#renderer/features/grid/logic/range.ts'
import './cell-line.css'

interface ActiveCell {
  rowId: RowId
  columnId: ColumnId
  name: string
  text: string
  /** Its row is being sent, or its column has one value for every row. */
  fixed: boolean
  /** What its field has to choose from. */
  choices: CellChoices | null
}

function activeCell({ context }: MountedGrid): ActiveCell | null {
  const { selection, view } = context
  const { range } = selection
  if (!range || range.past !== undefined) return null
  const place = activeOf(range)
  const row = view.rowAt(place.row)
  const column = view.columns()[place.col]
  if (!row || !column) return null
  return {
    rowId: row.id,
    columnId: column.id,
    name: `${headingOf(column.header)}, row ${rowStore.positionOf(row.id).toLocaleString()}`,
    text: cellOf(row, column),
    fixed: column.constant !== null || isLocked(row),
    choices: choicesOf(column, row),
  }
}

/** The line over the grid: all of the active cell, to read and to edit. */
export function CellLine({ grid }: { grid: MountedGrid | null }) {
  const [, look] = useReducer((count: number) => count + 1, 0)
  // Which box it is, and the cell something was typed in it for.
  const [box, setBox] = useState<{ number: number; typedFor: string | null }>({ number: 0, typedFor: null })
  useSheet((state) => state.revision)
  useAttributes((state) => state.attributes)
  useEffect(() => grid?.context.selection.onChange(look), [grid])
  const cell = grid && activeCell(grid)
  const key = cell ? `${cell.rowId} ${cell.columnId} ${cell.text}` : 'none'
  // What is typed belongs to the cell it was begun in, the browser's own undo with it: the next cell has another box. One that was
  // only read goes from cell to cell, as a box made for each is a tenth of what an arrow key costs.
  if (box.typedFor !== null && box.typedFor !== key) setBox({ number: box.number + 1, typedFor: null })
  const begin = () => setBox((now) => (now.typedFor === key ? now : { ...now, typedFor: key }))
  return (
    <div className="cell-line">
      {grid && <Line key={box.number} grid={grid} cell={cell} of={key} onBegin={begin} />}
    </div>
  )
}

interface LineProps {
  grid: MountedGrid
  cell: ActiveCell | null
  /** Tells one cell with one text from others. */
  of: string
  /** Called before anything is typed. */
  onBegin: () => void
}

function Line({ grid, cell, of, onBegin }: LineProps) {
  const [draft, setDraft] = useState<string | null>(null)
  /** What was typed and for which cell, whatever the selection does meanwhile. */
  const typed = useRef<{ for: ActiveCell; text: string } | null>(null)
  const text = draft ?? cell?.text ?? ''

  const leave = useCallback(() => {
    const left = typed.current
    typed.current = null
    if (left && left.text !== left.for.text) grid.writeCell(left.for.rowId, left.for.columnId, left.text)
  }, [grid])
  // The selection goes on before the focus does: what was typed goes in with the line that is taken away.
  useEffect(() => leave, [leave])

  function take(value: string): void {
    if (!cell) return
    onBegin()
    typed.current = { for: typed.current?.for ?? cell, text: value }
    setDraft(value)
  }

  const box = useRef<HTMLTextAreaElement>(null)
  const chooser = useChooser(box, {
    label: cell?.name ?? '',
    choices: cell && !cell.fixed ? cell.choices : null,
    write: take,
    take(chosen) {
      take(chosen)
      leave()
      grid.commands.focusGrid()
    },
  })

  const { close } = chooser
  useEffect(() => close, [close, of])

  function onKeyDown(event: React.KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return
    if (event.key !== 'Escape' && chooser.onKeyDown(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      typed.current = null
      setDraft(null)
      grid.commands.focusGrid()
    } else if (event.key === 'Enter' && !event.altKey && !event.shiftKey) {
      event.preventDefault()
      leave()
      grid.commands.focusGrid()
    } else if (event.key === 'Enter' && event.altKey) {
      event.preventDefault()
      const { selectionStart: from, selectionEnd: to, value } = event.currentTarget
      take(`${value.slice(0, from)}\n${value.slice(to)}`)
      const target = event.currentTarget
      requestAnimationFrame(() => target.setSelectionRange(from + 1, from + 1))
    }
  }

  const lines = Math.min(8, Math.max(text.split('\n').length, Math.ceil(text.length / 120)))
  return (
    <>
      <span className="cell-line-name" title={cell?.name}>
        {cell?.name ?? ''}
      </span>
      <textarea
        ref={box}
        className="cell-line-text"
        aria-label="Cell contents"
        rows={1}
        style={{ '--lines': lines } as React.CSSProperties}
        spellCheck={false}
        value={text}
        readOnly={!cell || cell.fixed}
        onChange={(event) => {
          take(event.target.value)
          chooser.typed()
        }}
        onBlur={({ currentTarget }) => {
          chooser.close()
          leave()
          // A box of one line shows the first one, whatever was read in it last.
          currentTarget.scrollTop = 0
        }}
        onKeyDown={onKeyDown}
      />
      {cell?.choices && !cell.fixed && <ChooseButton kind={cell.choices.kind} onPress={chooser.toggle} />}
    </>
  )
}
