import { beforeEach, describe, expect, it, vi } from 'vitest'
import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions } from 'electron'

const made: BrowserWindowConstructorOptions[] = []
const loaded: string[] = []
const done: string[] = []

vi.mock('electron', () => ({
  nativeTheme: { shouldUseDarkColors: true },
  BrowserWindow: class extends EventEmitter {
    constructor(options: BrowserWindowConstructorOptions) {
      super()
      made.push(options)
    }
    show = () => done.push('show')
    maximize = () => done.push('maximize')
    loadURL(address: string) {
      loaded.push(address)
      return Promise.resolve()
    }
  },
}))

const { createWindow, showPage } = await import('./window.ts')

const OPTIONS = {
  preload: '/out/preload/preload.cjs',
  place: { x: 10, y: 20, width: 1300, height: 800 },
  maximized: false,
  fullScreen: false,
  icon: '/icon.png',
}

beforeEach(() => {
  done.length = 0
  made.length = 0
  loaded.length = 0
})

describe('the window', () => {
  it('gives the page a sandbox, an isolated world and no Node, whatever Electron’s defaults become', () => {
    createWindow(OPTIONS)
    expect(made[0]?.webPreferences).toMatchObject({
      preload: '/out/preload/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    })
  })

  it('opens where it is told, and only once there is something to see', () => {
    const window = createWindow({ ...OPTIONS, maximized: true })
    expect(made[0]).toMatchObject({ x: 10, y: 20, width: 1300, height: 800, show: false })
    expect(done).toEqual([])
    window.emit('ready-to-show')
    expect(done).toEqual(['maximize', 'show'])
  })

  it('loads the page from the program’s own scheme, not from a file or a server', async () => {
    await showPage(createWindow(OPTIONS))
    expect(loaded).toEqual(['leadsheet://app/'])
  })
})
