import { describe, expect, it } from 'vitest'
import { isCurrent } from './install.mjs'

const LOCK = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/@esbuild/win32-x64': { version: '1.0.0', optional: true },
  },
}

describe('isCurrent', () => {
  it('is true where every package that is not for other platforms has the version of the lock file', () => {
    expect(isCurrent(LOCK, { packages: { 'node_modules/zod': { version: '4.6.7' } } })).toBe(true)
  })

  it('is false where nothing is installed, a package is missing, or one has another version', () => {
    expect(isCurrent(LOCK, null)).toBe(false)
    expect(isCurrent(LOCK, { packages: {} })).toBe(false)
    expect(isCurrent(LOCK, { packages: { 'node_modules/zod': { version: '4.6.6' } } })).toBe(false)
  })
})
