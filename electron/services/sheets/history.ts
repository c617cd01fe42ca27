import { fail, ok } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import { isEnded } from '#shared/domain/push/outcome.ts'
import type { ImageStore } from '#electron/services/ports/image-store.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { PushStore, PushHistory } from '#electron/services/ports/pushes.ts'

/** Earlier pushes, newest first; each can be opened again as a sheet of the rows as they were sent. */
export function historyHandlers(
  workspace: Pick<PushStore, 'pushes' | 'push'> &
    PushHistory &
    Pick<SheetStore, 'switchTo' | 'rowHistory'> &
    Pick<ImageStore, 'dropImage'>,
): Pick<Handlers<Calls>, 'history.list' | 'history.row' | 'history.open' | 'history.dropImage'> {
  return {
    'history.list': () => ok({ pushes: workspace.pushes() }),
    'history.row': ({ sheetId, rowId }) => ok({ entries: workspace.rowHistory(sheetId, rowId) }),
    'history.dropImage': ({ pushId }) => {
      const phase = workspace.push(pushId)?.summary.phase
      // Until it has ended it may still need it.
      if (phase !== undefined && !isEnded(phase))
        return fail('busy', 'This push has not ended. Resume or cancel it first.')
      workspace.dropImage(pushId)
      return ok({})
    },
    'history.open': ({ pushId }) => {
      const record = workspace.push(pushId)
      const name = record
        ? `${record.summary.sheetName}, as sent ${record.summary.startedAt.slice(0, 10)}`
        : ''
      const sheet = workspace.sheetFromPush(pushId, name)
      const opened = sheet && workspace.switchTo(sheet.id)
      return opened ? ok(opened) : fail('not-found', 'This push is no longer in the history.')
    },
  }
}
