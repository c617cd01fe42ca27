import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Channel } from '#shared/rpc/channel.ts'

const ipcMain = new EventEmitter()
vi.mock('electron', () => ({ ipcMain, protocol: {} }))

const { IPC_CHANNEL, onPageChannel } = await import('./ipc-channel.ts')

beforeEach(() => {
  ipcMain.removeAllListeners()
})

function windowWithPage() {
  const sent: unknown[] = []
  const contents = Object.assign(new EventEmitter(), {
    mainFrame: { url: 'leadsheet://app/' },
    isDestroyed: () => false,
    send: (_channel: string, message: unknown) => sent.push(message),
  })
  const channels: { channel: Channel; heard: unknown[]; closed: number }[] = []
  onPageChannel(contents as unknown as WebContents, (channel) => {
    const page = { channel, heard: [] as unknown[], closed: 0 }
    channel.onMessage((message) => page.heard.push(message))
    channel.onClose(() => (page.closed += 1))
    channels.push(page)
  })
  const load = () =>
    contents.emit('did-start-navigation', {
      isMainFrame: true,
      isSameDocument: false,
      url: 'leadsheet://app/',
    })
  load()
  function say(message: unknown, from: { sender?: unknown; senderFrame?: unknown } = {}): void {
    ipcMain.emit(IPC_CHANNEL, { sender: contents, senderFrame: contents.mainFrame, ...from }, message)
  }
  return { contents, sent, channels, load, say }
}

describe('onPageChannel', () => {
  it('carries messages both ways between the page and its channel', () => {
    const { channels, sent, say } = windowWithPage()
    say({ type: 'call' })
    channels[0]?.channel.send({ type: 'value' })
    expect(channels[0]?.heard).toEqual([{ type: 'call' }])
    expect(sent).toEqual([{ type: 'value' }])
  })

  it('takes nothing from another window, a frame in the page, another address or a frame that is gone', () => {
    const { channels, contents, say } = windowWithPage()
    say('other window', { sender: new EventEmitter() })
    say('frame', { senderFrame: { url: 'leadsheet://app/' } })
    say('gone', { senderFrame: null })
    contents.mainFrame.url = 'https://evil.example/'
    say('elsewhere')
    expect(channels[0]?.heard).toEqual([])
  })

  it('gives a page that is loaded again a channel of its own: no old answer reaches it', () => {
    const { channels, sent, load, say } = windowWithPage()
    load()
    say('new')
    channels[0]?.channel.send('late answer')
    channels[1]?.channel.send('answer')
    expect(channels.map(({ heard, closed }) => ({ heard, closed }))).toEqual([
      { heard: [], closed: 1 },
      { heard: ['new'], closed: 0 },
    ])
    expect(sent).toEqual(['answer'])
  })

  it('keeps what a page says before anybody listens, in its order, and gives none of it to the next page', () => {
    const contents = Object.assign(new EventEmitter(), {
      mainFrame: { url: 'leadsheet://app/' },
      isDestroyed: () => false,
      send: () => undefined,
    })
    const channels: Channel[] = []
    onPageChannel(contents as unknown as WebContents, (channel) => channels.push(channel))
    const load = () =>
      contents.emit('did-start-navigation', {
        isMainFrame: true,
        isSameDocument: false,
        url: 'leadsheet://app/',
      })
    const say = (message: string) =>
      ipcMain.emit(IPC_CHANNEL, { sender: contents, senderFrame: contents.mainFrame }, message)
    load()
    say('of the page before')
    load()
    say('first')
    say('second')
    const heard: unknown[] = []
    channels[1]?.onMessage((message) => heard.push(message))
    say('third')
    expect(heard).toEqual(['first', 'second', 'third'])
  })

  it('keeps the channel while the page only moves within itself', () => {
    const { contents, channels } = windowWithPage()
    contents.emit('did-start-navigation', {
      isMainFrame: true,
      isSameDocument: true,
      url: 'leadsheet://app/#a',
    })
    contents.emit('did-start-navigation', {
      isMainFrame: false,
      isSameDocument: false,
      url: 'leadsheet://app/',
    })
    expect(channels).toHaveLength(1)
  })

  it.each([
    'https://evil.example/',
    'file:///etc/passwd',
    'leadsheet://app/nowhere',
    'leadsheet://other/',
    'about:blank',
  ])('keeps the channel when the page tries to go to %s, which is told before it is refused', (url) => {
    const { contents, channels, sent, say } = windowWithPage()
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url })
    say('an edit')
    channels[0]?.channel.send('saved')
    expect(channels).toHaveLength(1)
    expect(channels[0]).toMatchObject({ heard: ['an edit'], closed: 0 })
    expect(sent).toEqual(['saved'])
  })

  it('closes when the page crashes or its window is gone, and stops listening', () => {
    const { contents, channels, load } = windowWithPage()
    contents.emit('render-process-gone')
    expect(channels[0]?.closed).toBe(1)
    load()
    contents.emit('destroyed')
    expect(channels[1]?.closed).toBe(1)
    expect(ipcMain.listenerCount(IPC_CHANNEL)).toBe(0)
  })
})
