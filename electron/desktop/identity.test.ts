import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { expect, it, vi } from 'vitest'
import { APP_ID, introduce } from './identity.ts'

it('names itself to Windows as its package does, and About tells every version', () => {
  const app = { setAppUserModelId: vi.fn(), setAboutPanelOptions: vi.fn() }
  const { versions } = process
  Object.defineProperty(process, 'versions', {
    value: { ...versions, electron: '45.4.1', chrome: '150.0.1' },
  })
  introduce(app as unknown as App, '1.2.3')
  Object.defineProperty(process, 'versions', { value: versions })
  expect(app.setAppUserModelId).toHaveBeenCalledWith(APP_ID)
  const packages = join(import.meta.dirname, '..', '..', '.config', 'electron-builder.mjs')
  expect(readFileSync(packages, 'utf8')).toContain(`appId: '${APP_ID}'`)
  const about = app.setAboutPanelOptions.mock.calls[0]![0] as Record<string, string>
  expect(about).toMatchObject({ applicationName: 'Leadsheet', applicationVersion: '1.2.3' })
  for (const part of ['Electron 45.4.1', 'Chromium 150.0.1', `Node ${versions.node}`]) {
    expect(about['copyright']).toContain(part)
  }
})
