import { describe, expect, it } from 'vitest'
import { limitedCall } from '#electron/services/rate/limited-call.ts'
import { ManualClock, settled } from '#electron/services/manual-clock.test-kit.ts'
import type { PushRow } from '#electron/services/ports/pushes.ts'
import { GroupCommit } from './group-commit.ts'
import type { Payload } from './journal.ts'
import { runRowOf, type RunRow } from './lead-batch.ts'
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
    const sending = new GroupCommit<RunRow[], Payload[]>((calls) => {
      written.push(calls.length)
      return calls.map((rows) => rows.map(({ rowId }) => kept(rowId)))
    }, queueMicrotask)
    const governor = new RateGovernor({
      clock: new ManualClock(),
      limit: { calls: 25, seconds: 5, share: 0 },
      learned: null,
    })
    const boarded = new Map<number, number[]>()
    await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        limitedCall(governor, async () => {
          const rows = await sending.add([row(2 * index + 1), row(2 * index + 2)])
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
    const sending = new GroupCommit<RunRow[], Payload[]>((calls) => {
      if (full) throw new Error('disk full')
      return calls.map(() => [])
    }, queueMicrotask)
    const ends = await Promise.allSettled([sending.add([row(1)]), sending.add([row(2)])])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    full = false
    await expect(sending.add([row(3)])).resolves.toEqual([])
  })
})

describe('answers that come in together', () => {
  it('are journalled in one write, and nobody hears of them before it.', async () => {
    const written: number[][] = []
    const heard: boolean[] = []
    const settling = new GroupCommit<number[], boolean>((calls) => {
      expect(heard).toEqual([])
      written.push(calls.flat())
      return calls.map(() => true)
    }, setImmediate)
    for (const rows of [[1, 2], [3], []]) void settling.add(rows).then((could) => heard.push(could))
    await Promise.resolve()
    expect(written).toEqual([])
    await settled()
    expect(written).toEqual([[1, 2, 3]])
    expect(heard).toEqual([true, true, true])
  })

  it('that cannot be written are all told so, and later ones are tried by themselves.', async () => {
    let full = true
    const settling = new GroupCommit<number[], boolean>((calls) => calls.map(() => !full), setImmediate)
    expect(await Promise.all([settling.add([1]), settling.add([2])])).toEqual([false, false])
    full = false
    expect(await settling.add([3])).toBe(true)
  })
})
