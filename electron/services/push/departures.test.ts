import { describe, expect, it } from 'vitest'
import { callThroughGovernor } from '#electron/services/rate/limited-call.ts'
import { ManualClock } from '#electron/services/manual-clock.test-kit.ts'
import type { PushRow } from '#electron/services/ports.ts'
import { Departures } from './departures.ts'
import { runRowOf, type RunRow } from './row.ts'
import { RateGovernor } from '#electron/services/rate/governor.ts'

function kept(rowId: number): PushRow {
  return {
    rowId,
    seq: rowId,
    pushId: 1,
    state: 'queued',
    leadId: null,
    message: '',
    details: null,
    attempts: 0,
    call: null,
    sentAt: null,
    cells: [String(rowId)],
    lead: null,
    carrierId: null,
    repeatable: true,
    unclear: false,
  }
}

function row(rowId: number): RunRow {
  return runRowOf(kept(rowId))
}

describe('calls that get their slots in the same moment', () => {
  it('are journalled in one write, and each gets its own rows back', async () => {
    const written: number[] = []
    const departures = new Departures((calls) => {
      written.push(calls.length)
      return calls.map((rows) => rows.map(({ rowId }) => kept(rowId)))
    })
    const governor = new RateGovernor({
      clock: new ManualClock(),
      limit: { calls: 25, seconds: 5, share: 0 },
      learned: null,
    })
    const boarded = new Map<number, number[]>()
    await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        callThroughGovernor(governor, async () => {
          const rows = await departures.board([row(2 * index + 1), row(2 * index + 2)])
          boarded.set(
            index,
            rows.map(({ cells }) => Number(cells[0])),
          )
          return { kind: 'results' } as const
        }),
      ),
    )
    expect(written).toEqual([25])
    for (const [index, rowIds] of boarded) expect(rowIds).toEqual([2 * index + 1, 2 * index + 2])
    expect(boarded.size).toBe(25)
  })

  it('stay behind together where the journal cannot be written, and the next ones try again', async () => {
    let full = true
    const departures = new Departures((calls) => {
      if (full) throw new Error('disk full')
      return calls.map(() => [])
    })
    const ends = await Promise.allSettled([departures.board([row(1)]), departures.board([row(2)])])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    full = false
    await expect(departures.board([row(3)])).resolves.toEqual([])
  })
})
