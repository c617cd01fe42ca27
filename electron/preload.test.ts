import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { DesktopBridge } from '#shared/rpc/carriers.ts'

const sent: unknown[][] = []
const ipcRenderer = Object.assign(new EventEmitter(), { send: (...args: unknown[]) => sent.push(args) })
const exposed = new Map<string, unknown>()
vi.mock('electron', () => ({
  ipcRenderer,
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
}))
await import('./preload.ts')
const bridge = exposed.get('leadsheet') as DesktopBridge

describe('the preload script', () => {
  it('exposes one bridge with one channel, and nothing of Electron', () => {
    expect([...exposed.keys()]).toEqual(['leadsheet'])
    expect(Object.keys(bridge).sort()).toEqual(['onMessage', 'send'])
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
})
