import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { fail, ok } from '#shared/api/faults.ts'

type Handler = (event: unknown, path: unknown) => Promise<unknown>
const handlers = new Map<string, Handler>()
vi.mock('electron', () => ({
  ipcMain: {
    handle: (name: string, handler: Handler) => handlers.set(name, handler),
    removeHandler: (name: string) => handlers.delete(name),
  },
  protocol: {},
}))

const { takeHandedFiles } = await import('./handed-files.ts')

function windowThatTakes() {
  const contents = Object.assign(new EventEmitter(), { mainFrame: { url: 'leadsheet://app/' } })
  const take = vi.fn((path: string) =>
    Promise.resolve(
      path === '/gone.csv' ? fail('not-found', 'It is not there any more.') : ok({ fileId: `id of ${path}` }),
    ),
  )
  takeHandedFiles(contents as unknown as WebContents, take)
  const hand = (path: unknown, from: object = {}) =>
    handlers.get('leadsheet-file')!({ sender: contents, senderFrame: contents.mainFrame, ...from }, path)
  return { contents, take, hand }
}

describe('takeHandedFiles', () => {
  it('takes a file by the path the preload found, or says why not', async () => {
    const { hand } = windowThatTakes()
    expect(await hand('/tmp/a.csv')).toEqual({ kind: 'taken', fileId: 'id of /tmp/a.csv' })
    expect(await hand('/gone.csv')).toEqual({ kind: 'refused', problem: 'It is not there any more.' })
  })

  it('takes none from another window, a frame in the page or another page, nor what is no path', async () => {
    const { contents, take, hand } = windowThatTakes()
    await hand('/etc/passwd', { sender: new EventEmitter() })
    await hand('/etc/passwd', { senderFrame: { url: 'leadsheet://app/' } })
    await hand('/etc/passwd', { senderFrame: null })
    await hand(7)
    await hand('')
    contents.mainFrame.url = 'https://evil.example/'
    expect(await hand('/etc/passwd')).toEqual({ kind: 'bytes' })
    expect(take).not.toHaveBeenCalled()
  })

  it('ends with its window', () => {
    const { contents } = windowThatTakes()
    contents.emit('destroyed')
    expect(handlers.size).toBe(0)
  })
})
