import { EventEmitter } from 'node:events'
import type { App, BrowserWindow } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const showMessageBox =
  vi.fn<(window: unknown, options: { buttons: string[] }) => Promise<{ response: number }>>()
const showMessageBoxSync = vi.fn<(window: unknown, options: unknown) => number>()
vi.mock('electron', () => ({ dialog: { showMessageBox, showMessageBoxSync } }))

const { askBeforeClosing, askBeforeLosingEdits, hideInsteadOfClosing } = await import('./closing.ts')

beforeEach(() => {
  showMessageBox.mockReset()
})

function windowWhile(running: boolean) {
  const window = Object.assign(new EventEmitter(), { closed: 0, close: vi.fn() })
  window.close.mockImplementation(() => {
    const event = { preventDefault: vi.fn() }
    window.emit('close', event)
    if (event.preventDefault.mock.calls.length === 0) window.closed += 1
  })
  const pause = vi.fn(() => Promise.resolve())
  askBeforeClosing(window as unknown as BrowserWindow, { running: () => running, pause })
  return { window, pause }
}

describe('askBeforeClosing', () => {
  it('closes at once while nothing is pushed', () => {
    const { window } = windowWhile(false)
    window.close()
    expect(window.closed).toBe(1)
    expect(showMessageBox).not.toHaveBeenCalled()
  })

  it('asks while a push goes on, and stays open when the person keeps pushing', async () => {
    showMessageBox.mockResolvedValue({ response: 0 })
    const { window, pause } = windowWhile(true)
    window.close()
    await vi.waitFor(() => expect(showMessageBox).toHaveBeenCalledOnce())
    expect(showMessageBox.mock.calls[0]?.[1].buttons).toEqual(['Keep pushing', 'Pause and close'])
    expect(pause).not.toHaveBeenCalled()
    expect(window.closed).toBe(0)
  })

  it('lets the calls under way finish before it closes, when the person says so', async () => {
    showMessageBox.mockResolvedValue({ response: 1 })
    const { window, pause } = windowWhile(true)
    let finished = (): void => undefined
    pause.mockReturnValue(new Promise((resolve) => (finished = resolve)))
    window.close()
    await vi.waitFor(() => expect(pause).toHaveBeenCalledOnce())
    expect(window.closed).toBe(0)
    finished()
    await vi.waitFor(() => expect(window.closed).toBe(1))
  })

  it('asks once, however often the person clicks', () => {
    showMessageBox.mockReturnValue(new Promise(() => undefined))
    const { window } = windowWhile(true)
    window.close()
    window.close()
    expect(showMessageBox).toHaveBeenCalledOnce()
  })
})

describe('hideInsteadOfClosing', () => {
  function shown(platform: NodeJS.Platform) {
    const app = new EventEmitter()
    const window = Object.assign(new EventEmitter(), { hide: vi.fn() })
    const { stay } = hideInsteadOfClosing(app as App, window as unknown as BrowserWindow, platform)
    function staysOpen(): boolean {
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) }
      window.emit('close', event)
      return event.defaultPrevented
    }
    return { app, window, stay, staysOpen }
  }

  it('puts the window away on macOS, where quitting ends the program', () => {
    const { app, window, stay, staysOpen } = shown('darwin')
    expect(staysOpen()).toBe(true)
    expect(window.hide).toHaveBeenCalledOnce()
    app.emit('before-quit')
    expect(staysOpen()).toBe(false)
    stay()
    expect(staysOpen()).toBe(true)
  })

  it('leaves closing alone elsewhere', () => {
    const { window, stay, staysOpen } = shown('win32')
    stay()
    expect(staysOpen()).toBe(false)
    expect(window.hide).not.toHaveBeenCalled()
  })
})

describe('askBeforeLosingEdits', () => {
  it('keeps the window open with changes that are not saved, unless the person lets them go', () => {
    const webContents = new EventEmitter()
    const stay = vi.fn()
    askBeforeLosingEdits({ webContents } as unknown as BrowserWindow, stay)
    function leaves(response: number): boolean {
      showMessageBoxSync.mockReturnValue(response)
      let leave = false
      webContents.emit('will-prevent-unload', { preventDefault: () => (leave = true) })
      return leave
    }
    expect(leaves(0)).toBe(false)
    expect(stay).toHaveBeenCalledOnce()
    expect(leaves(1)).toBe(true)
    expect(showMessageBoxSync.mock.calls[0]?.[1]).toMatchObject({ cancelId: 0, defaultId: 0 })
  })
})
