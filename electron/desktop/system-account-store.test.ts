import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMIT } from '#shared/domain/push/account.ts'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import type { AccountRecord } from '#electron/services/ports/accounts.ts'
import { proxyKeysId } from '#shared/domain/push/proxy.ts'
import { openSystemAccountStore, type SystemSealing } from './system-account-store.ts'

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

const KEYS = { accessKey: 'u$r0123456789abcdef', secretKey: 'fedcba9876543210' }

/** The system's store as Electron shows it: seals so that only the same "login" opens it. */
function keyring(
  login: number,
  backend: ReturnType<SystemSealing['getSelectedStorageBackend']>,
): SystemSealing {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ login))
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text) => Promise.resolve(turn(Buffer.from(`ok${text}`))),
    decryptStringAsync: (sealed) => {
      const text = turn(sealed).toString()
      return text.startsWith('ok')
        ? Promise.resolve({ result: text.slice(2), shouldReEncrypt: false })
        : Promise.reject(new Error('cannot decrypt'))
    },
  }
}

function setUp() {
  const path = join(mkdtempSync(join(tmpdir(), 'leadsheet-system-')), 'accounts.json')
  const open = (sealing: SystemSealing, platform: NodeJS.Platform = 'linux') =>
    openSystemAccountStore(
      openAccountFile(path, () => undefined),
      sealing,
      platform,
    )
  return { path, open }
}

describe('openSystemAccountStore', () => {
  it('keeps keys sealed by the system and gives them to the next run', async () => {
    const { path, open } = setUp()
    const store = await open(keyring(7, 'gnome_libsecret'))
    await store.putKeys('a', KEYS)
    expect(store.vaultState()).toMatchObject({ kind: 'system', note: '' })
    expect(readFileSync(path, 'utf8')).not.toContain(KEYS.secretKey)
    const next = await open(keyring(7, 'gnome_libsecret'))
    expect(next.keysState('a')).toBe('saved')
    expect(next.keys('a')).toEqual(KEYS)
  })

  it('keeps a proxy’s name and password likewise, for its address', async () => {
    const { path, open } = setUp()
    const store = await open(keyring(7, 'gnome_libsecret'))
    const id = proxyKeysId('http://proxy.example:8080')
    await store.putKeys(id, { accessKey: 'ada', secretKey: 'pass word' })
    expect(readFileSync(path, 'utf8')).not.toContain('pass word')
    const next = await open(keyring(7, 'gnome_libsecret'))
    expect(next.keptIds()).toEqual([id])
    expect([next.keysState(id), next.keys(id)]).toEqual([
      'saved',
      { accessKey: 'ada', secretKey: 'pass word' },
    ])
    writeFileSync(path, readFileSync(path, 'utf8').replace('proxy.example', 'other.example'))
    const moved = proxyKeysId('http://other.example:8080')
    expect((await open(keyring(7, 'gnome_libsecret'))).keys(moved)).toBeNull()
  })

  it.each(['basic_text', 'unknown'] as const)(
    'refuses the %s backend: memory only, and says so',
    async (backend) => {
      const { path, open } = setUp()
      const store = await open(keyring(7, backend))
      store.save([])
      await store.putKeys('a', KEYS)
      expect(store.keysState('a')).toBe('memory')
      expect(store.keys('a')).toEqual(KEYS)
      expect(store.vaultState()).toMatchObject({ kind: 'memory' })
      expect(store.vaultState().note).toContain('until Leadsheet is closed')
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ systemKeys: {} })
      expect((await open(keyring(7, backend))).keysState('a')).toBe('none')
    },
  )

  it('keeps keys in memory where the system cannot encrypt at all', async () => {
    const { open } = setUp()
    const sealing = {
      ...keyring(7, 'gnome_libsecret'),
      isAsyncEncryptionAvailable: () => Promise.resolve(false),
    }
    expect((await open(sealing, 'darwin')).vaultState().kind).toBe('memory')
  })

  it('does not ask Linux questions of macOS and Windows', async () => {
    const { open } = setUp()
    expect((await open(keyring(7, 'basic_text'), 'darwin')).vaultState().kind).toBe('system')
    expect((await open(keyring(7, 'unknown'), 'win32')).vaultState().kind).toBe('system')
  })

  it('asks for keys again where the system cannot open them any more', async () => {
    const { open } = setUp()
    await (await open(keyring(7, 'kwallet6'))).putKeys('a', KEYS)
    const elsewhere = await open(keyring(9, 'kwallet6'))
    expect(elsewhere.keysState('a')).toBe('none')
    await elsewhere.putKeys('a', KEYS)
    expect((await open(keyring(9, 'kwallet6'))).keys('a')).toEqual(KEYS)
  })

  it('forgets removed keys and leaves a passphrase vault of browser mode alone', async () => {
    const { path, open } = setUp()
    const sealed = { iv: '', tag: '', data: '' }
    const vault = { scrypt: { N: 2, r: 1, p: 1, salt: '' }, check: sealed, keys: { a: sealed } }
    writeFileSync(path, JSON.stringify({ records: [], vault, systemKeys: {} }))
    const store = await open(keyring(7, 'kwallet6'))
    await store.putKeys('a', KEYS)
    await store.putKeys('b', KEYS)
    store.removeKeys('a')
    expect(store.keysState('a')).toBe('none')
    store.reset()
    expect(store.keysState('b')).toBe('none')
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ records: [], vault, systemKeys: {} })
  })

  it('hands keys out for the host they were given for, and for no other that was written into the file', async () => {
    const { path, open } = setUp()
    writeFileSync(path, JSON.stringify({ records: [RECORD], vault: null, systemKeys: {} }))
    await (await open(keyring(7, 'kwallet6'))).putKeys('a', KEYS)
    const content = JSON.parse(readFileSync(path, 'utf8')) as { records: AccountRecord[] }
    for (const change of [{ host: 'evil.example' }, { keyTransport: 'headers' as const }]) {
      writeFileSync(path, JSON.stringify({ ...content, records: [{ ...RECORD, ...change }] }))
      const next = await open(keyring(7, 'kwallet6'))
      expect([next.keys('a'), next.keysState('a')]).toEqual([null, 'unusable'])
    }
    writeFileSync(path, JSON.stringify(content))
    const store = await open(keyring(7, 'kwallet6'))
    expect(store.keys('a')).toEqual(KEYS)
    // Browser mode changed the host while the desktop was open.
    writeFileSync(path, JSON.stringify({ ...content, records: [{ ...RECORD, host: 'evil.example' }] }))
    expect(store.keys('a')).toBeNull()
  })

  it.each([
    ['api-in21.leadsquared.com', 'saved'],
    ['127.0.0.1:8123', 'saved'],
    ['leads.example.com', 'unusable'],
  ] as const)('binds keys of the version that bound them to nothing at %s: %s', async (host, state) => {
    const { path, open } = setUp()
    const sealed = (await keyring(7, 'kwallet6').encryptStringAsync(JSON.stringify(KEYS))).toString('base64')
    writeFileSync(
      path,
      JSON.stringify({ records: [{ ...RECORD, host }], vault: null, systemKeys: { a: sealed } }),
    )
    expect((await open(keyring(7, 'kwallet6'))).keysState('a')).toBe(state)
    const content = JSON.parse(readFileSync(path, 'utf8')) as object
    writeFileSync(path, JSON.stringify({ ...content, records: [{ ...RECORD, host: 'api.leadsquared.com' }] }))
    const next = await open(keyring(7, 'kwallet6'))
    // One that was bound stays where it was; one that was not is bound where it may be.
    expect(next.keysState('a')).toBe(state === 'saved' ? 'unusable' : 'saved')
  })

  it('knows that browser mode keeps keys of an account, though it cannot open them', async () => {
    const { path, open } = setUp()
    const sealed = { iv: '', tag: '', data: '' }
    const vault = { scrypt: { N: 2, r: 1, p: 1, salt: '' }, check: sealed, keys: { a: sealed } }
    writeFileSync(path, JSON.stringify({ records: [RECORD], vault, systemKeys: {} }))
    expect((await open(keyring(7, 'kwallet6'))).keepsKeys('a')).toBe(true)
  })

  it('seals keys again that the system opened with a key it is about to leave behind', async () => {
    const { path, open } = setUp()
    await (await open(keyring(7, 'gnome_libsecret'))).putKeys('a', KEYS)
    const sealed = () =>
      (JSON.parse(readFileSync(path, 'utf8')) as { systemKeys: { a: string } }).systemKeys.a
    const before = sealed()
    const newer = keyring(9, 'gnome_libsecret')
    // Knows the old key beside the new one, and says so.
    const rotating: SystemSealing = {
      ...newer,
      decryptStringAsync: async (bytes) => ({
        ...(await keyring(7, 'gnome_libsecret').decryptStringAsync(bytes)),
        shouldReEncrypt: true,
      }),
    }
    expect((await open(rotating)).keys('a')).toEqual(KEYS)
    expect(sealed()).not.toBe(before)
    expect((await open(newer)).keys('a')).toEqual(KEYS)
  })

  it('keeps the keys it opened where sealing them again fails', async () => {
    const { open } = setUp()
    await (await open(keyring(7, 'gnome_libsecret'))).putKeys('a', KEYS)
    const old = keyring(7, 'gnome_libsecret')
    const failing: SystemSealing = {
      ...old,
      encryptStringAsync: () => Promise.reject(new Error('locked')),
      decryptStringAsync: async (bytes) => ({
        ...(await old.decryptStringAsync(bytes)),
        shouldReEncrypt: true,
      }),
    }
    expect((await open(failing)).keys('a')).toEqual(KEYS)
    expect((await open(old)).keys('a')).toEqual(KEYS)
  })
})
