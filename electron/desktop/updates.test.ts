import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openMemory } from './remembered.ts'
import { createUpdates, whatChanged, type Updater } from './updates.ts'

function updates({ available = true, on = false, pushing = false, yes = true } = {}) {
  const memory = openMemory(join(mkdtempSync(join(tmpdir(), 'leadsheet-updates-')), 'remembered.json'))
  memory.set({ updates: on })
  const updater = {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    checkForUpdates: vi.fn(() =>
      Promise.resolve({
        isUpdateAvailable: available,
        updateInfo: { version: '2.0.0', releaseNotes: '<p>Faster.</p>' },
      }),
    ),
    downloadUpdate: vi.fn(() => Promise.resolve([])),
    on: vi.fn<Updater['on']>(),
  } satisfies Updater
  const notices: string[] = []
  const lines: string[] = []
  const ask = vi.fn(() => Promise.resolve(yes))
  const made = createUpdates({
    load: () => Promise.resolve(updater),
    memory,
    version: '1.0.0',
    pushing: () => pushing,
    ask,
    signIn: (_info, answer) => {
      answer('ada', 's cret')
      return true
    },
    notice: ({ text }) => notices.push(text),
    log: (line) => lines.push(line),
  })
  return { ...made, updater, notices, lines, ask }
}

describe('newer versions', () => {
  it('are not looked for unless that was switched on', async () => {
    const { lookByItself, updater } = updates()
    await lookByItself()
    expect(updater.checkForUpdates).not.toHaveBeenCalled()
  })

  it('are asked about with what changed, fetched after a yes, and put in place at the next close', async () => {
    const { lookByItself, look, updater, ask, notices } = updates({ on: true })
    await lookByItself()
    expect(ask.mock.calls).toEqual([['2.0.0', 'Faster.']])
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: true })
    expect(updater.downloadUpdate).toHaveBeenCalledOnce()
    expect(notices).toEqual(['Leadsheet 2.0.0 is ready. It is put in place when you close Leadsheet.'])
    await look()
    expect(updater.downloadUpdate).toHaveBeenCalledOnce()
  })

  it('are looked for also behind a proxy that wants a name and a password, which would be waited for without end', async () => {
    const { look, updater } = updates({ available: false })
    await look()
    await look()
    expect(updater.on).toHaveBeenCalledOnce()
    const [event, listener] = updater.on.mock.calls[0]!
    const answer = vi.fn()
    listener({ isProxy: true, scheme: 'basic', host: 'proxy.example', port: 8080, realm: '' }, answer)
    expect([event, ...answer.mock.calls]).toEqual(['login', ['ada', 's cret']])
  })

  it('are not fetched after a no', async () => {
    const { look, updater } = updates({ yes: false })
    await look()
    expect(updater.downloadUpdate).not.toHaveBeenCalled()
  })

  it('leave a push alone: nothing is looked for by itself, and nothing asked or fetched', async () => {
    const { lookByItself, look, updater, ask, notices } = updates({ on: true, pushing: true })
    await lookByItself()
    expect(updater.checkForUpdates).not.toHaveBeenCalled()
    await look()
    expect(ask).not.toHaveBeenCalled()
    expect(notices).toEqual(['Leadsheet 2.0.0 is there. Look for it again when the push is through.'])
  })

  it('are told not to be there, or not to be known, only to somebody who asked', async () => {
    const newest = updates({ on: true, available: false })
    await newest.lookByItself()
    expect(newest.notices).toEqual([])
    await newest.look()
    expect(newest.notices).toEqual(['Leadsheet 1.0.0 is the newest version.'])
    const broken = updates({ on: true })
    broken.updater.checkForUpdates.mockRejectedValue(new Error('net::ERR_NAME_NOT_RESOLVED\nat x'))
    await broken.lookByItself()
    expect(broken.notices).toEqual([])
    expect(broken.lines).toEqual(['newer versions could not be looked for: net::ERR_NAME_NOT_RESOLVED'])
    await broken.look()
    expect(broken.notices).toEqual([expect.stringContaining('Nothing was changed')])
  })
})

function changelog(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'leadsheet-changes-')), 'CHANGELOG.md')
  writeFileSync(path, text)
  return path
}

describe('whatChanged', () => {
  const LOG = changelog(
    '# Changes\n\n## [2.0.0] 2026\n\n- **Faster** files\n  of any size.\n- `Undo` in boxes.\n\n## 1.0.0\n\n- Old.\n',
  )

  it('tells what the new version brought, once, and nothing at a first start', () => {
    expect(whatChanged('1.0.0', '2.0.0', LOG)).toBe(
      'Leadsheet is now 2.0.0; it was 1.0.0. New: Faster files of any size. Undo in boxes.',
    )
    expect(whatChanged(null, '2.0.0', LOG)).toBeNull()
    expect(whatChanged('2.0.0', '2.0.0', LOG)).toBeNull()
    expect(whatChanged('2.0.0', '3.0.0', LOG)).toBe('Leadsheet is now 3.0.0; it was 2.0.0.')
  })

  it('tells the new version where the file is missing', () => {
    expect(whatChanged('1.0.0', '2.0.0', '/nowhere/CHANGELOG.md')).toBe(
      'Leadsheet is now 2.0.0; it was 1.0.0.',
    )
  })

  it('names five and counts the rest', () => {
    const many = `## 4.0.0\n${Array.from({ length: 7 }, (_, index) => `- Change ${index}.`).join('\n')}\n`
    expect(whatChanged('3.0.0', '4.0.0', changelog(many))).toMatch(/Change 4\. And 2 more\.$/)
  })
})
