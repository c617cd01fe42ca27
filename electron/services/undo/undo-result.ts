import type { ImageStore } from '#electron/services/ports/image-store.ts'
import type { PushStore } from '#electron/services/ports/pushes.ts'
import { LEAD_IS_GONE } from '#electron/services/push/update-call.ts'

/** What became of a push that was taken back, in cells. */
export interface UndoResult {
  /** Have their former value again. */
  restored: number
  /** Changed since by somebody, and left alone. */
  kept: number
  /** Their leads are no more. */
  gone: number
  /** Could not be put back, or it is not known whether they were. */
  cannot: number
  /** Not sent yet, or cancelled before their turn. */
  open: number
}

const PAGE = 2000

/** As the journal has it now; `undoId`: the undo's own push. */
export function undoResult(
  workspace: Pick<PushStore, 'push' | 'pushRowsById'> & ImageStore,
  undoId: number,
): UndoResult | null {
  const undo = workspace.push(undoId)?.write?.undo
  if (!undo) return null
  const result = { restored: undo.same, kept: undo.kept, gone: undo.gone, cannot: undo.cannot, open: 0 }
  for (let after: number | null = null; ;) {
    const images = workspace.imageRows(undoId, after, PAGE)
    const outcomes = new Map(
      workspace
        .pushRowsById(
          undoId,
          images.map(({ rowId }) => rowId),
        )
        .map((row) => [row.rowId, row]),
    )
    for (const { rowId, state, cells: all } of images) {
      const cells = all.filter(({ left }) => !left)
      result.kept += all.length - cells.length
      const isGone = state === 'failed' && outcomes.get(rowId)?.details?.includes(LEAD_IS_GONE) === true
      if (state === 'updated') result.restored += cells.length
      else if (isGone) result.gone += cells.length
      else if (state === 'failed' || state === 'unknown') result.cannot += cells.length
      else result.open += cells.length
    }
    if (images.length < PAGE) return result
    after = images.at(-1)!.seq
  }
}
