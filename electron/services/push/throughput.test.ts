import { describe, expect, it } from 'vitest'
import { PushMeter } from './throughput.ts'

const PACE = { calls: 25, seconds: 5 }

describe('the meter of a push', () => {
  it('counts the time spent running, pauses left out, on top of what ran before.', () => {
    const meter = new PushMeter(10)
    expect(meter.seconds(0)).toBe(10)
    meter.start(1000)
    expect(meter.seconds(3000)).toBe(12)
    meter.stop(4000)
    expect(meter.seconds(60_000)).toBe(13)
    meter.start(60_000)
    expect(meter.seconds(61_000)).toBe(14)
  })

  it('gives the rate of the last seconds, over at least one whole window, so that bursts even out.', () => {
    const meter = new PushMeter(0)
    meter.start(0)
    for (const at of [500, 5500, 10_500, 15_500]) meter.settled(625, at)
    expect(meter.rowsPerSecond(PACE, 16_000)).toBe(125)
    expect(meter.rowsPerSecond(PACE, 60_000)).toBe(0)
  })

  it('takes a burst for no faster than the limit, so that the rate agrees with the time left.', () => {
    const meter = new PushMeter(0)
    meter.start(0)
    for (let call = 0; call < 25; call++) meter.settled(25, 1000 + call * 20)
    expect(meter.rowsPerSecond(PACE, 3400)).toBe(125)
    expect(meter.secondsLeft(800, PACE, 25, 3400)).toBe(10)
    for (let call = 0; call < 25; call++) meter.settled(25, 5500 + call * 20)
    expect(meter.rowsPerSecond(PACE, 6400)).toBe(125)
    const slow = new PushMeter(0)
    slow.start(0)
    for (let at = 1000; at <= 4000; at += 1000) slow.settled(25, at)
    expect(slow.rowsPerSecond(PACE, 4000)).toBe(25)
  })

  it('estimates by the limit: what fits the window now costs no wait.', () => {
    const meter = new PushMeter(0)
    meter.start(0)
    expect(meter.secondsLeft(625, PACE, 0, 100)).toBe(0)
    expect(meter.secondsLeft(10_000, PACE, 0, 100)).toBe(75)
    expect(meter.secondsLeft(10_000, PACE, 25, 100)).toBe(80)
  })

  it('estimates by what was measured where that is much slower than the limit.', () => {
    const meter = new PushMeter(0)
    meter.start(0)
    for (let at = 1000; at <= 20_000; at += 1000) meter.settled(10, at)
    expect(meter.secondsLeft(1000, PACE, 0, 20_000)).toBeCloseTo(100, 5)
  })

  it.each([10, 25, 60, 90, 110, 125])(
    'agrees with a rate of %i rows a second from the second window on: what is left, divided by it.',
    (rate) => {
      const meter = new PushMeter(0)
      meter.start(0)
      for (let at = 0; at <= 40_000; at += 200) {
        meter.settled(rate / 5, at)
        if (at < 5_000) continue
        const left = meter.secondsLeft(8_000, PACE, 25, at)!
        const byRate = 8_000 / meter.rowsPerSecond(PACE, at)
        expect(left / byRate, `after ${at} ms`).toBeGreaterThan(0.8)
        expect(left / byRate, `after ${at} ms`).toBeLessThan(1.2)
      }
    },
  )

  it('does not guess while nothing moves.', () => {
    const meter = new PushMeter(0)
    expect(meter.secondsLeft(1000, PACE, 0, 0)).toBeNull()
    meter.start(0)
    expect(meter.secondsLeft(1000, PACE, 0, 60_000)).toBeNull()
  })
})
