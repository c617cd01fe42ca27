import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'

const dataDir = mkdtempSync(join(tmpdir(), 'leadsheet-desktop-'))
const given = join(dataDir, 'given at the start.csv')
writeFileSync(given, 'Email\na@b.example\n')
process.argv.push('--data-dir', dataDir, given)

/** What was asked of Electron, in order. */
const order: string[] = []
const sent: { type: string; id?: number }[] = []
const ipcMain = Object.assign(new EventEmitter(), { handle: () => undefined, removeHandler: () => undefined })
const app = Object.assign(new EventEmitter(), {
  setPath: (name: string, path: string) => {
    if (!existsSync(path)) throw new Error('Electron takes no folder that is not there.')
    order.push(`setPath ${name} ${path}`)
  },
  getPath: () => dataDir,
  getVersion: () => '0',
  getLocale: () => 'de',
  requestSingleInstanceLock: () => order.push('lock') > 0,
  whenReady: () => Promise.resolve(),
  quit: vi.fn(),
  exit: vi.fn(),
  isPackaged: false,
  // What the test runner's own process was started with.
  getAppPath: () => process.argv[1]!,
  setAppUserModelId: () => undefined,
  setAboutPanelOptions: () => undefined,
  addRecentDocument: vi.fn(),
  relaunch: vi.fn(),
})
const showErrorBox = vi.fn()

class Window extends EventEmitter {
  webContents = Object.assign(new EventEmitter(), {
    mainFrame: { url: 'leadsheet://app/' },
    isDestroyed: () => false,
    send: (_channel: string, message: { type: string; id?: number }) => sent.push(message),
    reload: () => undefined,
  })
  constructor() {
    super()
    windows.push(this)
  }
  show = vi.fn()
  focus = vi.fn()
  isMinimized = () => true
  restore = vi.fn()
  loadURL(address: string): Promise<void> {
    order.push(`load ${address}`)
    this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url: address })
    return Promise.resolve()
  }
}
const windows: Window[] = []
const DISPLAY = { workArea: { x: 0, y: 0, width: 1280, height: 700 } }

const double = {
  app,
  ipcMain,
  BrowserWindow: Window,
  dialog: { showErrorBox },
  Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined },
  nativeTheme: { shouldUseDarkColors: false, themeSource: 'system' },
  crashReporter: { start: (options: unknown) => order.push(`crash reports ${JSON.stringify(options)}`) },
  screen: { getPrimaryDisplay: () => DISPLAY, getAllDisplays: () => [DISPLAY] },
  powerMonitor: new EventEmitter(),
  protocol: { registerSchemesAsPrivileged: () => order.push('scheme') },
  safeStorage: {
    isAsyncEncryptionAvailable: () => Promise.resolve(false),
    getSelectedStorageBackend: () => 'basic_text',
  },
  session: {
    defaultSession: Object.assign(new EventEmitter(), {
      setSpellCheckerLanguages: () => undefined,
      resolveProxy: () => Promise.resolve('DIRECT'),
      setPermissionRequestHandler: () => order.push('permissions'),
      setPermissionCheckHandler: () => undefined,
      setDevicePermissionHandler: () => undefined,
      protocol: { handle: () => order.push('serve') },
    }),
  },
  shell: {},
  utilityProcess: {},
}
vi.mock('electron', () => ({ ...double, default: double }))
vi.mock('#electron/process/program-files.ts', () => ({
  programFiles: () => {
    const rendererDir = join(dataDir, 'renderer')
    mkdirSync(rendererDir, { recursive: true })
    return {
      version: '9.9.9',
      rendererDir,
      preload: '',
      workbookProcess: '',
      practiceThread: '',
      readingThread: '',
      resourcesDir: '',
      changelog: '/dev/null',
    }
  },
}))
vi.mock('#electron/page/page-files.ts', () => ({ openPageFiles: () => ({ get: () => null }) }))

async function call(name: string, input: unknown): Promise<unknown> {
  const id = sent.length + 1000
  const { webContents } = windows[0]!
  ipcMain.emit(
    'leadsheet',
    { sender: webContents, senderFrame: webContents.mainFrame },
    { type: 'call', id, name, input },
  )
  return vi.waitFor(() => {
    const answer = sent.find((message) => message.id === id)
    expect(answer).toBeDefined()
    return answer
  })
}

// Read beforehand: what it takes to be read is no business of the answers below.
await import('./desktop-host.ts')

describe('the desktop entry', () => {
  it('declares its scheme, separates the profile and locks before anything is opened; then shows the page', async () => {
    await import('./main.ts')
    await vi.waitFor(() => expect(order.at(-1)).toBe('load leadsheet://app/'))
    expect(order).toEqual([
      `setPath userData ${join(dataDir, 'desktop')}`,
      'crash reports {"uploadToServer":false}',
      'scheme',
      'lock',
      'permissions',
      'serve',
      'load leadsheet://app/',
    ])
  })

  it('serves the page over its channel with the real services', async () => {
    expect(await call('workspace.open', {})).toMatchObject({ type: 'fault', fault: { kind: 'busy' } })
    expect(await call('session.open', { pageId: 'p' })).toMatchObject({
      value: { mode: 'desktop', version: '9.9.9', locale: 'de' },
    })
    expect(await call('workspace.open', {})).toMatchObject({ type: 'value', value: { sheet: null } })
    expect(await call('accounts.list', {})).toMatchObject({
      value: { vault: { kind: 'memory' }, accounts: [{ id: 'practice' }] },
    })
    expect(existsSync(join(dataDir, 'workspace.sqlite'))).toBe(true)
  })

  it('draws the frame of the window in the page’s own theme', async () => {
    expect(await call('shell.theme', { theme: 'dark' })).toMatchObject({ type: 'value' })
    expect(double.nativeTheme.themeSource).toBe('dark')
  })

  it('comes to the front when it is started a second time', () => {
    app.emit('second-instance', {}, [], '/', {})
    expect(windows).toHaveLength(1)
    expect(windows[0]?.restore).toHaveBeenCalledOnce()
    expect(windows[0]?.focus).toHaveBeenCalledOnce()
  })

  it('gives the page the file it was started with, once, and then one a second start names', async () => {
    expect(await call('files.takeOffered', {})).toMatchObject({
      value: { file: { kind: 'taken', name: 'given at the start.csv' }, others: 0 },
    })
    expect(await call('files.takeOffered', {})).toMatchObject({ value: { file: null } })
    const missing = join(dataDir, 'missing.csv')
    app.emit('second-instance', {}, ['Leadsheet', '--data-dir'], '/', { files: [given, missing] })
    expect(sent).toContainEqual(expect.objectContaining({ type: 'event', name: 'files.offered' }))
    expect(await call('files.takeOffered', {})).toMatchObject({
      value: { file: { kind: 'taken' }, others: 1 },
    })
    app.emit('open-file', { preventDefault: () => undefined }, missing)
    expect(await call('files.takeOffered', {})).toMatchObject({
      value: {
        file: {
          kind: 'refused',
          name: 'missing.csv',
          problem: expect.stringContaining('not there any more') as string,
        },
      },
    })
    expect(app.addRecentDocument.mock.calls).toEqual([[given]])
  })

  it('answers a proxy that stops a request of Chromium’s own, and asks for what it wants in the window', async () => {
    const event = { preventDefault: vi.fn() }
    const answer = vi.fn()
    app.emit('login', event, null, {}, { isProxy: true, host: 'proxy.example', port: 8080 }, answer)
    expect(event.preventDefault).toHaveBeenCalledOnce()
    expect(answer.mock.calls).toEqual([[]])
    const address = 'http://proxy.example:8080'
    expect(await call('accounts.list', {})).toMatchObject({
      value: { proxies: [{ address, state: 'asked' }] },
    })
    expect(await call('proxies.save', { address, name: 'ada', password: 's cret' })).toMatchObject({
      type: 'value',
    })
    app.emit('login', event, null, {}, { isProxy: true, host: 'proxy.example', port: 8080 }, answer)
    expect(answer).toHaveBeenLastCalledWith('ada', 's cret')
    app.emit('login', { preventDefault: () => expect.unreachable() }, null, {}, { isProxy: false }, answer)
    expect(answer).toHaveBeenCalledTimes(2)
  })

  it('says so in the page when the process that draws the window is gone, and nothing of one that ended as it should', () => {
    const told = () => sent.filter((message) => 'name' in message && message.name === 'notice')
    const before = told().length
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'clean-exit', exitCode: 0 })
    expect(told()).toHaveLength(before)
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 5 })
    expect(told().at(-1)).toMatchObject({
      payload: { text: expect.stringContaining('Nothing was lost') as string },
    })
    expect(told()).toHaveLength(before + 1)
  })

  it('closes what is open before it quits', async () => {
    windows[0]?.emit('closed')
    expect(app.quit).not.toHaveBeenCalled()
    // A start that comes now finds no window: the next one is asked for what it wanted.
    app.emit('second-instance', {}, [], '/', { files: [given] })
    expect(app.relaunch).toHaveBeenCalledWith({ args: [process.argv[1], '--data-dir', dataDir, given] })
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce())
    expect(showErrorBox).not.toHaveBeenCalled()
  })
})

afterAll(() => {
  process.argv.splice(-3)
})
