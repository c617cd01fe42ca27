import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { Calls } from '#shared/api/contract.ts'
import { DEFAULT_SETTINGS, type Column, type RowId, type ValueMap } from '#shared/domain/sheet/sheet.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { PatchStore } from '#electron/services/ports/patches.ts'
import { newlySaid } from './said-values.ts'

type WorkspaceCalls =
  | 'workspace.open'
  | 'workspace.rows'
  | 'workspace.patch'
  | 'workspace.create'
  | 'workspace.sheets'
  | 'workspace.head'
  | 'workspace.switch'
  | 'workspace.remove'
  | 'workspace.arrange'
  | 'workspace.close'
  | 'workspace.keepLook'
  | 'workspace.mappings'

/** Columns an empty sheet begins with, so that there is somewhere to type and to paste. */
const EMPTY_COLUMNS = 8

function emptyColumns(): Column[] {
  return Array.from({ length: EMPTY_COLUMNS }, (_, id) => ({
    id,
    header: '',
    attribute: null,
    constant: null,
    hidden: false,
    width: null,
  }))
}

function noSheet(): Result<never> {
  return fail('not-found', 'This sheet is no longer here. Open another one.')
}

export interface WorkspaceHandlersDeps {
  workspace: SheetStore & PatchStore
  /** True while a push of this sheet has not ended. */
  inUse: (sheetId: number) => boolean
  /** Rows were deleted from the sheet. */
  onDeleted: (sheetId: number, rows: readonly RowId[]) => void
  /** Somebody said what values of an attribute stand for, or took it back. */
  onSaid?: (accountId: string, attribute: string, values: ValueMap) => void
}

export function workspaceHandlers({
  workspace,
  inUse,
  onDeleted,
  onSaid,
}: WorkspaceHandlersDeps): Pick<Handlers<Calls>, WorkspaceCalls> {
  return {
    'workspace.open': () => ok({ sheet: workspace.openSheet() }),
    'workspace.rows': ({ sheetId, afterRank, limit }) =>
      workspace.head(sheetId) ? ok(workspace.rows(sheetId, afterRank, limit)) : noSheet(),
    'workspace.patch': ({ sheetId, pageId, batch, patches }) => {
      const before = workspace.head(sheetId)
      if (!before) return noSheet()
      const isNew = workspace.applyPatches(sheetId, pageId, batch, patches)
      if (onSaid && isNew && patches.some(({ kind }) => kind === 'setColumns')) {
        const { columns, settings } = workspace.head(sheetId)!
        for (const { attribute, values } of newlySaid(before.columns, columns))
          onSaid(settings.accountId, attribute, values)
      }
      const deleted = patches.flatMap((patch) => (patch.kind === 'deleteRows' ? patch.rows : []))
      if (deleted.length > 0) {
        // A deletion and its undo may come in one batch.
        const back = new Set(workspace.rowsById(sheetId, deleted).map(({ id }) => id))
        onDeleted(
          sheetId,
          deleted.filter((id) => !back.has(id)),
        )
      }
      return ok({})
    },
    'workspace.create': ({ name, accountId }) => {
      const { phoneCountry } = workspace.openSheet()?.settings ?? DEFAULT_SETTINGS
      const sheet = workspace.createSheet(name, emptyColumns(), {
        ...DEFAULT_SETTINGS,
        accountId,
        phoneCountry,
      })
      return ok(workspace.switchTo(sheet.id) ?? sheet)
    },
    'workspace.sheets': () => ok({ sheets: workspace.sheets() }),
    'workspace.head': ({ sheetId }) => {
      const head = workspace.head(sheetId)
      return head ? ok(head) : noSheet()
    },
    'workspace.switch': ({ sheetId }) => {
      const sheet = workspace.switchTo(sheetId)
      return sheet ? ok(sheet) : noSheet()
    },
    'workspace.remove': ({ sheetId }) => {
      if (inUse(sheetId)) {
        return fail('busy', 'A push of this sheet has not ended. Finish or cancel it first.')
      }
      workspace.removeSheet(sheetId)
      return ok({})
    },
    'workspace.arrange': ({ tabs }) => {
      workspace.arrangeTabs(tabs)
      return ok({})
    },
    'workspace.close': ({ sheetId }) => {
      workspace.closeSheet(sheetId)
      return ok({})
    },
    'workspace.keepLook': ({ sheetId, look }) => {
      workspace.keepLook(sheetId, look)
      return ok({})
    },
    'workspace.mappings': () => ok({ remembered: workspace.rememberedMappings() }),
  }
}
