/** What both ends of a carrier must agree on. A carrier moves messages; it knows nothing of what is in them. */

/** Browser mode: a WebSocket at this path of the page's own origin; each message is one text frame of JSON. */
export const SOCKET_PATH = '/channel'

/** The host closes a superseded page's socket with this code once it has nothing more to hand in. */
export const SUPERSEDED_CLOSE_CODE = 4001

/** Largest message the host takes, in bytes of UTF-8: a pasted sheet or a file chunk stays well below it. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024

/** Desktop: the preload script exposes this, and only this, as `window.leadsheet`. Messages are structured-clone data. */
export interface DesktopBridge {
  send(message: unknown): void
  /** One listener; a second call replaces the first. Messages that came before the listener are kept for it. */
  onMessage(listener: (message: unknown) => void): void
}
