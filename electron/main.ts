import {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { contract, type Events } from '#shared/api/contract.ts'
import { serveRpc, type RpcServer } from '#shared/rpc/server.ts'
import { compose, type Emit, type Program } from './compose.ts'
import { openAccountSettings } from '#electron/desktop/account-settings.ts'
import { askBeforeClosing, askBeforeLosingEdits, hideInsteadOfClosing } from '#electron/desktop/closing.ts'
import { dataDirFrom, filesAskedFor, filesFrom, type StartRequest } from '#electron/desktop/command-line.ts'
import { takeHandedFiles } from '#electron/desktop/handed-files.ts'
import { onPageChannel } from '#electron/desktop/ipc-channel.ts'
import { lockNavigation, lockSession } from '#electron/desktop/lockdown.ts'
import { menuTemplate } from '#electron/desktop/menu.ts'
import { askForFile } from '#electron/desktop/open-dialog.ts'
import { declarePageScheme, servePage } from '#electron/desktop/page-protocol.ts'
import { standByPage } from '#electron/desktop/page-trouble.ts'
import { introduce } from '#electron/desktop/identity.ts'
import { pushManners } from '#electron/desktop/push-manners.ts'
import { openMemory } from '#electron/desktop/remembered.ts'
import { createSaveDialog, type LastFolder } from '#electron/desktop/save-dialog.ts'
import { openSystemAccountStore } from '#electron/desktop/system-account-store.ts'
import { systemProxy } from '#electron/desktop/system-proxy.ts'
import { endOnSurprise } from '#electron/desktop/unexpected-end.ts'
import { askAboutUpdate } from '#electron/desktop/update-question.ts'
import { createUpdates, whatChanged, type Updates } from '#electron/desktop/updates.ts'
import { utilityCarrier } from '#electron/desktop/utility-carrier.ts'
import { createWindow, showPage } from '#electron/desktop/window.ts'
import { placeFor, rememberPlace } from '#electron/desktop/window-place.ts'
import { defaultDataDir } from '#electron/process/data-dir.ts'
import { programFiles } from '#electron/process/program-files.ts'
import { createSessions, type Connection } from '#electron/services/session/sessions.ts'

const files = programFiles(import.meta.url)
const dataDir = dataDirFrom(process.argv) ?? defaultDataDir()
// Chromium's own profile stays apart from the work; the single-instance lock goes by it, so it is one per data folder.
const profileDir = join(dataDir, 'desktop')
mkdirSync(profileDir, { recursive: true, mode: 0o700 })
app.setPath('userData', profileDir)
// Kept beside the profile and sent nowhere; Help shows where.
crashReporter.start({ uploadToServer: false })
declarePageScheme()
lockNavigation(app)
introduce(app, files.version)

let window: BrowserWindow | null = null
let program: Program | null = null
/** Files the program was asked to open before it could. */
let asked: string[] = filesFrom(process.argv, app.getAppPath(), process.cwd())
const memory = openMemory(join(profileDir, 'remembered.json'))
const lastFolder: LastFolder = {
  get: () => memory.get().folder ?? app.getPath('documents'),
  set: (folder) => memory.set({ folder }),
}

/** By the menu, the system, another start or the icon. */
function openFiles(paths: readonly string[]): void {
  if (paths.length === 0) return
  if (!program) {
    asked = [...paths]
    return
  }
  remember(paths[0]!)
  program.files.offer(paths)
}

function remember(path: string): void {
  if (!existsSync(path)) return
  memory.addRecent(path)
  app.addRecentDocument(path)
  showMenu()
}

let sendCommand: Emit = () => undefined
/** Null where this copy was made without a server to ask, or runs from its sources. */
let updates: Updates | null = null

function showMenu(): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, {
        send: (command) => sendCommand('shell.command', { command }),
        openFile() {
          if (!window) return
          window.show()
          void askForFile(window, lastFolder).then((path) => openFiles(path === null ? [] : [path]))
        },
        openRecent: (path) => openFiles([path]),
        recent: memory.get().recent,
        clearRecent() {
          memory.set({ recent: [] })
          app.clearRecentDocuments()
          showMenu()
        },
        showLog: () => shell.showItemInFolder(join(dataDir, 'leadsheet.log')),
        showCrashReports: () => void shell.openPath(app.getPath('crashDumps')),
        about: () => app.showAboutPanel(),
        updates: updates && {
          on: memory.get().updates,
          switch(on) {
            memory.set({ updates: on })
            void updates?.lookByItself()
          },
          check: () => void updates?.look(),
        },
      }),
    ),
  )
}

function comeToFront(): void {
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
}

async function start(): Promise<void> {
  await app.whenReady()
  const composed = await compose({
    dataDir,
    files,
    accountStore: (onDamaged) =>
      openSystemAccountStore(openAccountSettings(dataDir, onDamaged), safeStorage, process.platform),
    saveTarget: createSaveDialog(() => window, lastFolder),
    workbookCarrier: utilityCarrier,
    proxyOf: systemProxy(session.defaultSession),
    onTheme: (theme) => (nativeTheme.themeSource = theme),
  })
  if (!composed.ok) {
    dialog.showErrorBox('Leadsheet cannot open', composed.fault.text)
    app.exit(1)
    return
  }
  const { log, pushes } = composed.value
  endOnSurprise({
    app,
    dialog,
    log: (where, error) => log.surprise(where, error),
    pause: () => pushes.close(),
  })
  program = composed.value
  await open(composed.value)
}

async function open(opened: Program): Promise<void> {
  lockSession(session.defaultSession)
  servePage(session.defaultSession, files.rendererDir)
  const sessions = createSessions(
    opened.handlers,
    { mode: 'desktop', version: files.version, locale: app.getLocale() },
    {
      pages: opened.workspace,
      onOpened() {
        opened.welcome()
        tellWhatChanged()
      },
    },
  )
  const before = memory.get().window
  const primary = screen.getPrimaryDisplay()
  const shown = createWindow({
    preload: files.preload,
    place: placeFor(before, [primary, ...screen.getAllDisplays()]),
    maximized: before?.maximized ?? false,
    fullScreen: before?.fullScreen ?? false,
    icon: join(files.resourcesDir, 'icons', '512x512.png'),
  })
  window = shown
  let page: RpcServer<Events> | null = null
  onPageChannel(shown.webContents, (channel) => {
    const connection: Connection = {
      // The window has one page at a time: the one before it is gone when the next opens.
      supersede: () => undefined,
      end: () => channel.close(),
      handedIn: () => own.emit('workspace.handedIn', {}),
    }
    const own = serveRpc(channel, contract, sessions.connect(connection), {
      logSurprise: (where, error) => opened.log.surprise(where, error),
    })
    page = own
    channel.onClose(() => sessions.disconnect(connection))
  })
  const toPage: Emit = (name, payload) => page?.emit(name, payload)
  sendCommand = toPage
  const onProgress = pushManners(() => window)
  opened.onEvent((name, payload) => {
    if (name === 'push.progress') onProgress(payload as Parameters<typeof onProgress>[0])
    toPage(name, payload)
  })
  takeHandedFiles(shown.webContents, async (path) => {
    const taken = await opened.files.take(path)
    if (taken.ok) remember(path)
    return taken
  })
  standByPage(shown, { log: (line) => opened.log.write(line), close: () => shown.close() })
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason === 'clean-exit') return
    opened.log.write(`a process is gone: ${name ?? type}, ${reason}, code ${exitCode}`)
    if (type === 'GPU') {
      toPage('notice', {
        tone: 'info',
        text: 'The part that draws the window ended and was started again. Nothing was lost.',
      })
    }
  })
  if (app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'))) {
    updates = createUpdates({
      load: async () => (await import('electron-updater')).default.autoUpdater,
      memory,
      version: files.version,
      pushing: () => opened.pushes.current()?.phase === 'running',
      ask: (version, changes) => askAboutUpdate(shown, version, changes),
      notice: (notice) => toPage('notice', notice),
      log: (line) => opened.log.write(line),
    })
  }
  rememberPlace(shown, memory)
  const { stay } = hideInsteadOfClosing(app, shown, process.platform)
  askBeforeClosing(shown, {
    running: () => opened.pushes.current()?.phase === 'running',
    pause: () => opened.pushes.close(),
    stay,
  })
  askBeforeLosingEdits(shown, stay)
  powerMonitor.on('suspend', () => opened.pushes.suspend())
  powerMonitor.on('resume', () => opened.pushes.wake())
  powerMonitor.on('shutdown', () => void opened.pushes.close())
  // A log-off of Windows waits some seconds for programs; calls under way are let finish in them.
  shown.on('query-session-end', () => void opened.pushes.close())
  showMenu()
  shown.on('closed', () => {
    window = null
    void opened
      .close()
      .catch((error: unknown) => opened.log.surprise('the end', error))
      .finally(() => app.quit())
  })
  if (asked.length > 0) openFiles(asked)
  await showPage(shown)
  void updates?.lookByItself()

  function tellWhatChanged(): void {
    const { lastVersion } = memory.get()
    if (lastVersion === files.version) return
    memory.set({ lastVersion: files.version })
    const text = whatChanged(lastVersion, files.version, files.changelog)
    if (text !== null) toPage('notice', { tone: 'info', text })
  }
}

app.on('open-file', (event, path) => {
  event.preventDefault()
  openFiles([path])
})

const request: StartRequest = { files: asked }
if (app.requestSingleInstanceLock({ ...request })) {
  app.on('second-instance', (_event, _argv, _cwd, additionalData) => {
    const paths = filesAskedFor(additionalData)
    if (program && !window) {
      // This one is on its way out: what was asked for is asked of the next.
      const own = app.isPackaged ? [] : [app.getAppPath()]
      app.relaunch({ args: [...own, '--data-dir', dataDir, ...paths] })
      return
    }
    comeToFront()
    openFiles(paths)
  })
  app.on('activate', comeToFront)
  // The last window's own 'closed' ends the program, after what is open was closed.
  app.on('window-all-closed', () => undefined)
  void start().catch((error: unknown) => {
    dialog.showErrorBox('Leadsheet cannot open', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else {
  app.quit()
}
