import { describe, expect, it } from 'vitest'
import { FailureStreak, waitMs } from './retry-policy.ts'

describe('the wait before another try', () => {
  it('doubles up to its bound, is never shorter than its base, and is spread.', () => {
    const waits = [1, 2, 3, 4, 10].map((tries) => waitMs(500, tries, 4000, () => 0))
    expect(waits).toEqual([500, 1000, 2000, 4000, 4000])
    expect(waitMs(500, 1, 4000, () => 0.5)).toBe(625)
  })
})

describe('failing calls in a row', () => {
  it('count once for all that were under way together.', () => {
    const streak = new FailureStreak()
    for (let call = 0; call < 25; call++) streak.failed(0, 100 + call)
    expect(streak.length).toBe(1)
    streak.failed(500, 600)
    expect(streak.length).toBe(2)
  })

  it('begin anew after a call that was accepted.', () => {
    const streak = new FailureStreak()
    streak.failed(0, 1)
    streak.failed(2, 3)
    streak.reset()
    expect(streak.length).toBe(0)
    streak.failed(2, 4)
    expect(streak.length).toBe(1)
  })
})
