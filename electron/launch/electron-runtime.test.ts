import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { ensureRuntime, installedRuntime, noWindowBecause } from './electron-runtime.mjs'

const DAY = 24 * 60 * 60 * 1000

/** A folder whose electron package fetches its runtime by the given script; each fetch leaves a line in `fetches`. */
function setUp(script: string, version = '45.0.0') {
  const root = mkdtempSync(join(tmpdir(), 'leadsheet-launch-'))
  const folder = join(root, 'node_modules', 'electron')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }))
  const note = `require('node:fs').appendFileSync(${JSON.stringify(join(root, 'fetches'))}, 'x');`
  writeFileSync(join(folder, 'install.js'), `${note}${script}`)
  const said: string[] = []
  const start = (options: { insist?: boolean; now?: number; deadlineMs?: number } = {}) =>
    ensureRuntime({
      root,
      node: process.execPath,
      insist: false,
      say: (line) => said.push(line),
      ...options,
    })
  const fetches = () =>
    existsSync(join(root, 'fetches')) ? readFileSync(join(root, 'fetches'), 'utf8').length : 0
  return { root, folder, start, fetches, said }
}

const BRINGS_IT = `
  const { mkdirSync, writeFileSync } = require('node:fs')
  mkdirSync(__dirname + '/dist'); writeFileSync(__dirname + '/dist/electron', '')
  writeFileSync(__dirname + '/path.txt', 'electron')`
const FAILS = 'process.exit(1)'
const HANGS = 'setTimeout(() => undefined, 3000)'

describe('ensureRuntime', () => {
  it('fetches a missing runtime once and finds it from then on', async () => {
    const { folder, start, fetches, said } = setUp(BRINGS_IT)
    const path = join(folder, 'dist', 'electron')
    expect(await start()).toEqual({ kind: 'ready', path })
    expect(await start()).toEqual({ kind: 'ready', path })
    expect(fetches()).toBe(1)
    expect(said).toEqual(["Fetching Electron's runtime…"])
  })

  it('remembers that a fetch failed and leaves it alone for a day', async () => {
    const { start, fetches } = setUp(FAILS)
    expect(await start({ now: 0 })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('could not be fetched') as string,
    })
    expect(await start({ now: DAY - 1 })).toMatchObject({
      reason: expect.stringContaining('--desktop') as string,
    })
    expect(fetches()).toBe(1)
    await start({ now: DAY })
    expect(fetches()).toBe(2)
  })

  it('tries again at once when asked to, or when the package is another version', async () => {
    const { folder, start, fetches } = setUp(FAILS)
    await start({ now: 0 })
    await start({ now: 1, insist: true })
    expect(fetches()).toBe(2)
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '46.0.0' }))
    await start({ now: 2 })
    expect(fetches()).toBe(3)
  })

  it('does not wait for a fetch that is slow, nor begin another one at the next start', async () => {
    const { start, fetches } = setUp(HANGS)
    const first = await start({ now: 0, deadlineMs: 300 })
    expect(first).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('slow') as string })
    expect(await start({ now: 1000, deadlineMs: 300 })).toMatchObject({ kind: 'unavailable' })
    // A busy machine may not have come to the fetch's first line yet.
    await vi.waitFor(() => expect(fetches()).toBe(1), { timeout: 20_000 })
  })
})

describe('installedRuntime', () => {
  it('does not take a named runtime for one that is there', () => {
    const { root, folder } = setUp(FAILS)
    expect(installedRuntime(root)).toBeNull()
    writeFileSync(join(folder, 'path.txt'), 'electron')
    expect(installedRuntime(root)).toBeNull()
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'dist', 'electron'), '')
    expect(installedRuntime(root)).toBe(join(folder, 'dist', 'electron'))
  })
})

describe('noWindowBecause', () => {
  it.each([
    ['linux', {}, 1000, 'there is no display'],
    ['linux', { DISPLAY: ':0' }, 0, 'Electron does not run as root'],
    ['linux', { DISPLAY: ':0' }, 1000, null],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
    ['darwin', {}, 501, null],
    ['win32', {}, undefined, null],
  ] as const)('on %s with %j as user %s: %s', (platform, env, uid, reason) => {
    expect(noWindowBecause({ platform, env, uid })).toBe(reason)
  })
})
