import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { DesktopBridge } from '#shared/rpc/carriers.ts'

const sent: unknown[][] = []
const ipcRenderer = Object.assign(new EventEmitter(), {
  send: (...args: unknown[]) => sent.push(args),
  invoke: (...args: unknown[]) => {
    sent.push(args)
    return Promise.resolve({ kind: 'taken', fileId: '1' })
  },
})
const paths = new Map<unknown, string>()
const exposed = new Map<string, unknown>()
vi.mock('electron', () => ({
  ipcRenderer,
  webUtils: {
    getPathForFile(file: unknown) {
      if (typeof file !== 'object') throw new TypeError('not a File')
      return paths.get(file) ?? ''
    },
  },
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
}))
await import('./preload.ts')
const bridge = exposed.get('leadsheet') as DesktopBridge

describe('the preload script', () => {
  it('exposes one bridge with one channel, and nothing of Electron', () => {
    expect([...exposed.keys()]).toEqual(['leadsheet'])
    expect(Object.keys(bridge).sort()).toEqual(['handIn', 'onMessage', 'send'])
  })

  it('sends on one channel and hands over messages without the event that carries the sender', () => {
    bridge.send({ type: 'call' })
    expect(sent).toEqual([['leadsheet', { type: 'call' }]])
    const heard: unknown[][] = []
    ipcRenderer.emit('leadsheet', { sender: ipcRenderer }, 'early')
    bridge.onMessage((...args) => heard.push(args))
    ipcRenderer.emit('leadsheet', { sender: ipcRenderer }, 'later')
    expect(heard).toEqual([['early'], ['later']])
  })

  it('hands a file over by the path it has on the disk, and leaves one without a path to the page', async () => {
    sent.length = 0
    const chosen = {}
    paths.set(chosen, '/home/ada/leads.xlsx')
    expect(await bridge.handIn(chosen)).toEqual({ kind: 'taken', fileId: '1' })
    expect(sent).toEqual([['leadsheet-file', '/home/ada/leads.xlsx']])
    for (const made of [{}, '/etc/passwd']) expect(await bridge.handIn(made)).toEqual({ kind: 'bytes' })
    expect(sent).toHaveLength(1)
  })
})
