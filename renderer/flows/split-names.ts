import { splitFullName } from '#shared/cleaning/full-name.ts'
import { hasOpenPart, NAME_PARTS, partColumns, withPartColumns } from '#shared/cleaning/name-columns.ts'
import type { ColumnId, RowId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { edit, type EditResult } from '#renderer/stores/sheet/edit.ts'
import { rowStore } from '#renderer/stores/sheet/row-store.ts'
import { takeColumnId, useSheet } from '#renderer/stores/sheet/sheet-store.ts'
import { recorded } from './apply-cleaning.ts'
import { inSlices } from './in-slices.ts'
import { targetRows, type CleaningTarget } from './preview-cleaning.ts'

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

export async function previewSplit(
  source: ColumnId,
  rows: CleaningTarget['rows'],
  options: { signal: AbortSignal; onProgress?: (done: number) => void },
): Promise<NamePreview> {
  const targets = partColumns(useSheet.getState().columns, source)
  const byName = new Map<string, NameSplit | null>()
  const unclear = { cells: 0, values: [] as string[] }
  let cells = 0
  await inSlices(
    targetRows({ rows }),
    (row) => {
      const before = row.cells[source] ?? ''
      if (before.trim() === '' || !hasOpenPart(row, targets)) return
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
    into: NAME_PARTS.map(({ header }, index) => {
      const column = targets[index]
      return { header: column?.header ?? header, isNew: !column }
    }),
  }
}

/** Fills first and last names from a column of whole names, which stays, as one step of undo. `partly`: somebody left names out. */
export function splitNames(source: ColumnId, splits: readonly NameSplit[], partly: boolean): EditResult {
  const before = useSheet.getState().columns
  const { columns, ids } = withPartColumns(before, source, takeColumnId)
  const patches: SheetPatch[] = NAME_PARTS.map(({ part }, index) => {
    const id = ids[index]!
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
  if (columns.length > before.length) patches.unshift({ kind: 'setColumns', columns })
  return edit('Split full name', [
    ...patches,
    recorded({ cleaning: 'names', chosen: {}, columns: [source], partly }),
  ])
}
