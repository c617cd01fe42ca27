import { SOCKET_PATH, type DesktopBridge } from '#shared/rpc/carriers.ts'
import type { Channel } from '#shared/rpc/channel.ts'

declare global {
  interface Window {
    /** The preload script's, on the desktop alone. */
    readonly leadsheet?: DesktopBridge
  }
}

/** The window and its host live and die together, so this channel never closes by itself. */
function desktopChannel(bridge: DesktopBridge): Channel {
  return {
    send: (message) => bridge.send(message),
    onMessage: (listener) => bridge.onMessage(listener),
    onClose: () => undefined,
    close: () => undefined,
  }
}

/** Resolves once the socket is open. @throws {Error} where it closes before that. */
function socketChannel(url: string): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    let closed = false
    let onClosed: (() => void) | undefined
    socket.addEventListener('close', () => {
      closed = true
      reject(new Error('The host did not take the connection.'))
      onClosed?.()
    })
    socket.addEventListener('open', () =>
      resolve({
        send: (message) => socket.send(JSON.stringify(message)),
        onMessage: (listener) => {
          socket.addEventListener('message', (event: MessageEvent<string>) =>
            listener(JSON.parse(event.data)),
          )
        },
        onClose: (listener) => {
          onClosed = listener
          if (closed) listener()
        },
        close: () => socket.close(),
      }),
    )
  })
}

export const onDesktop = typeof window !== 'undefined' && window.leadsheet !== undefined

/** The page's way to its host: the desktop's bridge where there is one, else a socket to the page's own origin. */
export async function openCarrier(): Promise<Channel> {
  if (window.leadsheet) return desktopChannel(window.leadsheet)
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return socketChannel(`${scheme}://${location.host}${SOCKET_PATH}`)
}
