import { beforeEach, describe, expect, it, vi } from 'vitest'
import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, WebContents } from 'electron'

const made: BrowserWindowConstructorOptions[] = []
const loaded: string[] = []

vi.mock('electron', () => ({
  nativeTheme: { shouldUseDarkColors: true },
  BrowserWindow: class {
    constructor(options: BrowserWindowConstructorOptions) {
      made.push(options)
    }
    once = vi.fn()
    loadURL(address: string) {
      loaded.push(address)
      return Promise.resolve()
    }
  },
}))

const { createWindow, reloadAfterCrash, showPage } = await import('./window.ts')

beforeEach(() => {
  made.length = 0
  loaded.length = 0
})

describe('the window', () => {
  it('gives the page a sandbox, an isolated world and no Node, whatever Electron’s defaults become', () => {
    createWindow('/out/preload/preload.cjs')
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

  it('loads the page from the program’s own scheme, not from a file or a server', async () => {
    await showPage(createWindow('/preload.cjs'))
    expect(loaded).toEqual(['leadsheet://app/'])
  })

  it('opens the page again when its process died, and only then', () => {
    const contents = Object.assign(new EventEmitter(), { reload: vi.fn() })
    const reasons: string[] = []
    reloadAfterCrash(contents as unknown as WebContents, (reason) => reasons.push(reason))
    contents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(contents.reload).not.toHaveBeenCalled()
    contents.emit('render-process-gone', {}, { reason: 'oom' })
    expect(contents.reload).toHaveBeenCalledOnce()
    expect(reasons).toEqual(['oom'])
  })
})
