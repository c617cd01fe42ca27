import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '#electron/services/manual-clock.test-kit.ts'
import { limitedCall } from './limited-call.ts'
import { RateGovernor } from './governor.ts'
import type { ThrottledAnswer } from './adaptive-limit.ts'

const WINDOW_MS = 1000
const MARGIN_MS = 75

/** What one call meets: milliseconds until it is on the wire, from there to the server, and from there to its answer. */
interface Journey {
  connect: number
  lag: number
  answer: number
  /** The answer never comes; we give up on it at this time. */
  lost: boolean
}

interface Run {
  /** Accepted arrivals at the server, in order. */
  arrivals: number[]
  refused: number
  /** Of these, the ones in the governor's cautious time after the server refused a first call. */
  refusedInCaution: number
}

interface Setting {
  calls: number
  journeys: readonly Journey[]
  /** Pauses between slots that somebody else takes. */
  others?: readonly number[]
  /** The first call is refused, whatever the window holds. */
  cautious?: boolean
}

/** Sends one call per journey as fast as the governor lets it, against a server that counts a true sliding window. */
async function run({ calls, journeys, others = [], cautious = false }: Setting): Promise<Run> {
  const clock = new ManualClock()
  const governor = new RateGovernor({
    clock,
    limit: { calls, seconds: WINDOW_MS / 1000, share: 0 },
    learned: null,
    margin: { minMs: MARGIN_MS, share: 0 },
    random: () => 0.5,
  })
  const counted: number[] = []
  const result: Run = { arrivals: [], refused: 0, refusedInCaution: 0 }

  function accepts(): boolean {
    const now = clock.monotonic()
    if (counted.filter((at) => at > now - WINDOW_MS).length >= calls) return false
    counted.push(now)
    return true
  }
  async function send(journey: Journey): Promise<void> {
    for (;;) {
      const answer = await limitedCall<ThrottledAnswer | { kind: 'results' | 'unclear' }>(
        governor,
        async (hooks) => {
          await clock.sleep(journey.connect)
          hooks.onWire()
          await clock.sleep(journey.lag)
          if (!accepts()) {
            result.refused++
            if (cautious && clock.monotonic() < 20 * WINDOW_MS) result.refusedInCaution++
            return { kind: 'throttled', calls: null, seconds: null, retryAfterMs: null }
          }
          result.arrivals.push(clock.monotonic())
          await clock.sleep(journey.answer)
          return { kind: journey.lost ? 'unclear' : 'results' }
        },
      )
      if (answer.kind !== 'throttled') return
    }
  }
  if (cautious) {
    const slot = await governor.acquire()
    slot.onWire()
    slot.done({ kind: 'throttled', calls: null, seconds: null, retryAfterMs: null })
  }
  const sent = Promise.all(journeys.map(send))
  const stranger = (async () => {
    for (const pause of others) {
      await clock.sleep(pause)
      accepts()
    }
  })()
  const over = new AbortController()
  void Promise.all([sent, stranger]).then(() => over.abort())
  while (!over.signal.aborted) await clock.advance(WINDOW_MS)
  return result
}

function mostInWindow(arrivals: readonly number[]): number {
  return Math.max(
    ...arrivals.map((last) => arrivals.filter((at) => at <= last && at > last - WINDOW_MS).length),
  )
}

/** In 1024ths of a millisecond: sums of them are exact, so that a bound met to the hair is not missed by rounding. */
const times = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: most * 1024 }).map((ticks) => ticks / 1024)

describe('the rate governor against a true sliding window', () => {
  it('is never refused while any two calls lag within the margin of each other, whatever else jitters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        times(400),
        fc.array(
          fc.record({ connect: times(300), lag: times(MARGIN_MS), answer: times(2500), lost: fc.boolean() }),
          { minLength: 1, maxLength: 40 },
        ),
        async (calls, distance, journeys) => {
          const { arrivals, refused } = await run({
            calls,
            journeys: journeys.map((journey) => ({ ...journey, lag: distance + journey.lag })),
          })
          expect(refused).toBe(0)
          expect(arrivals).toHaveLength(journeys.length)
          expect(mostInWindow(arrivals)).toBeLessThanOrEqual(calls)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is never refused again in its cautious time, wherever in their latency calls arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 6 }),
        fc.array(
          fc.record({ connect: times(300), lag: times(3000), answer: times(2500), lost: fc.constant(false) }),
          { minLength: 1, maxLength: 40 },
        ),
        async (calls, journeys) => {
          const { arrivals, refusedInCaution } = await run({ calls, journeys, cautious: true })
          expect(refusedInCaution).toBe(0)
          expect(arrivals).toHaveLength(journeys.length)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('reaches the limit less the margin while answers come within the window', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), times(500), async (calls, latency) => {
        const windows = 12
        const journeys = Array.from({ length: calls * windows }, () => ({
          connect: 0,
          lag: latency / 2,
          answer: latency / 2,
          lost: false,
        }))
        const { arrivals } = await run({ calls, journeys })
        const span = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)
        expect(span).toBeLessThanOrEqual((windows - 1) * (WINDOW_MS + MARGIN_MS) + 1)
      }),
      { numRuns: 30 },
    )
  })

  it('gets every call in while others take slots at will, with few refusals after it noticed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 8 }),
        fc.array(times(1500), { minLength: 5, maxLength: 40 }),
        async (calls, others) => {
          const journeys = Array.from({ length: 40 }, () => ({
            connect: 0,
            lag: 20,
            answer: 80,
            lost: false,
          }))
          const { arrivals, refused } = await run({ calls, journeys, others })
          expect(arrivals).toHaveLength(journeys.length)
          expect(refused).toBeLessThanOrEqual(others.length + calls)
        },
      ),
      { numRuns: 60 },
    )
  })
})
