import type { Column, RowId, SheetPatch } from '#shared/pipeline/sheet.ts'
import { edit } from '#renderer/stores/edit.ts'
import { cellOf } from '#shared/pipeline/sheet.ts'
import { holds, patternOf, replaced } from './find.ts'
import { useFind, type Finder } from './find-store.ts'
import { headingOf } from './header-cell.ts'
import { activeOf, at } from './range.ts'
import { tellLocked, type SheetContext } from './sheet-context.ts'

/** Searches what is seen, in the order it is seen. */
export function createFinder(context: SheetContext): Finder {
  const { view, selection } = context

  function activeColumn(): Column | null {
    return selection.range ? (view.columns()[activeOf(selection.range).col] ?? null) : null
  }

  function search(): { pattern: RegExp; columns: { column: Column; col: number }[] } | null {
    const { query, thisColumn } = useFind.getState()
    const found = patternOf(query)
    if (!found?.ok) return null
    const only = thisColumn ? activeColumn() : null
    const columns = view
      .columns()
      .map((column, col) => ({ column, col }))
      .filter(({ column }) => only === null || column.id === only.id)
    return { pattern: found.pattern, columns }
  }

  function eachMatch(visit: (row: number, col: number) => void): void {
    const now = search()
    if (!now) return
    const { rows } = view.extent()
    for (let row = 0; row < rows; row++) {
      const data = view.rowAt(row)
      if (!data) continue
      for (const { column, col } of now.columns) {
        if (holds(now.pattern, cellOf(data, column))) visit(row, col)
      }
    }
  }

  function replaceIn(only: { row: number; col: number } | null): number {
    const now = search()
    if (!now) return 0
    const { replacement, query } = useFind.getState()
    const patches: SheetPatch[] = []
    let cells = 0
    for (const { column, col } of now.columns) {
      if (column.constant !== null || (only && only.col !== col)) continue
      const rows: RowId[] = []
      const values: string[] = []
      const last = only ? only.row : view.extent().rows - 1
      for (let row = only ? only.row : 0; row <= last; row++) {
        const data = view.rowAt(row)
        if (!data) continue
        const before = cellOf(data, column)
        if (!holds(now.pattern, before)) continue
        rows.push(data.id)
        values.push(replaced(before, now.pattern, replacement, query.regex))
      }
      cells += rows.length
      if (rows.length > 0) patches.push({ kind: 'setCells', column: column.id, rows, values })
    }
    view.api.stopEditing()
    const result = edit(only ? 'Replace' : 'Replace all', patches)
    tellLocked(result.locked)
    return cells
  }

  return {
    count() {
      let many = 0
      eachMatch(() => many++)
      return many
    },
    next(step) {
      const cols = view.extent().cols
      const flat: number[] = []
      eachMatch((row, col) => flat.push(row * cols + col))
      if (flat.length === 0) return null
      const here = selection.range ? selection.range.anchor.row * cols + selection.range.anchor.col : -1
      const after =
        step === 1 ? flat.findIndex((place) => place > here) : flat.findLastIndex((place) => place < here)
      const index = after === -1 ? (step === 1 ? 0 : flat.length - 1) : after
      const place = flat[index]!
      selection.set(at(Math.floor(place / cols), place % cols), { focus: false })
      return { place: index + 1, of: flat.length }
    },
    replaceOne() {
      const { range } = selection
      return range ? replaceIn(activeOf(range)) > 0 : false
    },
    replaceAll: () => replaceIn(null),
    columnName() {
      const column = activeColumn()
      return column && headingOf(column.header)
    },
  }
}
