import { mirror } from '#renderer/stores/sheet/edit.ts'
import { useConnection } from '#renderer/stores/connection/host.ts'
import { sheetStore } from '#renderer/stores/sheet/sheet-store.ts'

/** Resolves when the workspace has every edit, with ''; or with why it has not, in the person's words. */
export async function settleEdits(): Promise<string> {
  if (!sheetStore.getState().sheet || !mirror.pending) return ''
  if (useConnection.getState().connection !== 'open') {
    return 'The last edits are not saved yet, since Leadsheet is not connected right now. Try again when it is back.'
  }
  try {
    await mirror.flushed()
    return ''
  } catch (error) {
    return `The last edits are not saved yet. ${(error as Error).message}`
  }
}
