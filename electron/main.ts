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
import type { Channel } from '#shared/rpc/channel.ts'
import type { Emit, Program } from './compose.ts'
import type { DesktopHost } from './desktop-host.ts'
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
import { systemProxy } from '#electron/desktop/system-proxy.ts'
import { endOnSurprise } from '#electron/desktop/unexpected-end.ts'
import { askAboutUpdate } from '#electron/desktop/update-question.ts'
import { createUpdates, whatChanged, type Updates } from '#electron/desktop/updates.ts'
import { utilityCarrier } from '#electron/desktop/utility-carrier.ts'
import { createWindow, showPage } from '#electron/desktop/window.ts'
import { placeFor, rememberPlace } from '#electron/desktop/window-place.ts'
import { hasNoSheetOpen } from '#electron/gateways/workspace/no-sheet.ts'
import { defaultDataDir } from '#electron/process/data-dir.ts'
import { programFiles } from '#electron/process/program-files.ts'

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
// Electron would make a menu of its own first.
Menu.setApplicationMenu(null)

let window: BrowserWindow | null = null
let program: Program | null = null
/** The window was closed; what is open is being closed after it. */
let closing = false
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

/** The window comes first; what it needs a host for waits for it here. */
const hosting = Promise.withResolvers<Program>()
hosting.promise.catch(() => undefined)

async function start(): Promise<void> {
  await app.whenReady()
  const { shown, pageFree, serveWith } = openWindow()
  // This process hands out the page's scripts and shows the window: what it reads and opens meanwhile would hold both up.
  await pageFree
  const { openDesktopHost } = await import('./desktop-host.ts')
  const opened = await openDesktopHost({
    dataDir,
    files,
    locale: app.getLocale(),
    sealing: safeStorage,
    saveTarget: createSaveDialog(() => window, lastFolder),
    workbookCarrier: utilityCarrier,
    proxyOf: systemProxy(session.defaultSession),
    onTheme: (theme) => (nativeTheme.themeSource = theme),
    onOpened: tellWhatChanged,
  })
  if (!opened.ok) {
    giveUp(opened.fault.text)
    return
  }
  const { program: composed, serve, emit } = opened.value
  const { log, pushes } = composed
  endOnSurprise({
    app,
    dialog,
    log: (where, error) => log.surprise(where, error),
    pause: () => pushes.close(),
  })
  sendCommand = emit
  program = composed
  hosting.resolve(composed)
  const onProgress = pushManners(() => window)
  composed.onEvent((name, payload) => {
    if (name === 'push.progress') onProgress(payload as Parameters<typeof onProgress>[0])
    emit(name, payload)
  })
  if (asked.length > 0) openFiles(asked)
  serveWith(serve)
  // Closed before there was anything to close.
  if (window) attend(shown, opened.value)
}

/** Whether a page that is handed out now may show at once what there is to see without a sheet. */
function hasNoSheet(): boolean {
  if (program) return program.workspace.openSheet() === null
  return asked.length === 0 && hasNoSheetOpen(join(dataDir, 'workspace.sqlite'))
}

/** Milliseconds after a page was loaded in which it must have been painted. */
const PAINT_MS = 500

/** The window is shown, or will not be for now. */
function untilPainted(shown: BrowserWindow, loaded: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    shown.once('ready-to-show', resolve)
    shown.once('closed', resolve)
    void loaded.then(() => setTimeout(resolve, PAINT_MS))
  })
}

/** Everything of the window that needs no host. */
function openWindow(): {
  shown: BrowserWindow
  /** The page does without this process for a while: it has its scripts, and is painted where it need not ask first. */
  pageFree: Promise<void>
  /** Whoever answers the page; what it said before is kept for it. */
  serveWith: (serve: (channel: Channel) => void) => void
} {
  lockSession(session.defaultSession)
  let asksFirst = true
  const handedOut = servePage(session.defaultSession, files.rendererDir, () => {
    asksFirst = !hasNoSheet()
    return !asksFirst
  })
  showMenu()
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
  let serve: ((channel: Channel) => void) | null = null
  let waiting: Channel | null = null
  onPageChannel(shown.webContents, (channel) => {
    if (serve) serve(channel)
    else waiting = channel
  })
  takeHandedFiles(shown.webContents, async (path) => {
    const taken = await (await hosting.promise).files.take(path)
    if (taken.ok) remember(path)
    return taken
  })
  standByPage(shown, { log: writeToLog, close: () => shown.close() })
  rememberPlace(shown, memory)
  const { stay } = hideInsteadOfClosing(app, shown, process.platform)
  askBeforeClosing(shown, {
    running: () => program?.pushes.current()?.phase === 'running',
    pause: async () => program?.pushes.close(),
    stay,
  })
  askBeforeLosingEdits(shown, stay)
  shown.on('closed', () => {
    window = null
    closing = true
    void hosting.promise
      .then((opened) => opened.close().catch((error: unknown) => void opened.log.surprise('the end', error)))
      .finally(() => app.quit())
  })
  const loaded = showPage(shown).catch((error: unknown) => {
    // A page that was closed before it came is no trouble.
    if (!closing) giveUp(error instanceof Error ? error.message : String(error))
  })
  const painted = untilPainted(shown, loaded)
  return {
    shown,
    pageFree: Promise.race([handedOut, loaded]).then(() => (asksFirst ? undefined : painted)),
    serveWith(next) {
      serve = next
      if (waiting) next(waiting)
    },
  }
}

/** What goes on around a window once it has a host. */
function attend(shown: BrowserWindow, host: DesktopHost): void {
  const { program: opened } = host
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason === 'clean-exit') return
    opened.log.write(`a process is gone: ${name ?? type}, ${reason}, code ${exitCode}`)
    if (type === 'GPU') {
      sendCommand('notice', {
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
      // A session of its own asks for itself.
      signIn: host.signIn(),
      notice: (notice) => sendCommand('notice', notice),
      log: (line) => opened.log.write(line),
    })
    // It has two entries more now.
    showMenu()
  }
  const signIn = host.signIn()
  app.on('login', (event, _contents, _details, info, answer) => {
    if (signIn(info, answer)) event.preventDefault()
  })
  powerMonitor.on('suspend', () => opened.pushes.suspend())
  powerMonitor.on('resume', () => opened.pushes.wake())
  powerMonitor.on('shutdown', () => void opened.pushes.close())
  // A log-off of Windows waits some seconds for programs; calls under way are let finish in them.
  shown.on('query-session-end', () => void opened.pushes.close())
  void updates?.lookByItself()
}

function tellWhatChanged(): void {
  const { lastVersion } = memory.get()
  if (lastVersion === files.version) return
  memory.set({ lastVersion: files.version })
  const text = whatChanged(lastVersion, files.version, files.changelog)
  if (text !== null) sendCommand('notice', { tone: 'info', text })
}

function writeToLog(line: string): void {
  void hosting.promise.then(({ log }) => log.write(line))
}

/** Said in one box, over no window that cannot be used. */
function giveUp(why: string): void {
  window?.hide()
  dialog.showErrorBox('Leadsheet cannot open', why)
  app.exit(1)
}

app.on('open-file', (event, path) => {
  event.preventDefault()
  openFiles([path])
})

const request: StartRequest = { files: asked }
if (app.requestSingleInstanceLock({ ...request })) {
  app.on('second-instance', (_event, _argv, _cwd, additionalData) => {
    const paths = filesAskedFor(additionalData)
    if (closing) {
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
  void start().catch((error: unknown) => giveUp(error instanceof Error ? error.message : String(error)))
} else {
  app.quit()
}
