import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultDataDir } from './data-dir.ts'

describe('defaultDataDir', () => {
  it.each([
    ['linux', {}, join('/home/ada', '.local', 'share', 'leadsheet')],
    ['linux', { XDG_DATA_HOME: '/data' }, join('/data', 'leadsheet')],
    ['darwin', {}, join('/home/ada', 'Library', 'Application Support', 'Leadsheet')],
    ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Leadsheet')],
    ['win32', {}, join('/home/ada', 'AppData', 'Roaming', 'Leadsheet')],
    ['linux', { LEADSHEET_DATA_DIR: '/elsewhere' }, '/elsewhere'],
  ] as const)('on %s with %j is the place for a program’s own data: %s', (platform, env, dir) => {
    expect(defaultDataDir({ platform, env, home: '/home/ada' })).toBe(dir)
  })
})
