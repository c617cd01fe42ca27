import { fail, type Result } from '#shared/api/faults.ts'
import { calls, type Calls } from '#shared/api/contract.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { HostHandlers } from './handlers.ts'

export interface SessionInfo {
  mode: 'desktop' | 'browser'
  version: string
  /** BCP 47. */
  locale: string
}

/** One page's connection, as the sessions see it. */
export interface Connection {
  /** Another page took over: tell it, then let go of it. */
  supersede(): void
}

export interface Sessions {
  /** The handlers one connection is served with; all but `session.open` are refused until that was called. */
  connect(connection: Connection): Handlers<Calls>
  disconnect(connection: Connection): void
  /** The connection that holds the sheet; null where no page is open. */
  current(): Connection | null
}

const SUPERSEDED =
  'Leadsheet was opened in another window or tab, and this one stopped editing. Go on there, or reload this page to go on here.'

/**
 * One page edits at a time, and the newest wins: two pages that mirror the same sheet would overwrite each other. A
 * page that reconnects keeps its `pageId` and takes nothing over from itself.
 */
export function createSessions(
  handlers: HostHandlers,
  info: SessionInfo,
  /** After a page was let in: it listens for events now. */
  onOpened: () => void = () => undefined,
): Sessions {
  let holder: { connection: Connection; pageId: string } | null = null

  function open(connection: Connection, pageId: string): void {
    const previous = holder
    holder = { connection, pageId }
    if (previous && previous.connection !== connection && previous.pageId !== pageId)
      previous.connection.supersede()
  }

  return {
    connect(connection) {
      const guarded: Record<string, (input: never) => unknown> = {
        'session.open': ({ pageId }: { pageId: string }): Result<SessionInfo> => {
          open(connection, pageId)
          queueMicrotask(onOpened)
          return { ok: true, value: info }
        },
      }
      for (const name of Object.keys(calls) as (keyof Calls)[]) {
        if (name === 'session.open') continue
        guarded[name] = (input) =>
          holder?.connection === connection ? handlers[name](input) : fail('busy', SUPERSEDED)
      }
      return guarded as unknown as Handlers<Calls>
    },
    disconnect(connection) {
      if (holder?.connection === connection) holder = null
    },
    current: () => holder?.connection ?? null,
  }
}
