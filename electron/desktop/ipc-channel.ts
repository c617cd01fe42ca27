import { ipcMain, type IpcMainEvent, type WebContents } from 'electron'
import type { Channel } from '#shared/rpc/channel.ts'
import { isPageAddress } from './page-protocol.ts'

/** Also in preload.ts, which is a file of its own. */
export const IPC_CHANNEL = 'leadsheet'

/**
 * The desktop's carrier: one channel per page that the window loads. Messages are taken from the main frame of our own
 * page only. A page that goes away takes its channel with it, so that no answer reaches the next one.
 */
export function onPageChannel(contents: WebContents, onChannel: (channel: Channel) => void): void {
  let current: ReturnType<typeof openChannel> | null = null

  contents.on('did-start-navigation', (details) => {
    // It is told before `will-navigate` is asked: one that is refused leaves the page, and its channel, as they are.
    if (!details.isMainFrame || details.isSameDocument || !isPageAddress(details.url)) return
    current?.end()
    current = openChannel(contents)
    onChannel(current.channel)
  })
  contents.on('render-process-gone', () => {
    current?.end()
    current = null
  })
  function onMessage(event: IpcMainEvent, message: unknown): void {
    if (isFromPage(event, contents)) current?.receive(message)
  }
  ipcMain.on(IPC_CHANNEL, onMessage)
  contents.on('destroyed', () => {
    ipcMain.off(IPC_CHANNEL, onMessage)
    current?.end()
    current = null
  })
}

/** True for the main frame of our own page in this very window. */
export function isFromPage(
  event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>,
  contents: WebContents,
): boolean {
  const frame = event.senderFrame
  return (
    frame !== null && event.sender === contents && frame === contents.mainFrame && isPageAddress(frame.url)
  )
}

function openChannel(contents: WebContents): {
  channel: Channel
  receive(message: unknown): void
  end(): void
} {
  let listener: ((message: unknown) => void) | null = null
  /** The page may speak before there is a host to listen. */
  const early: unknown[] = []
  let closer: (() => void) | null = null
  let closed = false
  function end(): void {
    if (closed) return
    closed = true
    closer?.()
  }
  return {
    channel: {
      send(message) {
        if (!closed && !contents.isDestroyed()) contents.send(IPC_CHANNEL, message)
      },
      onMessage(next) {
        listener = next
        for (const message of early.splice(0)) next(message)
      },
      onClose(next) {
        closer = next
        if (closed) next()
      },
      close: end,
    },
    receive(message) {
      if (closed) return
      if (listener) listener(message)
      else early.push(message)
    },
    end,
  }
}
