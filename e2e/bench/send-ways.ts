import { setTimeout as delay } from 'node:timers/promises'
import Bottleneck from 'bottleneck'
import PQueue from 'p-queue'
import pThrottle from 'p-throttle'
import { systemClock } from '#electron/gateways/system-clock.ts'
import type { CallAnswer, CallHooks } from '#electron/services/ports/lead-api.ts'
import { RateGovernor } from '#electron/services/rate/governor.ts'

/** Makes one call; throttled answers come back as such, `time is over` as soon as the measurement has gone on long enough. */
export type MakeCall = (hooks: CallHooks) => Promise<CallAnswer | { kind: 'time is over' }>

export interface Pace {
  calls: number
  windowMs: number
  /** The safety margin of our own sender, at this window's scale. */
  marginMs: number
}

/** Gets every call in, keeping to the pace as well as it can. A refused call goes through the same way again. */
export type Way = (calls: readonly MakeCall[], pace: Pace) => Promise<void>

const NO_HOOKS: CallHooks = { onWire: () => undefined }
const CONNECTIONS = 25

/** Runs `limited` for every call until it is not throttled any more. */
async function untilIn(
  calls: readonly MakeCall[],
  limited: (call: MakeCall) => ReturnType<MakeCall>,
): Promise<void> {
  await Promise.all(
    calls.map(async (call) => {
      while ((await limited(call)).kind === 'throttled');
    }),
  )
}

/** This program's own sender, and the ways people pace calls today, each as its documentation shows it. */
export const WAYS: Readonly<Record<string, Way>> = {
  async leadsheet(calls, pace) {
    const governor = new RateGovernor({
      clock: systemClock,
      limit: { calls: pace.calls, seconds: pace.windowMs / 1000, share: 0 },
      learned: null,
      margin: { minMs: pace.marginMs, share: 0.015 },
    })
    await untilIn(calls, async (call) => {
      const slot = await governor.acquire()
      const answer = await call({ onWire: () => slot.onWire() })
      if (answer.kind === 'time is over') slot.release()
      else slot.done(answer)
      return answer
    })
  },

  async 'sequential, sleeping'(calls, pace) {
    for (const call of calls) {
      for (;;) {
        const answer = await call(NO_HOOKS)
        if (answer.kind === 'time is over') return
        await delay(pace.windowMs / pace.calls)
        if (answer.kind !== 'throttled') break
      }
    }
  },

  async 'p-queue, fixed'(calls, pace) {
    const queue = new PQueue({ intervalCap: pace.calls, interval: pace.windowMs, concurrency: CONNECTIONS })
    await untilIn(calls, (call) => queue.add(() => call(NO_HOOKS)))
  },

  async 'p-queue, strict'(calls, pace) {
    const queue = new PQueue({
      intervalCap: pace.calls,
      interval: pace.windowMs,
      concurrency: CONNECTIONS,
      strict: true,
    })
    await untilIn(calls, (call) => queue.add(() => call(NO_HOOKS)))
  },

  async 'bottleneck, reservoir'(calls, pace) {
    const limiter = new Bottleneck({
      reservoir: pace.calls,
      reservoirRefreshAmount: pace.calls,
      reservoirRefreshInterval: pace.windowMs,
      maxConcurrent: CONNECTIONS,
    })
    await untilIn(calls, (call) => limiter.schedule(() => call(NO_HOOKS)))
    await limiter.disconnect()
  },

  async 'p-throttle, strict'(calls, pace) {
    const limited = pThrottle({ limit: pace.calls, interval: pace.windowMs, strict: true })(
      (call: MakeCall) => call(NO_HOOKS),
    )
    await untilIn(calls, limited)
  },
}
