import type { Calls } from '#shared/api/contract.ts'
import { fail, ok, type Result } from '#shared/api/faults.ts'
import type { LeadListView } from '#shared/domain/reading/pull.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { ReadingStore } from '#electron/services/ports/reading-store.ts'
import type { Spending } from '#electron/services/rate/spending.ts'
import type { SheetStore } from '#electron/services/ports/sheets.ts'
import type { Comparer } from './compare/comparer.ts'
import type { ListService } from './lists.ts'
import type { Puller } from './pull/puller.ts'

type ReadingCalls =
  | 'accounts.spending'
  | 'compare.plan'
  | 'compare.start'
  | 'compare.cancel'
  | 'compare.state'
  | 'compare.rows'
  | 'linked.rows'
  | 'linked.counts'
  | 'changes.takeTheirs'
  | 'index.forget'
  | 'pull.lists'
  | 'pull.columns'
  | 'pull.plan'
  | 'pull.start'
  | 'pull.pause'
  | 'pull.resume'
  | 'pull.cancel'
  | 'pull.state'

export interface ReadingHandlersDeps {
  workspace: Pick<SheetStore, 'head'> & ReadingStore
  comparer: Comparer
  puller: Puller
  lists: ListService
  spending: Spending
  /** Names a sheet's mapping. */
  mappingOf(sheetId: number): string
}

export function readingHandlers(deps: ReadingHandlersDeps): Pick<Handlers<Calls>, ReadingCalls> {
  const { workspace, comparer, puller, lists, spending } = deps
  return {
    'accounts.spending': ({ accountId }) => ok(spending.of(accountId)),
    'compare.plan': (request) => comparer.plan(request),
    'compare.start': async ({ way, ...request }) => {
      const started = await comparer.start(request, way)
      return started.ok ? ok(started.value.state) : started
    },
    'compare.cancel': ({ sheetId }) => ok(comparer.cancel(sheetId)),
    'compare.state': ({ sheetId }) => ok(comparer.state(sheetId)),
    'compare.rows': ({ sheetId, ...page }) =>
      ok(workspace.comparedRows(sheetId, deps.mappingOf(sheetId), page)),
    'linked.rows': ({ sheetId, ...page }) => {
      const head = workspace.head(sheetId)
      return head ? ok(workspace.linkedRows(sheetId, head.settings.accountId, page)) : noSheet()
    },
    'linked.counts': ({ sheetId }) => comparer.linkedCounts(sheetId),
    'changes.takeTheirs': ({ sheetId, cells }) => ok({ cells: workspace.takeTheirs(sheetId, cells) }),
    'index.forget': ({ accountId }) => {
      comparer.forget(accountId)
      return ok({})
    },
    'pull.lists': async ({ accountId, refresh }): Promise<Result<{ lists: LeadListView[] }>> => {
      const found = await lists.of(accountId, { refresh })
      return found.ok ? ok({ lists: found.value }) : found
    },
    'pull.columns': ({ accountId }) => ok({ columns: workspace.rememberedColumns(accountId) }),
    'pull.plan': (request) => puller.plan(request),
    'pull.start': async (request) => {
      const started = await puller.start(request)
      return started.ok ? ok({ sheet: started.value.sheet, pull: started.value.pull }) : started
    },
    'pull.pause': ({ sheetId }) => puller.pause(sheetId),
    'pull.resume': ({ sheetId }) => puller.resume(sheetId),
    'pull.cancel': ({ sheetId }) => puller.cancel(sheetId),
    'pull.state': ({ sheetId }) => ok({ pull: puller.state(sheetId) }),
  }
}

function noSheet(): Result<never> {
  return fail('not-found', 'This sheet is no longer here. Open another one.')
}
