import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openAccountFile } from '#electron/gateways/accounts/account-file.ts'
import { createFileAccountStore } from '#electron/gateways/accounts/file-account-store.ts'
import { createProxies } from './proxies.ts'

const PROXY = 'http://proxy.example:8080'
const ADA = { name: 'ada', password: 's cret:1' }

function setUp() {
  const path = join(mkdtempSync(join(tmpdir(), 'leadsheet-proxies-')), 'accounts.json')
  function open() {
    const store = createFileAccountStore(
      openAccountFile(path, () => undefined),
      { N: 2 ** 10, r: 8, p: 1 },
    )
    let told = 0
    const proxies = createProxies({ store, onChanged: () => (told += 1) })
    return {
      store,
      proxies,
      told: () => told,
      save: (address = PROXY, login = ADA) => proxies.handlers['proxies.save']({ address, ...login }),
    }
  }
  return { path, open }
}

describe('proxies that want a name and a password', () => {
  it('are shown from the moment one asks, told once, and given what was entered for them alone', async () => {
    const { proxies, told, save } = setUp().open()
    expect(proxies.list()).toEqual([])
    proxies.wanted(PROXY, null)
    proxies.wanted(PROXY, null)
    expect(proxies.list()).toEqual([{ address: PROXY, state: 'asked', name: '' }])
    expect(told()).toBe(1)
    expect(await save()).toMatchObject({ ok: true })
    expect(proxies.of(PROXY)).toEqual({ ...ADA, refused: false })
    expect(proxies.of('http://proxy.example:8081')).toBeNull()
    expect(proxies.list()).toEqual([{ address: PROXY, state: 'memory', name: 'ada' }])
    expect(JSON.stringify(proxies.list())).not.toContain(ADA.password)
  })

  it('are not told again what they refused, until it is corrected', async () => {
    const { proxies, save } = setUp().open()
    proxies.wanted(PROXY, null)
    await save()
    proxies.wanted(PROXY, ADA)
    expect(proxies.of(PROXY)).toMatchObject({ refused: true })
    expect(proxies.list()).toEqual([{ address: PROXY, state: 'refused', name: 'ada' }])
    await save(PROXY, { name: 'ada', password: 'right' })
    // Calls that were under way with the old one come back one by one.
    proxies.wanted(PROXY, ADA)
    proxies.wanted(PROXY, null)
    expect(proxies.of(PROXY)).toEqual({ name: 'ada', password: 'right', refused: false })
    expect(proxies.list()).toMatchObject([{ state: 'memory' }])
  })

  it('are forgotten when they let calls through by themselves, or when a person says so', async () => {
    const { proxies, save } = setUp().open()
    proxies.wanted(PROXY, null)
    proxies.passed(PROXY)
    expect(proxies.list()).toEqual([])
    proxies.wanted(PROXY, null)
    await save()
    proxies.handlers['proxies.forget']({ address: PROXY })
    expect(proxies.of(PROXY)).toBeNull()
    expect(proxies.list()).toEqual([])
  })

  it('keep their password encrypted beside the keys of accounts, and it opens for their own address only', async () => {
    const { path, open } = setUp()
    const first = open()
    await first.store.unlock('correct horse battery')
    first.proxies.wanted(PROXY, null)
    await first.save()
    expect(first.proxies.list()).toMatchObject([{ state: 'saved' }])
    expect(readFileSync(path, 'utf8')).not.toContain(ADA.password)

    const next = open()
    expect(next.proxies.list()).toEqual([{ address: PROXY, state: 'locked', name: '' }])
    expect(next.proxies.of(PROXY)).toBeNull()
    await next.store.unlock('correct horse battery')
    expect(next.proxies.of(PROXY)).toEqual({ ...ADA, refused: false })

    const moved = readFileSync(path, 'utf8').replaceAll('proxy.example:8080', 'proxy.thief.example:8080')
    writeFileSync(path, moved)
    const other = open()
    await other.store.unlock('correct horse battery')
    expect(other.proxies.of('http://proxy.thief.example:8080')).toBeNull()
    expect(other.proxies.list()).toMatchObject([{ state: 'unusable' }])
  })

  it('are none that did not ask, and take no name with a colon, which would end it', async () => {
    const { proxies, save } = setUp().open()
    expect(await save()).toMatchObject({ ok: false, fault: { kind: 'not-found' } })
    proxies.wanted(PROXY, null)
    expect(await save(PROXY, { name: 'a:b', password: 'x' })).toMatchObject({
      ok: false,
      fault: { kind: 'invalid', text: expect.stringContaining('colon') },
    })
    expect(proxies.of(PROXY)).toBeNull()
  })
})
