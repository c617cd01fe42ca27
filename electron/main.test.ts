import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'

const dataDir = mkdtempSync(join(tmpdir(), 'leadsheet-desktop-'))
process.argv.push('--data-dir', dataDir)

/** What was asked of Electron, in order. */
const order: string[] = []
const sent: { type: string; id?: number }[] = []
const ipcMain = new EventEmitter()
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
    this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    return Promise.resolve()
  }
}
const windows: Window[] = []

const double = {
  app,
  ipcMain,
  BrowserWindow: Window,
  dialog: { showErrorBox },
  Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined },
  nativeTheme: { shouldUseDarkColors: false },
  powerMonitor: new EventEmitter(),
  protocol: { registerSchemesAsPrivileged: () => order.push('scheme') },
  safeStorage: {
    isAsyncEncryptionAvailable: () => Promise.resolve(false),
    getSelectedStorageBackend: () => 'basic_text',
  },
  session: {
    defaultSession: Object.assign(new EventEmitter(), {
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
      resourcesDir: '',
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

describe('the desktop entry', () => {
  it('declares its scheme, separates the profile and locks before anything is opened; then shows the page', async () => {
    await import('./main.ts')
    await vi.waitFor(() => expect(order.at(-1)).toBe('load leadsheet://app/'))
    expect(order).toEqual([
      `setPath userData ${join(dataDir, 'desktop')}`,
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

  it('comes to the front when it is started a second time', () => {
    app.emit('second-instance')
    expect(windows).toHaveLength(1)
    expect(windows[0]?.restore).toHaveBeenCalledOnce()
    expect(windows[0]?.focus).toHaveBeenCalledOnce()
  })

  it('closes what is open before it quits', async () => {
    windows[0]?.emit('closed')
    expect(app.quit).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce())
    expect(showErrorBox).not.toHaveBeenCalled()
  })
})

afterAll(() => {
  process.argv.splice(-2)
})
