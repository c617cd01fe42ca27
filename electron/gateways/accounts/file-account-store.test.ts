import { copyFileSync, mkdtempSync, readFileSync, statSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMIT } from '#shared/domain/push/account.ts'
import { openAccountFile } from './account-file.ts'
import type { AccountRecord } from '#electron/services/ports/accounts.ts'
import { createFileAccountStore } from './file-account-store.ts'
import type { ScryptCost } from './passphrase-vault.ts'

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

/** A passphrase that is quick to try: here it is not what the vault costs that is tested. */
const QUICK: ScryptCost = { N: 2 ** 10, r: 8, p: 1 }

function setUp() {
  const path = join(mkdtempSync(join(tmpdir(), 'leadsheet-accounts-')), 'accounts.json')
  const damaged: string[] = []
  const open = () =>
    createFileAccountStore(
      openAccountFile(path, (keptAs) => damaged.push(keptAs)),
      QUICK,
    )
  const openAsEver = () => createFileAccountStore(openAccountFile(path, (keptAs) => damaged.push(keptAs)))
  return { path, damaged, open, openAsEver }
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
    const { path, open, openAsEver } = setUp()
    const store = openAsEver()
    await store.putKeys('a', KEYS)
    expect(await store.unlock('correct horse')).toMatchObject({
      ok: true,
      value: { locked: false, note: '' },
    })
    expect(store.keysState('a')).toBe('saved')
    expect(readFileSync(path, 'utf8')).not.toContain(KEYS.secretKey)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ vault: { scrypt: { N: 131072 } } })

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

  it('keeps every copy of a file it could not understand, the second and the third too', () => {
    const { path, damaged, open } = setUp()
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(path, text)
      open().load()
    }
    expect(damaged.map((kept) => readFileSync(kept, 'utf8'))).toEqual(['first', 'second', 'third'])
  })
})

describe('keys are for the host they were given for', () => {
  const PASSPHRASE = 'four or five words'

  async function saved() {
    const setup = setUp()
    const store = setup.open()
    store.save([RECORD])
    await store.unlock(PASSPHRASE)
    await store.putKeys('a', KEYS)
    return setup
  }

  function edit(path: string, change: (content: { records: AccountRecord[] }) => void): void {
    const content = JSON.parse(readFileSync(path, 'utf8')) as { records: AccountRecord[] }
    change(content)
    writeFileSync(path, JSON.stringify(content))
  }

  it('does not hand them out for another host, port or way to travel that was written into the file', async () => {
    const { path, open } = await saved()
    const store = open()
    for (const change of [
      { host: 'evil.example' },
      { host: 'api.leadsquared.com:8443' },
      { keyTransport: 'headers' as const },
    ]) {
      edit(path, ({ records }) => Object.assign(records[0]!, RECORD, change))
      // Unlocking with the edit in place does not make them belong there.
      if (store.vaultState().locked) await store.unlock(PASSPHRASE)
      expect(store.keys('a')).toBeNull()
      expect(store.keysState('a')).toBe('unusable')
    }
    edit(path, ({ records }) => Object.assign(records[0]!, RECORD))
    expect(store.keys('a')).toEqual(KEYS)
  })

  it('does not hand them out either while they are only in memory', async () => {
    const { path, open } = setUp()
    const store = open()
    store.save([RECORD])
    await store.putKeys('a', KEYS)
    edit(path, ({ records }) => Object.assign(records[0]!, { host: 'evil.example' }))
    expect(store.keys('a')).toBeNull()
    expect(store.keysState('a')).toBe('unusable')
  })

  it('seals keys that were held in memory for the host they were given for, whatever the file says by then', async () => {
    const { path, open } = setUp()
    const store = open()
    store.save([RECORD])
    await store.putKeys('a', KEYS)
    edit(path, ({ records }) => Object.assign(records[0]!, { host: 'evil.example' }))
    await store.unlock(PASSPHRASE)
    expect(store.keys('a')).toBeNull()
  })

  it('takes keys entered again for the new host', async () => {
    const { path, open } = await saved()
    edit(path, ({ records }) => Object.assign(records[0]!, { host: 'api-us11.leadsquared.com' }))
    const store = open()
    await store.unlock(PASSPHRASE)
    await store.putKeys('a', { ...KEYS, secretKey: 'for the new host' })
    expect(store.keys('a')).toMatchObject({ secretKey: 'for the new host' })
    expect(store.keysState('a')).toBe('saved')
  })

  it('knows that the desktop keeps keys of an account, though it cannot open them', () => {
    const { path, open } = setUp()
    writeFileSync(path, JSON.stringify({ records: [RECORD], vault: null, systemKeys: { a: 'c2VhbGVk' } }))
    expect(open().keepsKeys('a')).toBe(true)
    expect(open().keepsKeys('b')).toBe(false)
    expect(open().keepsKeys('constructor')).toBe(false)
  })

  it('says of a damaged entry that it is of no use, and never throws', async () => {
    const { path, open } = await saved()
    const content = JSON.parse(readFileSync(path, 'utf8')) as { vault: { keys: { a: { data: string } } } }
    content.vault.keys.a.data = 'AAAA'
    writeFileSync(path, JSON.stringify(content))
    const store = open()
    expect(await store.unlock(PASSPHRASE)).toMatchObject({ ok: true })
    expect(store.keys('a')).toBeNull()
    expect(store.keysState('a')).toBe('unusable')
  })

  it('refuses a vault that asks for unbearable work, in words, at once', async () => {
    const { path, open } = await saved()
    const content = JSON.parse(readFileSync(path, 'utf8')) as { vault: { scrypt: { N: number } } }
    content.vault.scrypt.N = 2 ** 30
    writeFileSync(path, JSON.stringify(content))
    const answer = await open().unlock(PASSPHRASE)
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'invalid' } })
    expect(JSON.stringify(answer)).toContain('accounts.json')
  })

  it('opens a file of the version that bound keys to nothing, and binds them where that gives them to nobody else', async () => {
    const { path, open } = setUp()
    copyFileSync(new URL('fixtures/accounts-unbound.json', import.meta.url), path)
    const store = open()
    expect(store.load().map(({ id }) => store.keysState(id))).toEqual(['locked', 'locked', 'locked'])
    await store.unlock(PASSPHRASE)
    expect(store.keys('vendor')).toEqual({
      accessKey: 'u$rvendor0123456789abcdef',
      secretKey: 'vendorfedcba9876543210',
    })
    expect(store.keysState('local')).toBe('saved')
    // Any other host may have been written in before this version came: its keys are asked for again.
    expect([store.keys('other'), store.keysState('other')]).toEqual([null, 'unusable'])
    edit(path, ({ records }) => Object.assign(records[0]!, { host: 'api.leadsquared.com' }))
    expect(store.keys('vendor')).toBeNull()
  })

  it('opens a file of November 2026: its accounts, their limits, and the keys in its vault', async () => {
    const { path, open, damaged } = setUp()
    copyFileSync(new URL('fixtures/accounts-2026-11.json', import.meta.url), path)
    const store = open()
    expect(store.load()).toMatchObject([
      {
        ...{
          id: 'vendor',
          label: 'Acme',
          host: 'api-in21.leadsquared.com',
          live: true,
          keyTransport: 'query',
        },
        limit: { calls: 25, seconds: 5, share: 0.2 },
        learnedLimit: { calls: 10, seconds: 5 },
        learnedOrdinaryLimit: { calls: 20, seconds: 5 },
        classLimits: { bulk: { calls: 15, seconds: 5 }, ordinary: null },
      },
      { id: 'local', host: '127.0.0.1:8123', colour: 'grey', live: false, keyTransport: 'headers' },
    ])
    await store.unlock(PASSPHRASE)
    expect(['vendor', 'local'].map((id) => store.keys(id))).toEqual([
      { accessKey: 'u$rvendor0123456789abcdef', secretKey: 'vendorfedcba9876543210' },
      { accessKey: 'u$rlocal0123456789abcdef', secretKey: 'localfedcba9876543210' },
    ])
    expect(damaged).toEqual([])
  })

  it('does not take an unbound entry to a host that only looks like LeadSquared’s', async () => {
    const { path, open } = setUp()
    copyFileSync(new URL('fixtures/accounts-unbound.json', import.meta.url), path)
    const hosts = ['leadsquared.com.evil.example', 'evilleadsquared.com', '127.0.0.1.evil.example']
    edit(path, ({ records }) => records.forEach((record, at) => (record.host = hosts[at]!)))
    const store = open()
    await store.unlock(PASSPHRASE)
    expect(store.load().map(({ id }) => store.keys(id))).toEqual([null, null, null])
  })
})
