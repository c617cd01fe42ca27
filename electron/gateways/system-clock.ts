import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '#electron/services/ports/clock.ts'

/** The machine's own clock. Sleeps round up: waking early would put a call into a window that is still full. */
export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted()
    try {
      await delay(Math.max(0, Math.ceil(ms)), undefined, signal ? { signal } : {})
    } catch (error) {
      throw signal?.aborted ? signal.reason : error
    }
  },
}
