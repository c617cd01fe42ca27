import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCallLedger } from '#electron/gateways/ledger/call-ledger.ts'
import { ManualClock, settled } from '#electron/services/manual-clock.test-kit.ts'
import type { CallLedger } from '#electron/services/ports/call-ledger.ts'
import type { CallClass, CallDay } from '#shared/domain/push/account.ts'
import { dayOfCalls } from './call-day.ts'
import type { RateGovernor, Slot } from './governor.ts'
import { createGovernors, type Governors } from './governors.ts'
import { priorityCall } from './limited-call.ts'
import type { WindowLimit } from './sliding-window.ts'
import { Spending } from './spending.ts'

let folder: string
let ledger: CallLedger
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  ledger = openCallLedger(join(folder, 'calls.sqlite'), (reason) => expect.unreachable(reason))
})
afterEach(() => {
  ledger.close()
  rmSync(folder, { recursive: true })
})

interface Setting {
  own?: Partial<Record<CallClass, WindowLimit>>
  callDay?: CallDay
}

function start(clock: ManualClock, { own = {}, callDay }: Setting = {}) {
  const learned: [CallClass, WindowLimit][] = []
  const notices: string[] = []
  const spending = new Spending({
    clock,
    ledger,
    callDay: () => callDay ?? { calls: null, startHour: 0, zone: 'UTC' },
    notice: (text) => notices.push(text),
  })
  const governors = createGovernors({
    clock,
    workspace: { recentCalls: () => [], recordCall: () => undefined },
    margin: { minMs: 0, share: 0 },
    limitOf: (_accountId, kind) => ({
      limit: { calls: 4, seconds: 5, share: 0 },
      learned: learned.findLast(([of]) => of === kind)?.[1] ?? null,
      ...(own[kind] ? { own: own[kind] } : {}),
    }),
    onLearned: (_accountId, limit, kind) => learned.push([kind, limit]),
    notice: (text) => notices.push(text),
    spending,
  })
  return { governors, learned, notices, spending }
}

/** Asks for `count` slots and sends at once; answers the names of those that went, in order. */
function ask(governors: Governors, kind: CallClass, count: number, went: string[]): void {
  for (let call = 1; call <= count; call++) {
    void governors
      .of('a', kind)
      .acquire()
      .then((slot: Slot) => {
        slot.onWire()
        went.push(`${kind} ${call}`)
        slot.done({ kind: 'value' })
      })
  }
}

describe('classes of calls', () => {
  it('share the account’s limit, and whoever waited longest goes first', async () => {
    const clock = new ManualClock()
    const { governors } = start(clock)
    const went: string[] = []
    ask(governors, 'bulk', 5, went)
    ask(governors, 'ordinary', 3, went)
    await settled()
    expect(went).toEqual(['bulk 1', 'bulk 2', 'bulk 3', 'bulk 4'])
    await clock.advance(5001)
    expect(went.slice(4)).toEqual(['bulk 5', 'ordinary 1', 'ordinary 2', 'ordinary 3'])
  })

  it('keep to their own limits besides, without holding the other class up', async () => {
    const clock = new ManualClock()
    const { governors } = start(clock, { own: { bulk: { calls: 1, seconds: 5 } } })
    const went: string[] = []
    ask(governors, 'bulk', 2, went)
    ask(governors, 'ordinary', 3, went)
    await settled()
    expect(went).toEqual(['bulk 1', 'ordinary 1', 'ordinary 2', 'ordinary 3'])
    await clock.advance(5001)
    expect(went.slice(4)).toEqual(['bulk 2'])
  })

  it('learn from a throttled call what belongs to its class alone', async () => {
    const clock = new ManualClock()
    const { governors, learned, notices } = start(clock)
    const slot = await (governors.of('a', 'ordinary') satisfies RateGovernor).acquire()
    slot.onWire()
    slot.done({ kind: 'throttled', calls: 2, seconds: 5, retryAfterMs: 0 })
    expect(learned).toEqual([['ordinary', { calls: 2, seconds: 5 }]])
    expect(notices).toEqual([
      'LeadSquared allows this account 2 calls in 5 s for reading. Leadsheet keeps to that from now on.',
    ])
    expect(governors.of('a', 'bulk').pace()).toEqual({ calls: 4, seconds: 5 })
  })
})

describe('the day’s ledger', () => {
  it('counts what went on the wire, by class and day, over a restart and for another program', async () => {
    const clock = new ManualClock(Date.UTC(2026, 10, 23, 23, 59, 50))
    const { governors, spending } = start(clock)
    ask(governors, 'bulk', 2, [])
    ask(governors, 'ordinary', 1, [])
    const idle = await governors.of('a', 'ordinary').acquire()
    idle.done({ kind: 'unclear' })
    await settled()
    expect(spending.of('a')).toMatchObject({ used: { bulk: 2, ordinary: 1 }, allowed: null, left: null })
    const other = openCallLedger(join(folder, 'calls.sqlite'), () => undefined)
    expect(other.counted('a', '2026-11-23')).toEqual({ bulk: 2, ordinary: 1 })
    other.close()
    await clock.advance(20_000)
    expect(spending.of('a').used).toEqual({ bulk: 0, ordinary: 0 })
  })

  it('pauses when the plan’s day is used up, says until when, and goes on by itself', async () => {
    const clock = new ManualClock(Date.UTC(2026, 10, 23, 12, 0, 0))
    const callDay = { calls: 3, startHour: 6, zone: 'Asia/Kolkata' }
    const { governors, notices, spending } = start(clock, { callDay })
    const went: string[] = []
    ask(governors, 'bulk', 2, went)
    ask(governors, 'ordinary', 2, went)
    await clock.advance(60_000)
    expect(went).toEqual(['bulk 1', 'bulk 2', 'ordinary 1'])
    expect(notices).toEqual([
      'The 3 calls of this account’s day are used up, so nothing is sent or read. Leadsheet goes on by itself when the next day begins: 2026-11-24 at 00:30 UTC.',
    ])
    expect(spending.of('a')).toMatchObject({ allowed: 3, left: 0, resetsAt: '2026-11-24T00:30:00.000Z' })
    await clock.advance(12.5 * 3_600_000)
    expect(went).toEqual(['bulk 1', 'bulk 2', 'ordinary 1', 'ordinary 2'])
  })

  it('is not waited for by a call a person waits for: it is answered at once that there was no slot', async () => {
    const clock = new ManualClock(Date.UTC(2026, 10, 23, 12, 0, 0))
    const { governors } = start(clock, { callDay: { calls: 1, startHour: 0, zone: 'UTC' } })
    const went: string[] = []
    ask(governors, 'ordinary', 1, went)
    await settled()
    let sent = 0
    const send = () => {
      sent++
      return Promise.resolve({ kind: 'results' as const, results: [] })
    }
    const answer = priorityCall(governors.of('a', 'ordinary'), send, { clock, patienceMs: 30_000 })
    expect(await answer).toMatchObject({ kind: 'throttled' })
    expect([went, sent]).toEqual([['ordinary 1'], 0])
  })

  it('follows the zone’s clocks over a change to summer time', () => {
    const berlin = { startHour: 2, zone: 'Europe/Berlin' }
    const evening = dayOfCalls(Date.UTC(2026, 2, 28, 20), berlin)
    expect(evening.name).toBe('2026-03-28')
    expect(new Date(evening.endsAt).toISOString()).toBe('2026-03-29T01:00:00.000Z')
    const night = dayOfCalls(Date.UTC(2026, 2, 28, 0, 30), berlin)
    expect(night.name).toBe('2026-03-27')
    expect(new Date(night.endsAt).toISOString()).toBe('2026-03-28T01:00:00.000Z')
  })

  it('is kept for this run only where its file cannot be, and says why', () => {
    const reasons: string[] = []
    const blocked = openCallLedger(join(folder, 'calls.sqlite', 'below-a-file'), (reason) =>
      reasons.push(reason),
    )
    expect(reasons).toHaveLength(1)
    expect(blocked.count('a', 'bulk', '2026-11-23')).toBe(1)
    blocked.close()
  })
})
