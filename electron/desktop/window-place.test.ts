import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { describe, expect, it } from 'vitest'
import { openMemory } from './remembered.ts'
import { placeFor, rememberPlace } from './window-place.ts'

const LAPTOP = { workArea: { x: 0, y: 0, width: 1366, height: 728 } }
const LARGE = { workArea: { x: 1366, y: 0, width: 2560, height: 1400 } }
const at = (x: number, y: number, width: number, height: number) => ({
  bounds: { x, y, width, height },
  maximized: false,
  fullScreen: false,
})

describe('placeFor', () => {
  it('is never larger than the display, and in its middle the first time', () => {
    expect(placeFor(null, [LAPTOP])).toEqual({ x: 0, y: 0, width: 1366, height: 728 })
    expect(placeFor(null, [LARGE])).toEqual({ x: 1946, y: 250, width: 1400, height: 900 })
  })

  it('is where the window was, on whichever display that is', () => {
    expect(placeFor(at(1500, 40, 1200, 800), [LAPTOP, LARGE])).toEqual({
      x: 1500,
      y: 40,
      width: 1200,
      height: 800,
    })
  })

  it('comes back to a display that is there when the other one was unplugged', () => {
    expect(placeFor(at(2000, 100, 1200, 700), [LAPTOP])).toEqual({ x: 83, y: 14, width: 1200, height: 700 })
  })

  it('is pulled in where it hung over the edge or the display has become smaller', () => {
    expect(placeFor(at(1200, 700, 1300, 900), [LAPTOP])).toEqual({ x: 33, y: 0, width: 1300, height: 728 })
    expect(placeFor(at(1000, 300, 800, 600), [LAPTOP])).toEqual({ x: 566, y: 128, width: 800, height: 600 })
  })
})

describe('what is remembered', () => {
  const file = () => join(mkdtempSync(join(tmpdir(), 'leadsheet-memory-')), 'remembered.json')

  it('is there for the next start: place, folder and recent files, each once, the latest first', () => {
    const path = file()
    const memory = openMemory(path)
    const window = Object.assign(new EventEmitter(), {
      getNormalBounds: () => ({ x: 1, y: 2, width: 900, height: 600 }),
      isMaximized: () => true,
      isFullScreen: () => false,
    })
    rememberPlace(window as unknown as BrowserWindow, memory)
    window.emit('close')
    memory.set({ folder: '/home/ada' })
    for (const name of ['a', 'b', 'a']) memory.addRecent(`/${name}.csv`)
    expect(openMemory(path).get()).toMatchObject({
      window: { bounds: { x: 1, y: 2, width: 900, height: 600 }, maximized: true, fullScreen: false },
      folder: '/home/ada',
      recent: ['/a.csv', '/b.csv'],
      updates: false,
    })
  })

  it('keeps ten recent files', () => {
    const memory = openMemory(file())
    for (let index = 0; index < 12; index++) memory.addRecent(`/${index}.csv`)
    expect(memory.get().recent).toHaveLength(10)
    expect(memory.get().recent[0]).toBe('/11.csv')
  })

  it.each(['', '{', '[]', '{"window":{"bounds":{"x":"a"}},"recent":7,"folder":false}'])(
    'is forgotten where the file holds %j, and nothing worse',
    (text) => {
      const path = file()
      writeFileSync(path, text)
      expect(openMemory(path).get()).toMatchObject({ window: null, folder: null, recent: [], updates: false })
    },
  )

  it('lasts as long as the program where it cannot be written', () => {
    const memory = openMemory(join(file(), 'no', 'such', 'folder.json'))
    memory.set({ folder: '/home/ada' })
    expect(memory.get().folder).toBe('/home/ada')
  })
})
