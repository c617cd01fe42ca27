import type { SheetId, SheetPatch } from '#shared/domain/sheet/sheet.ts'
import type { PatchStore } from '#electron/services/ports/patches.ts'

/** Changes a sheet as a page would; each call is a batch of its own. `remember`: as of `applyPatches`. */
export function sheetPatcher(
  workspace: Pick<PatchStore, 'applyPatches'>,
  sheetId: SheetId,
  remember = true,
  /** Each patcher of a sheet needs a name of its own: a batch of one page and number is applied once. */
  name = 'command line',
): (patches: readonly SheetPatch[]) => void {
  let batch = 0
  return (patches) => {
    workspace.applyPatches(sheetId, `${name} ${sheetId}`, ++batch, patches, remember)
  }
}
