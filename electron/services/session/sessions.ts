import { fail, ok, type Result } from '#shared/api/faults.ts'
import { calls, type Calls } from '#shared/api/contract.ts'
import { systemAfter, type After } from '#shared/rpc/after.ts'
import type { InputOf, OutputOf } from '#shared/rpc/contract-shape.ts'
import type { Handlers } from '#shared/rpc/server.ts'
import type { LastPageStore } from '#electron/services/ports/last-page.ts'
import { createHandIns } from './hand-ins.ts'
import type { HostHandlers } from './handlers.ts'

export interface SessionInfo {
  mode: 'desktop' | 'browser'
  version: string
  /** BCP 47. */
  locale: string
}

/** One page's connection, as the sessions see it. */
export interface Connection {
  /** A newer page has the sheets: tell it. It stays connected to hand in what it had not saved. */
  supersede(): void
  /** Let go of it: it was superseded and has no more to hand in. */
  end(): void
  /** To the holder: older pages have something to hand in. */
  handedIn(): void
}

export interface SessionOptions {
  /**
   * Which page opened last, over restarts.
   * @default this run alone
   */
  pages?: LastPageStore
  /** After a page was let in: it listens for events now. */
  onOpened?: () => void
  /**
   * Milliseconds of silence after which a superseded page that has not gone by itself is let go. Above 0.
   * @default 2_000
   */
  graceMs?: number
  /** @default setTimeout */
  after?: After
}

export interface Sessions {
  /** The handlers one connection is served with; all but `session.open` are refused until that was called. */
  connect(connection: Connection): Handlers<Calls>
  disconnect(connection: Connection): void
  /** The connection that holds the sheet; null where no page is open. */
  current(): Connection | null
}

interface Page {
  connection: Connection
  pageId: string
}

const SUPERSEDED =
  'Leadsheet was opened in another window or tab, and this one stopped editing. Go on there, or reload this page to go on here.'

const GRACE_MS = 2_000

/**
 * One page edits at a time, and the one that opened last wins: two pages that mirror the same sheet would overwrite each
 * other. Coming back is not opening: a page that lost its connection holds on to what it had, unless a newer one has opened
 * since. A page that lost its place may still hand in what it had not saved, whichever of the two was faster.
 */
export function createSessions(
  handlers: HostHandlers,
  info: SessionInfo,
  options: SessionOptions = {},
): Sessions {
  const { pages, onOpened = () => undefined, graceMs = GRACE_MS, after = systemAfter } = options
  const handIns = createHandIns((patch) => handlers['workspace.patch'](patch), pages?.lastPage() ?? null)
  let holder: Page | null = null
  /** Superseded ones that are still connected, with what stops the time they are given. */
  const leaving = new Map<Connection, { pageId: string; stop(): void }>()

  /** Gives a superseded page time to hand in; each thing it hands in gives it anew. */
  function giveTime(connection: Connection, pageId: string): void {
    leaving.get(connection)?.stop()
    const stop = after(graceMs, () => {
      if (handIns.waitsFor(pageId)) giveTime(connection, pageId)
      else connection.end()
    })
    leaving.set(connection, { pageId, stop })
  }

  function arrive(connection: Connection, pageId: string): void {
    const previous = holder
    holder = { connection, pageId }
    if (handIns.newest() !== pageId) {
      handIns.arrived(pageId)
      pages?.rememberPage(pageId)
    }
    if (previous && previous.connection !== connection && previous.pageId !== pageId) {
      giveTime(previous.connection, previous.pageId)
      previous.connection.supersede()
    }
    if (handIns.due) queueMicrotask(() => connection.handedIn())
  }

  function open(
    connection: Connection,
    { pageId, resumed }: InputOf<Calls, 'session.open'>,
  ): OutputOf<Calls, 'session.open'> {
    const newest = handIns.newest()
    const superseded = resumed && newest !== null && newest !== pageId
    if (superseded) giveTime(connection, pageId)
    else {
      arrive(connection, pageId)
      queueMicrotask(onOpened)
    }
    return { ...info, superseded }
  }

  function patch(connection: Connection, input: InputOf<Calls, 'workspace.patch'>) {
    if (holder?.connection === connection) {
      return handIns.refusesHolder(holder.pageId, input) ?? handlers['workspace.patch'](input)
    }
    const page = leaving.get(connection)
    if (!page) return fail('busy', SUPERSEDED)
    giveTime(connection, page.pageId)
    const handed = handIns.wait(page.pageId, input)
    if (holder) holder.connection.handedIn()
    else void handIns.takeUnattended()
    return handed
  }

  return {
    connect(connection) {
      const guarded: Record<string, (input: never) => unknown> = {
        'session.open': (input: InputOf<Calls, 'session.open'>): Result<OutputOf<Calls, 'session.open'>> =>
          ok(open(connection, input)),
        'workspace.patch': (input: InputOf<Calls, 'workspace.patch'>) => patch(connection, input),
        'workspace.takeIn': async () =>
          holder?.connection === connection ? ok(await handIns.takeIn()) : fail('busy', SUPERSEDED),
      }
      for (const name of Object.keys(calls) as (keyof Calls)[]) {
        if (name === 'session.open' || name === 'workspace.patch' || name === 'workspace.takeIn') continue
        guarded[name] = (input) =>
          holder?.connection === connection ? handlers[name](input) : fail('busy', SUPERSEDED)
      }
      return guarded as unknown as Handlers<Calls>
    },
    disconnect(connection) {
      const page = leaving.get(connection)
      page?.stop()
      leaving.delete(connection)
      if (page) handIns.forget(page.pageId)
      if (holder?.connection !== connection) return
      holder = null
      void handIns.takeUnattended()
    },
    current: () => holder?.connection ?? null,
  }
}
