/**
 * The thinnest carrier both sides need. Messages are structured-clone data; a carrier that needs text does its own JSON.
 * Messages arrive whole and in order, or the channel closes.
 */
export interface Channel {
  send(message: unknown): void
  /** One listener; a second call replaces the first. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once, also when the channel was closed before the listener came. */
  onClose(listener: () => void): void
  close(): void
}

/** Two ends in one memory, for tests. Delivery is asynchronous, as over any wire; messages are cloned by JSON. */
export function channelPair(): [Channel, Channel] {
  const listeners: ((message: unknown) => void)[] = []
  const closers: ((() => void) | undefined)[] = []
  let closed = false
  function end(own: 0 | 1): Channel {
    const other = own === 0 ? 1 : 0
    return {
      send(message) {
        const wire = JSON.stringify(message)
        void Promise.resolve().then(() => {
          if (!closed) listeners[other]?.(JSON.parse(wire))
        })
      },
      onMessage(listener) {
        listeners[own] = listener
      },
      onClose(listener) {
        closers[own] = listener
        if (closed) listener()
      },
      close() {
        if (closed) return
        closed = true
        for (const closer of [...closers]) closer?.()
      },
    }
  }
  return [end(0), end(1)]
}
