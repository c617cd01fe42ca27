import { app, BrowserWindow, dialog, Menu, powerMonitor, safeStorage, session } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { contract, type Events } from '#shared/api/contract.ts'
import { serveRpc, type RpcServer } from '#shared/rpc/server.ts'
import { compose, type Program } from './compose.ts'
import { openAccountSettings } from '#electron/desktop/account-settings.ts'
import { askBeforeClosing } from '#electron/desktop/closing.ts'
import { dataDirFrom } from '#electron/desktop/command-line.ts'
import { onPageChannel } from '#electron/desktop/ipc-channel.ts'
import { lockNavigation, lockSession } from '#electron/desktop/lockdown.ts'
import { menuTemplate } from '#electron/desktop/menu.ts'
import { declarePageScheme, servePage } from '#electron/desktop/page-protocol.ts'
import { createSaveDialog } from '#electron/desktop/save-dialog.ts'
import { openSystemAccountStore } from '#electron/desktop/system-account-store.ts'
import { utilityCarrier } from '#electron/desktop/utility-carrier.ts'
import { createWindow, reloadAfterCrash, showPage } from '#electron/desktop/window.ts'
import { defaultDataDir } from '#electron/process/data-dir.ts'
import { logUncaught } from '#electron/process/uncaught-errors.ts'
import { programFiles } from '#electron/process/program-files.ts'
import { createSessions, type Connection } from '#electron/services/session/sessions.ts'

const files = programFiles(import.meta.url)
const dataDir = dataDirFrom(process.argv) ?? defaultDataDir()
// Chromium's own profile stays apart from the work; the single-instance lock goes by it, so it is one per data folder.
const profileDir = join(dataDir, 'desktop')
mkdirSync(profileDir, { recursive: true, mode: 0o700 })
app.setPath('userData', profileDir)
declarePageScheme()
lockNavigation(app)

let window: BrowserWindow | null = null

async function start(): Promise<void> {
  await app.whenReady()
  const composed = await compose({
    dataDir,
    files,
    accountStore: (onDamaged) =>
      openSystemAccountStore(openAccountSettings(dataDir, onDamaged), safeStorage, process.platform),
    saveTarget: createSaveDialog(() => window),
    workbookCarrier: utilityCarrier,
  })
  if (!composed.ok) {
    dialog.showErrorBox('Leadsheet cannot open', composed.fault.text)
    app.exit(1)
    return
  }
  logUncaught(composed.value.log)
  await open(composed.value)
}

async function open(program: Program): Promise<void> {
  lockSession(session.defaultSession)
  servePage(session.defaultSession, files.rendererDir)
  const sessions = createSessions(
    program.handlers,
    { mode: 'desktop', version: files.version, locale: app.getLocale() },
    { pages: program.workspace, onOpened: () => program.welcome() },
  )
  window = createWindow(files.preload)
  let page: RpcServer<Events> | null = null
  onPageChannel(window.webContents, (channel) => {
    const connection: Connection = {
      // The window has one page at a time: the one before it is gone when the next opens.
      supersede: () => undefined,
      end: () => channel.close(),
      handedIn: () => own.emit('workspace.handedIn', {}),
    }
    const own = serveRpc(channel, contract, sessions.connect(connection), {
      logSurprise: (where, error) => program.log.surprise(where, error),
    })
    page = own
    channel.onClose(() => sessions.disconnect(connection))
  })
  program.onEvent((name, payload) => page?.emit(name, payload))
  reloadAfterCrash(window.webContents, (reason) => program.log.write(`the page's process is gone: ${reason}`))
  askBeforeClosing(window, {
    running: () => program.pushes.current()?.phase === 'running',
    pause: () => program.pushes.close(),
  })
  powerMonitor.on('suspend', () => program.pushes.suspend())
  powerMonitor.on('resume', () => program.pushes.wake())
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, (command) => page?.emit('shell.command', { command })),
    ),
  )
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  window.on('closed', () => {
    window = null
    void program.close().finally(() => app.quit())
  })
  await showPage(window)
}

if (app.requestSingleInstanceLock()) {
  // The last window's own 'closed' ends the program, after what is open was closed.
  app.on('window-all-closed', () => undefined)
  void start().catch((error: unknown) => {
    dialog.showErrorBox('Leadsheet cannot open', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else {
  app.quit()
}
