/** As much of a server as this needs. */
interface Listening {
  on(
    event: 'connection',
    listener: (socket: { on(event: 'error', listener: () => void): unknown }) => void,
  ): unknown
}

/**
 * Anybody on this machine can connect and reset at a moment when nothing of ours listens to the socket: while an upgrade
 * is refused, say. An error nobody listens to ends the process, so each socket has a listener for all of its life; the
 * close that follows is what the rest goes by.
 */
export function outliveSockets(server: Listening): void {
  server.on('connection', (socket) => {
    socket.on('error', () => undefined)
  })
}
