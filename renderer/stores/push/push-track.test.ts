import { describe, expect, it } from 'vitest'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { happenedBetween, limitRate, ratesOf, tracked, type Track } from './push-track.ts'

function push(change: Partial<Omit<PushProgress, 'counts'>> & { counts?: Partial<PushProgress['counts']> }) {
  const counts = {
    ...{ draft: 0, queued: 0, sending: 0, created: 0, updated: 0, failed: 0 },
    ...{ unknown: 0, skipped: 0, cancelled: 0 },
    ...change.counts,
  }
  const all: PushProgress = {
    ...{ pushId: 1, sheetId: 1, accountId: 'a', accountLabel: 'Strict', host: 'h', phase: 'running' },
    ...{ pauseReason: null, note: '', unclear: 0, rows: 1_000, calls: 0, throttled: 0, rowsPerSecond: 0 },
    ...{ secondsLeft: null, seconds: 0, gauge: { used: 0, calls: 8, seconds: 5 } },
    ...change,
    counts,
  }
  return all
}

const EMPTY: Track = { pushId: null, points: [], happened: [] }

describe('what happened between two tellings', () => {
  it('is said by kind of outcome, and a failure colours the line', () => {
    const before = push({ counts: { created: 25 } })
    const now = push({ counts: { created: 175, updated: 20, failed: 5 } })
    expect(happenedBetween(before, now, 7)).toEqual([
      { at: 7, tone: 'bad', text: '150 created, 20 updated, 5 failed' },
    ])
  })

  it('names calls turned away, another limit, and a pause with its reason', () => {
    const before = push({})
    const now = push({
      throttled: 2,
      gauge: { used: 0, calls: 4, seconds: 5 },
      phase: 'paused',
      pauseReason: 'account-refused',
      note: 'The keys were refused.',
    })
    expect(happenedBetween(before, now, 1).map(({ text }) => text)).toEqual([
      'LeadSquared was too busy for 2 calls; the rows go again',
      'The limit is 4 calls in 5 s now',
      'Paused: The keys were refused.',
    ])
  })
})

describe('a push’s track', () => {
  it('begins anew with another push, keeps the last ten happenings, the newest first', () => {
    let track = tracked(EMPTY, null, push({}), 0)
    let before = push({})
    for (let n = 1; n <= 12; n++) {
      const now = push({ seconds: n, counts: { created: 25 * n } })
      track = tracked(track, before, now, n)
      before = now
    }
    expect(track.happened).toHaveLength(10)
    expect(track.happened[0]).toEqual({ at: 12, tone: 'good', text: '25 created' })
    expect(track.points.at(-1)).toEqual({ seconds: 12, settled: 1_000 })
    const other = tracked(track, before, push({ pushId: 2, counts: { skipped: 12 } }), 20)
    expect(other.points).toHaveLength(1)
    // Of rows that stay here it is no push.
    expect(other.happened.map(({ text }) => text)).toEqual(['Started with 988 rows'])
  })
})

describe('the rate', () => {
  it('is taken over the limit’s window, so that a burst does not stand above the limit', () => {
    const points = [
      { seconds: 0, settled: 0 },
      { seconds: 1, settled: 200 },
      { seconds: 5, settled: 200 },
      { seconds: 6, settled: 400 },
      { seconds: 11, settled: 400 },
    ]
    const limit = { calls: 8, seconds: 5 }
    const rates = ratesOf(points, limit.seconds)
    expect(rates.map(({ perSecond }) => perSecond)).toEqual([0, 40, 40, 40, 0])
    expect(Math.max(...rates.map(({ perSecond }) => perSecond))).toBeLessThanOrEqual(limitRate(limit))
  })
})
