import { create } from 'zustand'
import { createConnection, type ConnectionState } from './connection.ts'
import { isShutOut, onDesktop, openCarrier } from './carrier.ts'

export type Connection = ConnectionState

/** `shutOut`: a host answers here, but it is a later one that has not let this browser in. */
export const useConnection = create<{ connection: Connection; shutOut: boolean }>(() => ({
  connection: 'connecting',
  shutOut: false,
}))

/** This page, among the pages that were ever open on the host; numbers its batches of edits. */
const pageId = crypto.randomUUID()

/** Pages of one browser tell each other here that a host let one of them in. */
const WORD = 'leadsheet-opened'

const connection = createConnection({
  pageId,
  openTransport: openCarrier,
  ...(!onDesktop && { isShutOut }),
  onState(state, shutOut) {
    useConnection.setState({ connection: state, shutOut })
    if (state === 'open') word?.postMessage(WORD)
  },
  onUnreadable: (why) => console.error(`Leadsheet sent a message that is not of its form. ${why}`),
})

const inBrowser = typeof document !== 'undefined'
const word = inBrowser ? new BroadcastChannel('leadsheet') : null
word?.addEventListener('message', () => connection.retryNow())

// Browsers slow the timers of hidden tabs down to one a minute: what shows that trying is worth it is not waited out.
if (inBrowser) {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connection.retryNow()
  })
  window.addEventListener('online', () => connection.retryNow())
}

/** The main process as the page sees it. The only place that knows how messages travel. */
export const host = {
  pageId,
  connect: () => connection.connect(),
  call: connection.call,
  on: connection.on,
  onReopened: (listener: () => void) => connection.onReopened(listener),
  onSuperseded: (listener: () => void) => connection.onSuperseded(listener),
  release: () => connection.release(),
}
