import { mkdtempSync, readFileSync, statSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMIT } from '#shared/domain/push/account.ts'
import { openAccountFile } from './account-file.ts'
import type { AccountRecord } from '#electron/services/ports.ts'
import { createFileAccountStore } from './file-account-store.ts'

const KEYS = { accessKey: 'u$r0123456789abcdef', secretKey: 'fedcba9876543210' }

const RECORD: AccountRecord = {
  id: 'a',
  label: 'Acme',
  host: 'api.leadsquared.com',
  colour: 'red',
  live: true,
  keyTransport: 'query',
  limit: DEFAULT_LIMIT,
  learnedLimit: null,
}

function setUp() {
  const path = join(mkdtempSync(join(tmpdir(), 'leadsheet-accounts-')), 'accounts.json')
  const damaged: string[] = []
  const open = () => createFileAccountStore(openAccountFile(path, (keptAs) => damaged.push(keptAs)))
  return { path, damaged, open }
}

describe('createFileAccountStore', () => {
  it('gives records back to the next run', () => {
    const { open } = setUp()
    open().save([RECORD])
    expect(open().load()).toEqual([RECORD])
  })

  it('holds keys in memory only while no passphrase was chosen, and says so', async () => {
    const { path, open } = setUp()
    const store = open()
    store.save([RECORD])
    await store.putKeys('a', KEYS)
    expect(store.keysState('a')).toBe('memory')
    expect(store.keys('a')).toEqual(KEYS)
    expect(store.vaultState()).toMatchObject({ kind: 'passphrase', locked: false, exists: false })
    expect(store.vaultState().note).toContain('until Leadsheet is closed')
    expect(readFileSync(path, 'utf8')).not.toContain(KEYS.secretKey)
    expect(open().keysState('a')).toBe('none')
  })

  it('takes no new passphrase of fewer than twelve characters, and saves nothing under one', async () => {
    const store = setUp().open()
    expect(await store.unlock('eleven char')).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
    expect(store.vaultState()).toMatchObject({ exists: false })
    expect(await store.unlock('twelve chars')).toMatchObject({ ok: true })
  })

  it('seals the keys in memory once a passphrase is chosen; the next run needs it to use them', async () => {
    const { path, open } = setUp()
    const store = open()
    await store.putKeys('a', KEYS)
    expect(await store.unlock('correct horse')).toMatchObject({
      ok: true,
      value: { locked: false, note: '' },
    })
    expect(store.keysState('a')).toBe('saved')
    expect(readFileSync(path, 'utf8')).not.toContain(KEYS.secretKey)

    const next = open()
    expect(next.keysState('a')).toBe('locked')
    expect(next.keys('a')).toBeNull()
    expect(await next.unlock('wrong')).toMatchObject({ ok: false, fault: { kind: 'locked' } })
    expect(next.keys('a')).toBeNull()
    expect(await next.unlock('correct horse')).toMatchObject({ ok: true })
    expect(next.keys('a')).toEqual(KEYS)
  })

  it('keeps keys entered while locked for this run, and seals them over the old ones when unlocked', async () => {
    const { open } = setUp()
    const first = open()
    await first.unlock('four or five words')
    await first.putKeys('a', KEYS)
    const second = open()
    await second.putKeys('a', { ...KEYS, secretKey: 'new' })
    expect(second.keysState('a')).toBe('memory')
    await second.unlock('four or five words')
    const third = open()
    await third.unlock('four or five words')
    expect(third.keys('a')).toEqual({ ...KEYS, secretKey: 'new' })
  })

  it('forgets the keys of a removed account, and all of them with the vault', async () => {
    const { open } = setUp()
    const store = open()
    await store.unlock('four or five words')
    await store.putKeys('a', KEYS)
    await store.putKeys('b', KEYS)
    store.removeKeys('a')
    expect(store.keysState('a')).toBe('none')
    expect(store.reset()).toMatchObject({ exists: false, locked: false })
    expect(store.keysState('b')).toBe('none')
  })

  it('is not led astray by an account called like a property of every object', () => {
    const { open } = setUp()
    expect(open().keysState('__proto__')).toBe('none')
    expect(open().keysState('constructor')).toBe('none')
  })

  it.skipIf(process.platform === 'win32')('lets nobody else read the file', () => {
    const { path, open } = setUp()
    open().save([RECORD])
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  it.each(['{ half a file', '{"records": 7}', ''])('puts a file it cannot understand aside: %s', (text) => {
    const { path, damaged, open } = setUp()
    writeFileSync(path, text)
    const store = open()
    expect(store.load()).toEqual([])
    expect(damaged).toEqual([`${path}.damaged`])
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text)
    store.save([RECORD])
    expect(existsSync(`${path}.damaged`)).toBe(true)
    expect(open().load()).toEqual([RECORD])
  })

  it('leaves what the desktop sealed as it is', async () => {
    const { path, open } = setUp()
    writeFileSync(path, JSON.stringify({ records: [RECORD], vault: null, systemKeys: { a: 'c2VhbGVk' } }))
    const store = open()
    store.save([RECORD])
    await store.unlock('four or five words')
    await store.putKeys('a', KEYS)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ systemKeys: { a: 'c2VhbGVk' } })
  })
})
