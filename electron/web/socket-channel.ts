import type { RawData, WebSocket } from 'ws'
import type { Channel } from '#shared/rpc/channel.ts'

/** Browser mode's carrier: one text frame of JSON a message. A frame that is no JSON text ends the connection. */
export function socketChannel(socket: WebSocket): Channel {
  let closed = false
  socket.on('close', () => {
    closed = true
  })
  // The close that follows says it all; without a listener the error would end the process.
  socket.on('error', () => undefined)
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage(listener) {
      socket.removeAllListeners('message')
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? undefined : parse(data)
        if (message === undefined) socket.close(1003, 'A message is one text frame of JSON.')
        else listener(message)
      })
    },
    onClose(listener) {
      if (closed) listener()
      else socket.once('close', listener)
    },
    close: () => socket.close(1000),
  }
}

function parse(data: RawData): unknown {
  try {
    return JSON.parse((data as Buffer).toString('utf8'))
  } catch {
    return undefined
  }
}
