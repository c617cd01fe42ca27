import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isBuilt } from './build.mjs'

const OUTPUTS = [
  'main/main.js',
  'main/web-main.js',
  'main/cli.js',
  'preload/preload.cjs',
  'renderer/index.html',
]

/** A built project whose sources are from second 1000 and whose outputs are from second 2000. */
function builtProject() {
  const root = mkdtempSync(join(tmpdir(), 'leadsheet-build-'))
  function put(path: string, second: number): void {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), '')
    utimesSync(join(root, path), second, second)
  }
  for (const path of [
    'electron/main.ts',
    'electron/web/host.ts',
    'renderer/app.tsx',
    'shared/a.ts',
    'package.json',
  ]) {
    put(path, 1000)
  }
  for (const folder of ['electron/web', 'electron', 'renderer', 'shared'])
    utimesSync(join(root, folder), 1000, 1000)
  for (const path of OUTPUTS) put(`out/${path}`, 2000)
  return { root, put }
}

describe('isBuilt', () => {
  it('is true while every output is newer than every source', () => {
    expect(isBuilt(builtProject().root)).toBe(true)
  })

  it('is false after a source deep in a folder was changed', () => {
    const { root, put } = builtProject()
    put('electron/web/host.ts', 3000)
    expect(isBuilt(root)).toBe(false)
  })

  it('is false after a source was removed, which its folder’s time tells', () => {
    const { root } = builtProject()
    rmSync(join(root, 'electron/web/host.ts'))
    expect(isBuilt(root)).toBe(false)
  })

  it.each(OUTPUTS)('is false without %s, as after a build that broke off', (path) => {
    const { root } = builtProject()
    rmSync(join(root, 'out', path))
    expect(isBuilt(root)).toBe(false)
  })
})
