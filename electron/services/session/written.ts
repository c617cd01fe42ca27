import type { ColumnId, RowId, SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'

/** Cells remembered one by one; a page that wrote more than this counts as having written all of the sheet. */
const MOST_CELLS = 20_000

/** What pages wrote to one sheet, as far as it matters to what an older page hands in. */
interface WrittenSheet {
  cells: Map<ColumnId, Set<RowId>>
  rows: Set<RowId>
  count: number
  /** More was written than is remembered. */
  everything: boolean
  kinds: Set<SheetPatch['kind']>
}

/** What one page wrote while it held the sheets. */
export type Written = Map<SheetId, WrittenSheet>

export function noteWritten(written: Written, sheetId: SheetId, patches: readonly SheetPatch[]): void {
  const sheet: WrittenSheet = written.get(sheetId) ?? {
    cells: new Map(),
    rows: new Set(),
    count: 0,
    everything: false,
    kinds: new Set(),
  }
  written.set(sheetId, sheet)
  for (const patch of patches) {
    sheet.kinds.add(patch.kind)
    if (sheet.everything) continue
    if (patch.kind === 'setCells') {
      sheet.count += patch.rows.length
      const column = sheet.cells.get(patch.column) ?? new Set<RowId>()
      sheet.cells.set(patch.column, column)
      if (sheet.count <= MOST_CELLS) {
        for (const id of patch.rows) {
          column.add(id)
          sheet.rows.add(id)
        }
      }
    } else if (patch.kind === 'deleteRows') {
      sheet.count += patch.rows.length
      if (sheet.count <= MOST_CELLS) for (const id of patch.rows) sheet.rows.add(id)
    }
    if (sheet.count > MOST_CELLS) {
      sheet.everything = true
      sheet.cells.clear()
      sheet.rows.clear()
    }
  }
}

/**
 * An older page's patches beside what newer pages wrote: those that can be applied without undoing any of it, and how many
 * cells were left out because a newer page wrote them too. Null where the two cannot be put together: ids of rows and columns
 * are given out by the pages, and lists of columns and settings travel whole, so what both made new may bear one id.
 */
export function besideNewer(
  patches: readonly SheetPatch[],
  newer: readonly Written[],
  sheetId: SheetId,
): { patches: SheetPatch[]; cellsKept: number } | null {
  const sheets = newer.flatMap((written) => written.get(sheetId) ?? [])
  if (sheets.length === 0) return { patches: [...patches], cellsKept: 0 }
  if (sheets.some(({ everything }) => everything)) return null
  const wrote = (...kinds: SheetPatch['kind'][]): boolean =>
    sheets.some((sheet) => kinds.some((kind) => sheet.kinds.has(kind)))
  const touched = (id: RowId): boolean => sheets.some(({ rows }) => rows.has(id))
  let cellsKept = 0
  const free: SheetPatch[] = []
  for (const patch of patches) {
    switch (patch.kind) {
      case 'setCells': {
        if (wrote('putRows', 'deleteRows', 'setColumns')) return null
        const mine = patch.rows.map((id) => sheets.some(({ cells }) => cells.get(patch.column)?.has(id)))
        cellsKept += mine.filter(Boolean).length
        free.push({
          ...patch,
          rows: patch.rows.filter((_, index) => !mine[index]),
          values: patch.values.filter((_, index) => !mine[index]),
        })
        break
      }
      case 'putRows':
        if (wrote('putRows', 'deleteRows', 'setRanks', 'setColumns')) return null
        if (patch.rows.some(({ id }) => touched(id))) return null
        free.push(patch)
        break
      case 'deleteRows':
        if (wrote('putRows', 'deleteRows') || patch.rows.some(touched)) return null
        free.push(patch)
        break
      case 'setRanks':
        if (wrote('putRows', 'deleteRows', 'setRanks')) return null
        free.push(patch)
        break
      case 'setColumns':
      case 'setSettings':
      case 'rename':
        if (wrote(patch.kind)) return null
        free.push(patch)
        break
    }
  }
  return { patches: free, cellsKept }
}
