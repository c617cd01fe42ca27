import type { Row, SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'

const PAGE_ROWS = 2_000

/** All rows of a sheet, in its order, without all of them being at hand at once. */
export function* rowsOf(workspace: Pick<Workspace, 'rows'>, sheetId: SheetId): Generator<Row, void> {
  for (let afterRank: number | null = null; ;) {
    const page = workspace.rows(sheetId, afterRank, PAGE_ROWS)
    yield* page.rows
    const last = page.rows.at(-1)
    if (page.done || !last) return
    afterRank = last.rank
  }
}

/** Changes a sheet as a page would; each call is a batch of its own. */
export function sheetPatcher(
  workspace: Pick<Workspace, 'applyPatches'>,
  sheetId: SheetId,
): (patches: readonly SheetPatch[]) => void {
  let batch = 0
  return (patches) => {
    workspace.applyPatches(sheetId, `command line ${sheetId}`, ++batch, patches)
  }
}
