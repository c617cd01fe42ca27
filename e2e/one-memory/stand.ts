import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contract, type Events } from '#shared/api/contract.ts'
import { packRow } from '#shared/domain/sheet/packed-row.ts'
import { DEFAULT_SETTINGS, type SheetPatch } from '#shared/domain/sheet/sheet.ts'
import { channelPair, type Channel } from '#shared/rpc/channel.ts'
import { serveRpc, type RpcServer } from '#shared/rpc/server.ts'
import { openWorkspace } from '#electron/gateways/workspace/workspace-sqlite.ts'
import type { Workspace } from '#electron/services/ports/workspace.ts'
import type { HostHandlers } from '#electron/services/session/handlers.ts'
import { createSessions, type Connection, type Sessions } from '#electron/services/session/sessions.ts'
import { workspaceHandlers } from '#electron/services/sheets/workspace-handlers.ts'
import { createConnection, type ConnectionState } from '#renderer/stores/connection/connection.ts'
import { createMirror } from '#renderer/stores/sheet/mirror.ts'
import { handTimers, type Timers } from './timers.ts'

/** Lets everything that is under way between page and host come to rest. Nothing here waits for time or for a disk. */
export async function atRest(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve()
}

export interface Stand {
  workspace: Workspace
  sheetId: number
  /** Ends the host, as a kill does, and starts another on the same workspace. */
  restart(): void
  /** Ends it without starting another. */
  kill(): void
  openPage(name: string): StandPage
  cell(row: number, column: number): string | undefined
  timers: Timers
}

export interface StandPage {
  state(): ConnectionState
  saveState(): string
  unsaved(): number
  problem(): string
  edit(...patches: SheetPatch[]): void
  /** What the browser's words do: another tab opened, the tab is looked at again, the network is back. */
  nudge(): Promise<void>
  /** Times this page was told that an older one handed something in. */
  told(): number
  takeIn(): Promise<{ sheetIds: number[]; cellsKept: number } | string>
  /** Its connection breaks; the page goes on. */
  cut(): void
  /** Its connection breaks, and it cannot reach the host until `back`; a closed tab never does. */
  leave(): void
  back(): Promise<void>
}

/** A real workspace, sessions and mirrors, and connections over channels in memory. Time is moved by hand. */
export function stand(): Stand {
  const path = join(mkdtempSync(join(tmpdir(), 'leadsheet-stand-')), 'workspace.sqlite')
  const opened = openWorkspace(path, () => new Date(0))
  if (!opened.ok) throw new Error(opened.fault.text)
  const { workspace } = opened.value
  const { id: sheetId } = workspace.createSheet('Leads', [], DEFAULT_SETTINGS)
  workspace.appendRows(
    sheetId,
    [1, 2, 3].map((id) => packRow({ id, rank: id, cells: ['', ''] })),
  )
  const timers = handTimers()

  let sessions: Sessions | null = null
  const channels: Channel[] = []

  function start(): void {
    const handlers = workspaceHandlers({ workspace, inUse: () => false, onDeleted: () => undefined })
    sessions = createSessions(
      handlers as unknown as HostHandlers,
      { mode: 'browser', version: '0', locale: 'en' },
      { pages: workspace, after: timers.after },
    )
  }

  function kill(): void {
    sessions = null
    for (const channel of channels.splice(0)) channel.close()
  }

  async function transport(): Promise<Channel> {
    if (!sessions) throw new Error('nobody listens')
    const own = sessions
    const [page, host] = channelPair()
    channels.push(host)
    const connection: Connection = {
      supersede: () => rpc.emit('session.superseded', {}),
      end: () => host.close(),
      handedIn: () => rpc.emit('workspace.handedIn', {}),
    }
    const rpc: RpcServer<Events> = serveRpc(host, contract, own.connect(connection), {
      logSurprise: (where, error) => {
        throw new Error(`${where}: ${String(error)}`)
      },
    })
    host.onClose(() => own.disconnect(connection))
    return page
  }

  start()
  return {
    workspace,
    sheetId,
    timers,
    kill,
    restart() {
      kill()
      start()
    },
    cell: (row, column) => workspace.rowsById(sheetId, [row])[0]?.cells[column],
    openPage(name) {
      let state: ConnectionState = 'connecting'
      let save = { state: 'saved', problem: '', unsaved: 0 }
      let told = 0
      let channel: Channel | null = null
      let away = false
      const connection = createConnection({
        pageId: name,
        async openTransport() {
          if (away) throw new Error('out of reach')
          channel = await transport()
          return channel
        },
        onState: (next) => (state = next),
        after: timers.after,
      })
      const mirror = createMirror({
        onState(next, problem, unsaved) {
          save = { state: next, problem, unsaved }
          release()
        },
      })
      function release(): void {
        if (state === 'superseded' && (!mirror.pending || save.state === 'refused')) connection.release()
      }
      const connect = (): void => mirror.connect((batch) => connection.call('workspace.patch', batch), name)
      connection.onReopened(connect)
      connection.onSuperseded(() => {
        if (mirror.pending) connect()
        else connection.release()
      })
      connection.on('workspace.handedIn', () => (told += 1))
      void connection.connect().then(connect)
      return {
        state: () => state,
        saveState: () => save.state,
        unsaved: () => save.unsaved,
        problem: () => save.problem,
        edit: (...patches) => mirror.write(sheetId, patches),
        async nudge() {
          connection.retryNow()
          await atRest()
        },
        told: () => told,
        async takeIn() {
          const answer = await connection.call('workspace.takeIn', {})
          return answer.ok ? answer.value : answer.fault.text
        },
        cut: () => channel?.close(),
        leave() {
          away = true
          channel?.close()
        },
        async back() {
          away = false
          connection.retryNow()
          await atRest()
        },
      }
    },
  }
}
