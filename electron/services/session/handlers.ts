import type { Calls } from '#shared/api/contract.ts'
import type { Fault } from '#shared/api/faults.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { AccountService } from '#electron/services/accounts/accounts.ts'
import type { AttributeService } from '#electron/services/accounts/attributes.ts'
import type { FileService } from '#electron/services/sheets/files.ts'
import type { historyHandlers } from '#electron/services/sheets/history.ts'
import type { practiceHandlers } from '#electron/services/accounts/practice-account.ts'
import type { Proxies } from '#electron/services/accounts/proxies.ts'
import type { pushHandlers } from '#electron/services/push/handlers.ts'
import type { afterHandlers } from '#electron/services/after/handlers.ts'
import type { undoHandlers } from '#electron/services/undo/handlers.ts'
import type { readingHandlers } from '#electron/services/reading/handlers.ts'
import type { recipeHandlers } from '#electron/services/sheets/recipes.ts'
import type { ReportService } from '#electron/services/sheets/reports.ts'
import type { workspaceHandlers } from '#electron/services/sheets/workspace-handlers.ts'

/** Every call but those that belong to whoever holds the connections. */
export type HostHandlers = Omit<Handlers<Calls>, 'session.open' | 'workspace.takeIn'>

export interface HandlerSlices {
  accounts: AccountService['handlers']
  after: ReturnType<typeof afterHandlers>
  attributes: AttributeService['handlers']
  files: FileService['handlers']
  history: ReturnType<typeof historyHandlers>
  practice: ReturnType<typeof practiceHandlers>
  proxies: Proxies['handlers']
  push: ReturnType<typeof pushHandlers>
  undo: ReturnType<typeof undoHandlers>
  reading: ReturnType<typeof readingHandlers>
  recipes: ReturnType<typeof recipeHandlers>
  reports: ReportService['handlers']
  shell: Pick<Handlers<Calls>, 'shell.theme'>
  workspace: ReturnType<typeof workspaceHandlers>
}

/** What a full disk throws, from wherever a call was; null for surprises. */
export type FaultOf = (error: unknown) => Fault | null

function guarded(handlers: HostHandlers, faultOf: FaultOf): HostHandlers {
  const entries = Object.entries(handlers) as [string, (input: never) => unknown][]
  return Object.fromEntries(
    entries.map(([name, handle]) => [
      name,
      async (input: never) => {
        try {
          return await handle(input)
        } catch (error) {
          const fault = faultOf(error)
          if (!fault) throw error
          return { ok: false, fault }
        }
      },
    ]),
  ) as unknown as HostHandlers
}

/** The contract's calls, each from the service that answers it; a call nobody answers does not compile. */
export function joinHandlers(slices: HandlerSlices, faultOf: FaultOf): HostHandlers {
  const handlers = {
    ...slices.accounts,
    ...slices.after,
    ...slices.attributes,
    ...slices.files,
    ...slices.history,
    ...slices.practice,
    ...slices.proxies,
    ...slices.push,
    ...slices.undo,
    ...slices.reading,
    ...slices.recipes,
    ...slices.reports,
    ...slices.shell,
    ...slices.workspace,
  }
  return guarded(handlers, faultOf)
}
