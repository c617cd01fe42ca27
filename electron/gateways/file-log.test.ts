import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileLog } from './file-log.ts'

const dir = () => mkdtempSync(join(tmpdir(), 'leadsheet-log-'))

describe('openFileLog', () => {
  it('writes a surprise with its stack, its cause and the reference it answers', () => {
    const path = join(dir(), 'deep', 'leadsheet.log')
    const log = openFileLog(path, { secrets: () => [], now: () => 0 })
    const reference = log.surprise('push.start', new Error('outer', { cause: new Error('inner') }))
    const text = readFileSync(path, 'utf8')
    expect(text).toMatch(/^1970-01-01T00:00:00\.000Z surprise /)
    expect(text).toContain(`surprise ${reference} in push.start: Error: outer`)
    expect(text).toContain('caused by Error: inner')
  })

  it('keeps the keys held now out of the file, also in their encoded spelling', () => {
    const path = join(dir(), 'leadsheet.log')
    const log = openFileLog(path, { secrets: () => ['u$r/KEY+1'], now: () => 0 })
    log.write('called with u$r/KEY+1 and u%24r%2FKEY%2B1')
    expect(readFileSync(path, 'utf8')).toBe('1970-01-01T00:00:00.000Z called with ••• and •••\n')
  })

  it('starts a new file when the old one is full, and keeps the old one', () => {
    const path = join(dir(), 'leadsheet.log')
    writeFileSync(path, 'x'.repeat(2 * 1024 * 1024 + 1))
    openFileLog(path, { secrets: () => [], now: () => 0 }).write('fresh')
    expect(readFileSync(path, 'utf8')).toBe('1970-01-01T00:00:00.000Z fresh\n')
    expect(readFileSync(`${path}.old`, 'utf8')).toHaveLength(2 * 1024 * 1024 + 1)
  })

  it('does not take the program down when the file cannot be written', () => {
    const path = join(dir(), 'file')
    writeFileSync(path, '')
    const log = openFileLog(join(path, 'leadsheet.log'), { secrets: () => [], now: () => 0 })
    expect(log.surprise('x', 'y')).toMatch(/^[0-9a-f]{8}$/)
  })

  it('goes on writing where the keys cannot be read, and leaves out what they may stand in', () => {
    const path = join(dir(), 'leadsheet.log')
    const log = openFileLog(path, {
      secrets: () => {
        throw new Error('the vault is damaged')
      },
      now: () => 0,
    })
    const reference = log.surprise('push.start', new Error('called with u$rKEY'))
    log.write('another u$rKEY')
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(`surprise ${reference} (the rest is left out`)
    expect(text.trimEnd().split('\n')).toHaveLength(2)
    expect(text).not.toContain('u$rKEY')
  })
})
