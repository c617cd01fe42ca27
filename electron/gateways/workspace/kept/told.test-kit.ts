import type { ReadingStore } from '#electron/services/ports/reading-store.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import { pushRowsOf, rowsOf, sheetPages } from '#electron/services/paging.ts'

/** The moment the kept workspaces end at, ms since 1970: calls of theirs may still be at work then. */
export const KEPT_AT = Date.UTC(2026, 10, 28, 12)
export const KEPT_HOST = 'api.example'
export const KEPT_ACCOUNT = 'acme'
export const KEPT_MAPPING = 'mapping of the fair'

/** All that a workspace tells its reader, as JSON has it. */
export function toldBy(workspace: Workspace & ReadingStore): unknown {
  const told = {
    lastPage: workspace.lastPage(),
    open: workspace.openSheet()?.id ?? null,
    mappings: workspace.rememberedMappings(),
    sheets: workspace.sheets().map((sheet) => {
      const fileRows = workspace.fileRows(sheet.id)
      const pages = [...sheetPages(workspace, sheet.id)]
      return {
        ...sheet,
        head: workspace.head(sheet.id),
        holds: workspace.holds({ sheetId: sheet.id }),
        rows: pages.flatMap((page) => page.rows),
        outcomes: pages.flatMap((page) => page.outcomes),
        changed: pages.flatMap((page) => page.changed),
        places: [...rowsOf(workspace, sheet.id)].map(({ id }) => fileRows.placeOf(id)),
        comparison: workspace.comparison(sheet.id, KEPT_MAPPING),
        compared: workspace.comparedRows(sheet.id, KEPT_MAPPING, { afterRow: null, limit: 100, kinds: null })
          .rows,
        links: workspace.linkedRows(sheet.id, KEPT_ACCOUNT, { afterRow: null, limit: 100 }).rows,
        pull: workspace.pull(sheet.id),
      }
    }),
    pushes: workspace.pushes().map(({ pushId }) => ({
      ...workspace.push(pushId),
      holds: workspace.holds({ pushId }),
      rows: [...pushRowsOf(workspace, pushId)],
      image: workspace.imageRows(pushId, null, 100),
      withoutImage: workspace.updatedWithoutImage(pushId),
    })),
    unfinishedPush: workspace.unfinishedPush()?.summary.pushId ?? null,
    unfinishedPulls: workspace.unfinishedPulls().map(({ sheetId }) => sheetId),
    columns: workspace.rememberedColumns(KEPT_ACCOUNT),
    calls: workspace.recentCalls(KEPT_ACCOUNT, 0),
    atWork: workspace.callsAtWork(KEPT_HOST, KEPT_AT),
  }
  return JSON.parse(JSON.stringify(told))
}
