import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_LIMIT } from '#shared/domain/push/account.ts'
import type { AccountFile } from '#electron/gateways/accounts/account-file.ts'

vi.mock('electron', () => ({
  default: {
    app: { getPath: () => tmpdir(), getVersion: () => '1.0.0' },
    ipcMain: { on: () => undefined },
    shell: {},
  },
}))

const { openAccountSettings } = await import('./account-settings.ts')

const CONTENT: AccountFile = {
  records: [
    {
      id: 'a',
      label: 'Acme',
      host: 'api.leadsquared.com',
      colour: 'red',
      live: true,
      keyTransport: 'query',
      limit: DEFAULT_LIMIT,
      learnedLimit: null,
    },
  ],
  vault: null,
  systemKeys: { a: 'c2VhbGVk', b: 'c2VhbGVk' },
}

describe('openAccountSettings', () => {
  it('keeps accounts in the data folder through electron-store, for nobody else to read', () => {
    const dir = mkdtempSync(join(tmpdir(), 'leadsheet-settings-'))
    openAccountSettings(dir, () => undefined).write(CONTENT)
    expect(JSON.parse(readFileSync(join(dir, 'accounts.json'), 'utf8'))).toEqual(CONTENT)
    expect(openAccountSettings(dir, () => undefined).read()).toEqual(CONTENT)
    if (process.platform !== 'win32') expect(statSync(join(dir, 'accounts.json')).mode & 0o077).toBe(0)
  })

  it('forgets an entry that is left out of what is written', () => {
    const dir = mkdtempSync(join(tmpdir(), 'leadsheet-settings-'))
    const settings = openAccountSettings(dir, () => undefined)
    settings.write(CONTENT)
    settings.write({ ...CONTENT, systemKeys: { b: 'c2VhbGVk' } })
    expect(settings.read().systemKeys).toEqual({ b: 'c2VhbGVk' })
  })

  it('starts empty, and puts a file it cannot understand aside', () => {
    const dir = mkdtempSync(join(tmpdir(), 'leadsheet-settings-'))
    writeFileSync(join(dir, 'accounts.json'), '{ half')
    const kept: string[] = []
    expect(openAccountSettings(dir, (path) => kept.push(path)).read()).toEqual({
      records: [],
      vault: null,
      systemKeys: {},
    })
    expect(kept).toEqual([join(dir, 'accounts.json.damaged')])
  })
})
