import type { Held } from '#shared/domain/sheet/held.ts'
import type { Column, ColumnId, Row, RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { type Box, type Extent, type Range, boxOf, sizeOf } from './range.ts'

export interface PasteTarget {
  extent: Extent
  /** Displayed columns in screen order. */
  columns: readonly Column[]
  /** All of the sheet's columns, hidden ones too. */
  allColumns: readonly Column[]
  rowAt(index: number): RowId | undefined
  /** New ids, as many as asked for. */
  takeRows(many: number): { ids: RowId[]; ranks: number[] }
  takeColumn(): ColumnId
  /** Empty cells of the table leave what is there. @default false */
  skipBlanks?: boolean
}

export interface PastePlan {
  patches: SheetPatch[]
  /** What the paste covers, in view indices after it. */
  box: Box
  newRows: RowId[]
  newColumns: ColumnId[]
  /** Columns with one value for all rows, which a paste leaves alone. */
  constants: number
}

/**
 * A paste's size: a table that fits into the selection a whole number of times is repeated, and along an edge of one cell it
 * keeps its own size: 1×2 over 4×1 makes 4×2, as spreadsheets have it.
 */
function tiled(height: number, width: number, selected: Box): { rows: number; cols: number } {
  const size = sizeOf(selected)
  const fits = (own: number, there: number) => there === 1 || there % own === 0
  if (!fits(height, size.rows) || !fits(width, size.cols)) return { rows: height, cols: width }
  return { rows: Math.max(height, size.rows), cols: Math.max(width, size.cols) }
}

/** What the cells of a table hold that show something else, in the table's own form; null where a cell holds what it shows. */
export type HeldTable = readonly (readonly (string | null)[])[]

/** What a paste at a range comes to: cells over what is there, then new columns and rows for what hangs over. */
export function planPaste(
  table: readonly (readonly string[])[],
  range: Range,
  target: PasteTarget,
  held?: HeldTable,
): PastePlan {
  const selected = boxOf(range)
  const height = table.length
  const width = table[0]!.length
  const { rows, cols } = tiled(height, width, selected)
  const { top, left } = selected
  const newColumns: Column[] = []
  for (let col = target.columns.length; col < left + cols; col++) {
    newColumns.push({
      id: target.takeColumn(),
      header: '',
      attribute: null,
      constant: null,
      hidden: false,
      width: null,
    })
  }
  const columns = [...target.columns, ...newColumns].slice(left, left + cols)
  const patches: SheetPatch[] = []
  if (newColumns.length > 0) {
    patches.push({ kind: 'setColumns', columns: [...target.allColumns, ...newColumns] })
  }

  const over: RowId[] = []
  for (let index = top; index < Math.min(top + rows, target.extent.rows); index++) {
    const id = target.rowAt(index)
    if (id !== undefined) over.push(id)
  }
  let constants = 0
  columns.forEach((column, col) => {
    if (column.constant !== null) {
      constants++
      return
    }
    if (over.length === 0) return
    const values = over.map((_, i) => table[i % height]![col % width]!)
    const holding = held && over.map((_, i) => held[i % height]?.[col % width] ?? null)
    const taken = over.flatMap((_, i) => (target.skipBlanks === true && values[i] === '' ? [] : [i]))
    const all = taken.length === over.length
    const those = <T>(list: T[]) => (all ? list : taken.map((i) => list[i]!))
    patches.push({
      ...{ kind: 'setCells', column: column.id, rows: those(over), values: those(values) },
      ...(holding?.some((one) => one !== null) ? { held: those(holding) } : {}),
    })
  })

  const many = rows - over.length
  const fresh = many > 0 ? target.takeRows(many) : { ids: [], ranks: [] }
  if (many > 0) {
    const slots = columns.reduce((most, column) => Math.max(most, column.id + 1), 0)
    const put = fresh.ids.map((id, offset): Row => {
      const cells = new Array<string>(slots).fill('')
      const source = table[(over.length + offset) % height]!
      const own = held?.[(over.length + offset) % height]
      const holding: Held = {}
      columns.forEach((column, col) => {
        if (column.constant !== null) return
        cells[column.id] = source[col % width]!
        const value = own?.[col % width] ?? null
        if (value !== null) holding[column.id] = value
      })
      const rank = fresh.ranks[offset]!
      return Object.keys(holding).length > 0 ? { id, rank, cells, held: holding } : { id, rank, cells }
    })
    patches.push({ kind: 'putRows', rows: put })
  }
  return {
    patches,
    box: { top, left, bottom: top + rows - 1, right: left + cols - 1 },
    newRows: fresh.ids,
    newColumns: newColumns.map((column) => column.id),
    constants,
  }
}
