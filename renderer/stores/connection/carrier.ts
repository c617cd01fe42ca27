import {
  LET_IN_PATH,
  PAGE_KEY_HEADER,
  pageKeyProtocol,
  SOCKET_PATH,
  SOCKET_PROTOCOL,
} from '#shared/rpc/carriers.ts'
import type { DesktopBridge } from '#shared/rpc/carriers.ts'
import type { Channel } from '#shared/rpc/channel.ts'
import { pageKey } from './page-key.ts'

declare global {
  interface Window {
    /** The preload script's, on the desktop alone. */
    readonly leadsheet?: DesktopBridge
  }
}

/** The window and its host live and die together, so this channel closes only where the page itself gives it up. */
function desktopChannel(bridge: DesktopBridge): Channel {
  let closed = false
  return {
    send: (message) => bridge.send(message),
    onMessage: (listener) =>
      bridge.onMessage((message) => {
        if (!closed) listener(message)
      }),
    onClose: () => undefined,
    close: () => {
      closed = true
    },
  }
}

/** Resolves once the socket is open. @throws {Error} where it closes before that. */
function socketChannel(url: string, protocols: string[]): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols)
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
          socket.addEventListener('message', (event: MessageEvent<unknown>) => listener(parsed(event.data)))
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

/** Undefined, which is no message, where it is no JSON text. */
function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined
  } catch {
    return undefined
  }
}

export const onDesktop = typeof window !== 'undefined' && window.leadsheet !== undefined

/** The page's way to its host: the desktop's bridge where there is one, else a socket to the page's own origin. */
export async function openCarrier(): Promise<Channel> {
  if (window.leadsheet) return desktopChannel(window.leadsheet)
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const key = pageKey()
  return socketChannel(`${scheme}://${location.host}${SOCKET_PATH}`, [
    SOCKET_PROTOCOL,
    ...(key === null ? [] : [pageKeyProtocol(key)]),
  ])
}

/** Whether a host answers at the page's origin that has not let this browser in, or has let it in for another page key. */
export async function isShutOut(): Promise<boolean> {
  const key = pageKey()
  const answer = await fetch(LET_IN_PATH, {
    method: 'HEAD',
    cache: 'no-store',
    headers: key === null ? {} : { [PAGE_KEY_HEADER]: key },
  })
  return answer.status === 401
}
