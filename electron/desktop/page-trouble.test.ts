import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'

interface Asked {
  message: string
  signal: AbortSignal
}
const asked: Asked[] = []
let answer: Promise<{ response: number }> = Promise.resolve({ response: 0 })
vi.mock('electron', () => ({
  dialog: {
    showMessageBox: (_window: unknown, options: Asked) => {
      asked.push(options)
      return answer
    },
  },
}))

const { standByPage } = await import('./page-trouble.ts')

beforeEach(() => {
  asked.length = 0
  answer = Promise.resolve({ response: 0 })
})

function page() {
  const webContents = Object.assign(new EventEmitter(), { reload: vi.fn(), forcefullyCrashRenderer: vi.fn() })
  const window = Object.assign(new EventEmitter(), { webContents })
  const lines: string[] = []
  const close = vi.fn()
  let time = 0
  standByPage(window as unknown as BrowserWindow, { log: (line) => lines.push(line), close, now: () => time })
  return {
    window,
    webContents,
    lines,
    close,
    die: (reason = 'oom') => webContents.emit('render-process-gone', {}, { reason }),
    pass: (ms: number) => (time += ms),
  }
}

describe('standByPage', () => {
  it('opens a page that died again, says so in the log, and leaves one alone that went by itself', () => {
    const { webContents, lines, die } = page()
    die('clean-exit')
    expect(webContents.reload).not.toHaveBeenCalled()
    die('oom')
    expect(webContents.reload).toHaveBeenCalledOnce()
    expect(lines).toEqual(["the page's process is gone: oom"])
  })

  it('stops after three in a minute and asks: closing is what happens when nothing is chosen', async () => {
    const { webContents, die, close } = page()
    for (let time = 0; time < 4; time++) die('crashed')
    expect(webContents.reload).toHaveBeenCalledTimes(3)
    expect(asked.map(({ message }) => message)).toEqual(['The window cannot be shown.'])
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce())
    expect(webContents.reload).toHaveBeenCalledTimes(3)
  })

  it('tries again when the person says so, with three more tries', async () => {
    answer = Promise.resolve({ response: 1 })
    const { webContents, die, close } = page()
    for (let time = 0; time < 4; time++) die('crashed')
    await vi.waitFor(() => expect(webContents.reload).toHaveBeenCalledTimes(4))
    for (let time = 0; time < 3; time++) die('crashed')
    expect(webContents.reload).toHaveBeenCalledTimes(7)
    expect(close).not.toHaveBeenCalled()
  })

  it('counts only what happened within the last minute', () => {
    const { webContents, die, pass } = page()
    for (let time = 0; time < 10; time++) {
      die('crashed')
      pass(25_000)
    }
    expect(webContents.reload).toHaveBeenCalledTimes(10)
    expect(asked).toEqual([])
  })

  it('lets a hanging page be, unless the person has it loaded again', async () => {
    const waiting = page()
    waiting.window.emit('unresponsive')
    await answer
    expect(asked.map(({ message }) => message)).toEqual(['The window does not respond.'])
    expect(waiting.webContents.forcefullyCrashRenderer).not.toHaveBeenCalled()
    answer = Promise.resolve({ response: 1 })
    const hanging = page()
    hanging.window.emit('unresponsive')
    await vi.waitFor(() => expect(hanging.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce())
  })

  it('takes the question back when the page answers again', async () => {
    answer = new Promise(() => undefined)
    const { window, webContents } = page()
    window.emit('unresponsive')
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    window.emit('responsive')
    expect(asked[0]?.signal.aborted).toBe(true)
    expect(webContents.forcefullyCrashRenderer).not.toHaveBeenCalled()
  })
})
