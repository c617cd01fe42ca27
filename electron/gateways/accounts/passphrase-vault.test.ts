import { describe, expect, it } from 'vitest'
import { createVault, openVault } from './passphrase-vault.ts'

const KEYS = { accessKey: 'u$r0123456789abcdef', secretKey: 'fedcba9876543210' }

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[0]! ^= 1
  return bytes.toString('base64')
}

describe('the passphrase vault', () => {
  it('opens with the passphrase it was made with and gives the keys back', async () => {
    const { sealed, vault } = await createVault('correct horse')
    const entry = vault.seal('a', KEYS)
    const reopened = await openVault(sealed, 'correct horse')
    expect(reopened?.open('a', entry)).toEqual(KEYS)
  })

  it('does not open with another passphrase', async () => {
    const { sealed } = await createVault('correct horse')
    expect(await openVault(sealed, 'correct hors')).toBeNull()
    expect(await openVault(sealed, '')).toBeNull()
  })

  it('takes composed and decomposed spellings of a passphrase for the same', async () => {
    const { sealed } = await createVault('caf\u00e9')
    expect(await openVault(sealed, 'cafe\u0301')).not.toBeNull()
  })

  it('states the parameters it was made with, and no part of the passphrase or the keys', async () => {
    const { sealed, vault } = await createVault('correct horse')
    expect(sealed.scrypt).toMatchObject({ N: 131072, r: 8, p: 1 })
    const atRest = JSON.stringify([sealed, vault.seal('a', KEYS)])
    for (const secret of ['correct', KEYS.accessKey, KEYS.secretKey]) {
      expect(atRest).not.toContain(secret)
      expect(atRest).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
    }
  })

  it('seals the same keys differently each time', async () => {
    const { vault } = await createVault('x')
    expect(vault.seal('a', KEYS)).not.toEqual(vault.seal('a', KEYS))
  })

  it('does not open an entry that was changed or moved to another account', async () => {
    const { vault } = await createVault('x')
    const entry = vault.seal('a', KEYS)
    expect(() => vault.open('b', entry)).toThrow()
    expect(() => vault.open('a', { ...entry, data: flipped(entry.data) })).toThrow()
    expect(() => vault.open('a', { ...entry, iv: flipped(entry.iv) })).toThrow()
    expect(() => vault.open('a', { ...entry, tag: flipped(entry.tag) })).toThrow()
  })
})
