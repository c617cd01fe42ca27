import { splitFullName } from '#shared/cleaning/full-name.ts'
import type { Column, ColumnId, RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { edit, type EditResult } from '#renderer/stores/sheet/edit.ts'
import type { SheetRow } from '#renderer/stores/sheet/row-store.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { takeColumnId, useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { inSlices } from './in-slices.ts'
import { targetRows, type CleaningTarget } from './preview-cleaning.ts'

const PARTS = [
  { part: 'first', attribute: 'FirstName', header: 'First Name' },
  { part: 'last', attribute: 'LastName', header: 'Last Name' },
] as const

/** A whole name and what becomes of it, wherever it stands. */
export interface NameSplit {
  before: string
  first: string
  last: string
  rows: RowId[]
}

export interface NamePreview {
  splits: readonly NameSplit[]
  cells: number
  unclear: { cells: number; values: readonly string[] }
  /** Heading of the column each part goes to, and whether that column is made for it. */
  into: readonly { header: string; isNew: boolean }[]
}

/** The column a part goes to: the one that is sent to the attribute already; undefined: a new one. */
function existing(source: ColumnId, attribute: string): Column | undefined {
  return useSheet
    .getState()
    .columns.find(
      (column) => column.attribute === attribute && column.id !== source && column.constant === null,
    )
}

/** A part that is there already stays; a row where both are has nothing to split. */
function open(row: SheetRow, columns: readonly (Column | undefined)[]): boolean {
  return columns.some((column) => !column || (row.cells[column.id] ?? '').trim() === '')
}

export async function previewSplit(
  source: ColumnId,
  rows: CleaningTarget['rows'],
  options: { signal: AbortSignal; onProgress?: (done: number) => void },
): Promise<NamePreview> {
  const targets = PARTS.map(({ attribute }) => existing(source, attribute))
  const byName = new Map<string, NameSplit | null>()
  const unclear = { cells: 0, values: [] as string[] }
  let cells = 0
  await inSlices(
    targetRows({ rows }),
    (row) => {
      const before = row.cells[source] ?? ''
      if (before.trim() === '' || !open(row, targets)) return
      cells++
      let split = byName.get(before)
      if (split === undefined) {
        const name = splitFullName(before)
        split = name && { before, ...name, rows: [] }
        byName.set(before, split)
        if (!split && unclear.values.length < 5) unclear.values.push(before)
      }
      if (split) split.rows.push(row.id)
      else unclear.cells++
    },
    options,
  )
  return {
    splits: [...byName.values()].filter((split) => split !== null),
    cells,
    unclear,
    into: PARTS.map(({ header }, index) => {
      const column = targets[index]
      return { header: column?.header ?? header, isNew: !column }
    }),
  }
}

/** Fills first and last names from a column of whole names, which stays, as one step of undo. */
export function splitNames(source: ColumnId, splits: readonly NameSplit[]): EditResult {
  const { columns } = useSheet.getState()
  const made: Column[] = []
  const patches: SheetPatch[] = PARTS.map(({ part, attribute, header }) => {
    const column = existing(source, attribute)
    const id = column?.id ?? takeColumnId()
    if (!column) made.push({ id, header, attribute, constant: null, hidden: false, width: null })
    const rows: RowId[] = []
    const values: string[] = []
    for (const split of splits) {
      for (const rowId of split.rows) {
        const row = rowStore.byId(rowId)
        if (row?.cells[source] !== split.before || (row.cells[id] ?? '').trim() !== '') continue
        rows.push(rowId)
        values.push(split[part])
      }
    }
    return { kind: 'setCells', column: id, rows, values }
  })
  if (made.length > 0) {
    const at = columns.findIndex((column) => column.id === source) + 1
    patches.unshift({ kind: 'setColumns', columns: [...columns.slice(0, at), ...made, ...columns.slice(at)] })
  }
  return edit('Split full name', patches)
}
