import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMemory } from './remembered.ts'

const NOTHING = { window: null, folder: null, recent: [], updates: false, lastVersion: null }
const WINDOW = { bounds: { x: -8, y: 0, width: 1200, height: 800 }, maximized: true, fullScreen: false }

function file(): string {
  return join(mkdtempSync(join(tmpdir(), 'leadsheet-remembered-')), 'remembered.json')
}

describe('openMemory', () => {
  it('gives the next run all of it, and leaves no second file', () => {
    const path = file()
    const memory = openMemory(path)
    memory.set({ window: WINDOW, folder: '/leads', updates: true, lastVersion: '0.1.0' })
    memory.addRecent('/leads/a.csv')
    memory.addRecent('/leads/b.csv')
    memory.addRecent('/leads/a.csv')
    expect(openMemory(path).get()).toEqual({
      window: WINDOW,
      folder: '/leads',
      recent: ['/leads/a.csv', '/leads/b.csv'],
      updates: true,
      lastVersion: '0.1.0',
    })
    expect(readdirSync(join(path, '..'))).toEqual(['remembered.json'])
  })

  it.each([
    { window: { ...WINDOW, bounds: { ...WINDOW.bounds, width: 0 } } },
    { window: { ...WINDOW, bounds: { ...WINDOW.bounds, x: 1.5 } } },
    { window: { ...WINDOW, bounds: null } },
    { window: { bounds: WINDOW.bounds, maximized: 'yes', fullScreen: false } },
    { folder: 7 },
    { recent: ['/a.csv', 7] },
    { recent: '/a.csv' },
    { updates: 'yes' },
    { lastVersion: {} },
  ])('leaves out what is not of its form, and only that: %j', (odd) => {
    const path = file()
    writeFileSync(path, JSON.stringify({ ...NOTHING, folder: '/leads', lastVersion: '0.1.0', ...odd }))
    const [name] = Object.keys(odd) as [keyof typeof NOTHING]
    expect(openMemory(path).get()).toEqual({
      ...NOTHING,
      folder: '/leads',
      lastVersion: '0.1.0',
      [name]: NOTHING[name],
    })
  })
})
