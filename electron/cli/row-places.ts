import type { RowId, SheetId } from '#shared/domain/sheet/sheet.ts'
import type { Program } from '#electron/compose.ts'
import { rowsOf } from '#electron/services/paging.ts'

/** Where rows stand in the file's sheet; a row that came from no file is known by its place in ours. From 1. */
export function placesOf(
  { workspace }: Pick<Program, 'workspace'>,
  sheetId: SheetId,
  wanted: ReadonlySet<RowId>,
): Map<RowId, number> {
  const places = new Map<RowId, number>()
  if (!workspace.head(sheetId)) return places
  const inFile = workspace.fileRows(sheetId)
  let place = 0
  for (const { id } of rowsOf(workspace, sheetId)) {
    place++
    if (wanted.has(id)) places.set(id, inFile.placeOf(id) ?? place)
    if (places.size === wanted.size) break
  }
  return places
}

export function placeInWords(place: number | undefined): string {
  return place === undefined ? 'A row that was deleted since' : `Row ${place}`
}
