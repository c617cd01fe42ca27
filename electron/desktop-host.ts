import type { SafeStorage } from 'electron'
import { contract, type Events } from '#shared/api/contract.ts'
import type { Result } from '#shared/api/faults.ts'
import type { Channel } from '#shared/rpc/channel.ts'
import { serveRpc, type RpcServer } from '#shared/rpc/server.ts'
import { openAccountSettings } from '#electron/desktop/account-settings.ts'
import { proxySignIn, type SignIn } from '#electron/desktop/proxy-sign-in.ts'
import { openSystemAccountStore } from '#electron/desktop/system-account-store.ts'
import { createSessions, type Connection } from '#electron/services/session/sessions.ts'
import { compose, type ComposeOptions, type Emit, type Program } from './compose.ts'

export interface DesktopHostOptions extends Omit<ComposeOptions, 'accountStore'> {
  /** BCP 47. */
  locale: string
  sealing: SafeStorage
  /** A page was let in: it listens for events now. */
  onOpened: () => void
}

export interface DesktopHost {
  program: Program
  /** The window has one page at a time: the one before it is gone when the next opens. */
  serve: (channel: Channel) => void
  /** To the page that is open. */
  emit: Emit
  /** One for each of Chromium's sessions: each asks for itself. */
  signIn: () => SignIn
}

/**
 * The program behind the window, apart from `main.ts` so that none of it is read before the page is on its way: the services, and
 * whoever speaks with the page. Faults are those of `compose`.
 */
export async function openDesktopHost(options: DesktopHostOptions): Promise<Result<DesktopHost>> {
  const { dataDir, files, locale, sealing, onOpened, ...rest } = options
  const composed = await compose({
    ...rest,
    dataDir,
    files,
    accountStore: (onDamaged) =>
      openSystemAccountStore(openAccountSettings(dataDir, onDamaged), sealing, process.platform),
  })
  if (!composed.ok) return composed
  const program = composed.value
  const sessions = createSessions(
    program.handlers,
    { mode: 'desktop', version: files.version, locale },
    {
      pages: program.workspace,
      onOpened() {
        program.welcome()
        onOpened()
      },
    },
  )
  let page: RpcServer<Events> | null = null

  function serve(channel: Channel): void {
    const connection: Connection = {
      supersede: () => undefined,
      end: () => channel.close(),
      handedIn: () => own.emit('workspace.handedIn', {}),
    }
    const own = serveRpc(channel, contract, sessions.connect(connection), {
      logSurprise: (where, error) => program.log.surprise(where, error),
    })
    page = own
    channel.onClose(() => sessions.disconnect(connection))
  }

  return {
    ok: true,
    value: {
      program,
      serve,
      emit: (name, payload) => page?.emit(name, payload),
      signIn: () => proxySignIn(program.proxyLogins),
    },
  }
}
