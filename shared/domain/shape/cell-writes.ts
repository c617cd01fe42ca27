import type { Column, ColumnId, Row, RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import type { ExistingChoice } from '#shared/domain/sheet/shape.ts'
import type { Cells, Value } from './source.ts'
import type { Target } from './targets.ts'

/** One row before and after, for the eye. */
export interface ShapedRow {
  rowId: RowId
  /** What stands in the columns the shape reads, in their order. */
  from: readonly string[]
  /** What stands in the columns it writes, and what will; equal where that cell stays. */
  cells: readonly { before: string; after: string }[]
}

export interface CellWrites {
  /** Rows looked at. */
  rows: number
  /** Rows with a cell that changes. */
  changing: number
  /** Rows where something comes out and something else stands already, in cells that are not empty. */
  taken: number
  first: readonly ShapedRow[]
  patches: SheetPatch[]
}

const SHOWN_ROWS = 8

/**
 * Gathers what a shape writes, row by row, in one patch a column. An empty value leaves its cell alone; what happens to a cell
 * that says something else is the person's to say (`existing`; not said: it is kept, and counted in `taken`).
 */
export function createCellWrites(options: {
  from: readonly Column[]
  targets: readonly Target[]
  existing: ExistingChoice | undefined
}): { write: (row: Cells, values: readonly (Value | null)[]) => void; found: () => CellWrites } {
  const { from, targets, existing } = options
  const into = targets.map(() => ({
    rows: [] as RowId[],
    values: [] as string[],
    held: [] as (string | null)[],
    holds: false,
  }))
  const first: ShapedRow[] = []
  let rows = 0
  let changing = 0
  let taken = 0

  function writesAt(row: Cells, index: number, value: Value | null): 'nothing' | 'write' | 'taken' {
    if (value === null || value.text.trim() === '') return 'nothing'
    const { id } = targets[index]!.column
    const before = row.cells[id] ?? ''
    const isSame = before === value.text && (row.held?.[id] ?? null) === value.held
    if (isSame) return 'nothing'
    // What it holds beside an empty text (a formula without its value) is something as well.
    return before.trim() === '' && row.held?.[id] === undefined ? 'write' : 'taken'
  }

  return {
    write(row, values) {
      rows++
      const fates = targets.map((_, index) => writesAt(row, index, values[index] ?? null))
      if (fates.includes('taken')) taken++
      const written = fates.map((fate) => fate === 'write' || (fate === 'taken' && existing === 'replace'))
      if (!written.includes(true)) return
      changing++
      written.forEach((isWritten, index) => {
        if (!isWritten) return
        const value = values[index]!
        const column = into[index]!
        column.rows.push(row.id)
        column.values.push(value.text)
        column.held.push(value.held)
        column.holds ||= value.held !== null
      })
      if (first.length < SHOWN_ROWS) first.push(shown(row, written, values))
    },
    found: () => ({
      rows,
      changing,
      taken,
      first,
      patches: into.flatMap(({ rows: ids, values, held, holds }, index): SheetPatch[] =>
        ids.length === 0
          ? []
          : [
              {
                kind: 'setCells',
                column: targets[index]!.column.id,
                rows: ids,
                values,
                ...(holds && { held }),
              },
            ],
      ),
    }),
  }

  function shown(row: Cells, written: readonly boolean[], values: readonly (Value | null)[]): ShapedRow {
    return {
      rowId: row.id,
      from: from.map((column) => column.constant ?? textAt(row, column.id)),
      cells: targets.map(({ column }, index) => {
        const before = textAt(row, column.id)
        return { before, after: written[index] ? values[index]!.text : before }
      }),
    }
  }
}

function textAt(row: Pick<Row, 'cells'>, id: ColumnId): string {
  return row.cells[id] ?? ''
}
