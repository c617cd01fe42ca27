import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noCounts, type PushProgress } from '#shared/domain/push/outcome.ts'

const awake = new Set<number>()
const shown: { title: string; body: string }[] = []
vi.mock('electron', () => ({
  app: {},
  powerSaveBlocker: {
    start: () => {
      awake.add(awake.size + 1)
      return awake.size
    },
    stop: (id: number) => awake.delete(id),
  },
  Notification: class extends EventEmitter {
    static isSupported = () => true
    constructor(options: { title: string; body: string }) {
      super()
      shown.push(options)
    }
    show = () => undefined
  },
}))

const { pushManners } = await import('./push-manners.ts')

beforeEach(() => {
  awake.clear()
  shown.length = 0
})

function told(focused = false) {
  const bars: unknown[][] = []
  const window = {
    isFocused: () => focused,
    flashFrame: vi.fn(),
    setProgressBar: (...args: unknown[]) => bars.push(args),
  }
  const tell = pushManners(() => window as unknown as BrowserWindow)
  return {
    bars,
    window,
    tell: (phase: PushProgress['phase'], change: Partial<PushProgress> = {}) =>
      tell({
        pushId: 1,
        phase,
        pauseReason: null,
        rows: 100,
        seconds: 90,
        note: '',
        counts: { ...noCounts(), created: 60, failed: 2, queued: 30, sending: 8 },
        ...change,
      }),
  }
}

describe('pushManners', () => {
  it('keeps the machine awake while a push runs, and lets it sleep as soon as it is paused', () => {
    const { tell } = told()
    tell('running')
    tell('running')
    expect(awake.size).toBe(1)
    tell('paused', { pauseReason: 'asked' })
    expect(awake.size).toBe(0)
    tell('running')
    expect(awake.size).toBe(1)
    tell('finished')
    expect(awake.size).toBe(0)
  })

  it('shows on the taskbar how far it is, that it is paused, and nothing once it is through', () => {
    const { tell, bars } = told()
    tell('running')
    tell('paused')
    tell('finished')
    expect(bars).toEqual([[0.62], [0.62, { mode: 'paused' }], [-1]])
  })

  it('tells the end of a long push, and a pause nobody asked for, to whoever looks at something else', () => {
    const { tell, window } = told()
    tell('running')
    tell('paused', { pauseReason: 'offline', note: 'There is no network.' })
    tell('running')
    tell('finished', { counts: { ...noCounts(), created: 98, failed: 2 } })
    expect(shown).toEqual([
      { title: 'The push is paused', body: 'There is no network.' },
      { title: 'The push is through', body: '98 created, 2 failed.' },
    ])
    expect(window.flashFrame).toHaveBeenCalledTimes(2)
  })

  it('says nothing of a short push, a pause that was asked for, one of an earlier run, or to somebody who sees it', () => {
    const away = told()
    away.tell('paused', { pauseReason: 'restarted' })
    away.tell('running')
    away.tell('paused', { pauseReason: 'asked' })
    away.tell('running')
    away.tell('finished', { seconds: 3 })
    const there = told(true)
    there.tell('running')
    there.tell('finished')
    expect(shown).toEqual([])
  })
})
