import { describe, expect, it } from 'vitest'
import { createVault, isBearable, openVault } from './passphrase-vault.ts'

const AT = { accountId: 'a', host: 'api.leadsquared.com', transport: 'query' }
const KEYS = { accessKey: 'u$r0123456789abcdef', secretKey: 'fedcba9876543210' }

/** Where it is not what a guess costs that is tested. */
const QUICK = { N: 2 ** 10, r: 8, p: 1 }

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[0]! ^= 1
  return bytes.toString('base64')
}

describe('the passphrase vault', () => {
  it('opens with the passphrase it was made with and gives the keys back', async () => {
    const { sealed, vault } = await createVault('correct horse')
    const entry = vault.seal(AT, KEYS)
    const reopened = await openVault(sealed, 'correct horse')
    expect(reopened?.open(AT, entry)).toEqual(KEYS)
  })

  it('does not open with another passphrase', async () => {
    const { sealed } = await createVault('correct horse', QUICK)
    expect(await openVault(sealed, 'correct hors')).toBeNull()
    expect(await openVault(sealed, '')).toBeNull()
  })

  it('takes composed and decomposed spellings of a passphrase for the same', async () => {
    const { sealed } = await createVault('caf\u00e9', QUICK)
    expect(await openVault(sealed, 'cafe\u0301')).not.toBeNull()
  })

  it('states the parameters it was made with, and no part of the passphrase or the keys', async () => {
    const { sealed, vault } = await createVault('correct horse')
    expect(sealed.scrypt).toMatchObject({ N: 131072, r: 8, p: 1 })
    const atRest = JSON.stringify([sealed, vault.seal(AT, KEYS)])
    for (const secret of ['correct', KEYS.accessKey, KEYS.secretKey]) {
      expect(atRest).not.toContain(secret)
      expect(atRest).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
    }
  })

  it('seals the same keys differently each time', async () => {
    const { vault } = await createVault('x', QUICK)
    expect(vault.seal(AT, KEYS)).not.toEqual(vault.seal(AT, KEYS))
  })

  it('does not open an entry that was changed or moved to another account', async () => {
    const { vault } = await createVault('x', QUICK)
    const entry = vault.seal(AT, KEYS)
    expect(() => vault.open({ ...AT, accountId: 'b' }, entry)).toThrow()
    expect(() => vault.open(AT, { ...entry, data: flipped(entry.data) })).toThrow()
    expect(() => vault.open(AT, { ...entry, iv: flipped(entry.iv) })).toThrow()
    expect(() => vault.open(AT, { ...entry, tag: flipped(entry.tag) })).toThrow()
  })

  it('does not open an entry for another host or another way to travel', async () => {
    const { vault } = await createVault('x', QUICK)
    const entry = vault.seal(AT, KEYS)
    for (const elsewhere of [
      { ...AT, host: 'api.leadsquared.com.evil.example' },
      { ...AT, host: 'api.leadsquared.com:444' },
      { ...AT, host: '' },
      { ...AT, transport: 'headers' },
      { ...AT, accountId: 'a","api.leadsquared.com', host: 'query' },
    ]) {
      expect(() => vault.open(elsewhere, entry)).toThrow()
    }
    expect(() => vault.openUnbound('a', entry)).toThrow()
  })

  it.each([
    ['gigabytes', { N: 2 ** 26, r: 8, p: 1 }],
    ['hours', { N: 2 ** 20, r: 8, p: 1_000_000 }],
    ['an N that is no power of two', { N: 2 ** 17 + 1, r: 8, p: 1 }],
    ['nothing', { N: 0, r: 0, p: 0 }],
    ['less than nothing', { N: -(2 ** 17), r: -8, p: 1 }],
    ['more than a number of that kind holds', { N: 2 ** 40, r: 1, p: 1 }],
  ])('refuses parameters that ask for %s before doing what they ask', async (_what, scrypt) => {
    const entry = { iv: '', tag: '', data: '' }
    const asking = { scrypt: { ...scrypt, salt: '' }, check: entry, keys: {} }
    await expect(openVault(asking, 'x')).rejects.toThrow(RangeError)
  })

  it('bears what it writes itself, and some more for later versions', () => {
    expect(isBearable({ N: 2 ** 17, r: 8, p: 1 })).toBe(true)
    expect(isBearable({ N: 2 ** 19, r: 8, p: 2 })).toBe(true)
  })
})
