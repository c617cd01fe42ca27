import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CallQueue } from './call-queue.ts'
import { forecastPush, isWorthHolding, type Forecast, type Outlook } from './forecast.ts'

const OUTLOOK: Outlook = { latency: 0.5, limit: { calls: 25, seconds: 5 }, free: 25, most: 25 }

/** Leads in their order, each by its keys. */
function forecast(keysOf: readonly string[][], others = 0, change: Partial<Outlook> = {}): Forecast {
  const queue = new CallQueue()
  keysOf.forEach((keys, seq) => queue.add(seq, keys))
  const slices = forecastPush(queue, others, { ...OUTLOOK, ...change })
  for (;;) {
    const slice = slices.next()
    if (slice.done) return slice.value
  }
}

/** `lines` keys, each of as many leads as `length` says. */
function lines(count: number, length: number): string[][] {
  return Array.from({ length: count * length }, (_, seq) => [`key ${seq % count}`])
}

describe('the forecast of a push', () => {
  it('fills windows with full calls where no key is shared.', () => {
    expect(forecast([], 10_000)).toEqual({ calls: 400, seconds: 75.5 })
    expect(forecast([], 26)).toEqual({ calls: 2, seconds: 0.5 })
    expect(forecast([], 0)).toEqual({ calls: 0, seconds: 0 })
  })

  it('sends leads that others wait for first, so that the rest fills the last call up.', () => {
    expect(forecast(lines(11, 2), 216)).toEqual({ calls: 10, seconds: 1 })
  })

  it('makes one key’s leads take as many calls, one after the other.', () => {
    expect(forecast(lines(1, 40))).toEqual({ calls: 40, seconds: 20 })
  })

  it('holds what is no full call back where that costs one latency and saves calls.', () => {
    expect(forecast(lines(30, 2))).toEqual({ calls: 3, seconds: 1.5 })
  })

  it('does not make long lines wait for full calls while the limit has room.', () => {
    const { calls, seconds } = forecast(lines(30, 20))
    expect(seconds).toBeLessThanOrEqual(20 * 0.5 + 2)
    expect(calls).toBeGreaterThan(24)
    // Where the limit is what everything waits for, full calls are all there are.
    expect(forecast(lines(30, 20), 0, { limit: { calls: 1, seconds: 5 }, free: 1 })).toEqual({
      calls: 24,
      seconds: 23 * 5 + 0.5,
    })
  })

  it('sends every lead, whatever the keys, and never needs more calls than leads.', () => {
    const leads = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }).map(String), { maxLength: 2 }), {
      maxLength: 80,
    })
    fc.assert(
      fc.property(
        leads,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        (keysOf, calls, seconds) => {
          const told = forecast(keysOf, 0, { limit: { calls, seconds }, free: calls })
          expect(told.calls).toBeGreaterThanOrEqual(Math.ceil(keysOf.length / 25))
          expect(told.calls).toBeLessThanOrEqual(keysOf.length)
          expect(told.seconds).toBeGreaterThanOrEqual((Math.ceil(told.calls / calls) - 1) * seconds)
        },
      ),
    )
  })
})

describe('holding a call back that is not full', () => {
  const heads = (count: number, line: number) => new Map([[line, count]])

  it('is worth it while answers under way let enough go to save a call.', () => {
    expect(isWorthHolding(heads(2, 1), [{ lines: heads(11, 2), in: 0.3 }], OUTLOOK)).toBe(true)
  })

  it('is not where nothing is saved by it.', () => {
    expect(isWorthHolding(heads(20, 1), [{ lines: heads(25, 2), in: 0.3 }], OUTLOOK)).toBe(false)
    expect(isWorthHolding(heads(20, 1), [{ lines: heads(25, 1), in: 0.3 }], OUTLOOK)).toBe(false)
  })

  it('is not where it would draw the push out by more than a latency, unless the limit does so anyway.', () => {
    const underWay = [{ lines: heads(25, 40), in: 0.5 }]
    expect(isWorthHolding(heads(5, 40), underWay, OUTLOOK)).toBe(false)
    const tight = { ...OUTLOOK, limit: { calls: 2, seconds: 5 }, free: 1 }
    expect(isWorthHolding(heads(5, 40), underWay, tight)).toBe(true)
  })
})
