import { describe, expect, it } from 'vitest'
import type { RateLimit } from '#shared/domain/push/account.ts'
import { limitedCall, priorityCall } from './limited-call.ts'
import { createGovernors, type GovernorsOptions } from './governors.ts'
import { ManualClock, settled } from '#electron/services/manual-clock.test-kit.ts'
import { RateGovernor, type CallEnd } from './governor.ts'
import type { ThrottledAnswer } from './adaptive-limit.ts'
import type { WindowLimit } from './sliding-window.ts'

const LIMIT: RateLimit = { calls: 2, seconds: 5, share: 0 }
const THROTTLED: ThrottledAnswer = { kind: 'throttled', calls: 1, seconds: 5, retryAfterMs: null }

/** The part of a workspace that governors use. */
class Recorded {
  readonly calls: { accountId: string; at: number }[] = []
  recordCall(accountId: string, at: number): void {
    this.calls.push({ accountId, at })
  }
  recentCalls(accountId: string, since: number): number[] {
    return this.calls.filter((call) => call.accountId === accountId && call.at >= since).map(({ at }) => at)
  }
}

function setUp(change: Partial<GovernorsOptions> = {}): {
  clock: ManualClock
  workspace: Recorded
  notices: string[]
  learned: Map<string, WindowLimit>
  start: () => ReturnType<typeof createGovernors>
} {
  const clock = new ManualClock()
  const workspace = new Recorded()
  const notices: string[] = []
  const learned = new Map<string, WindowLimit>()
  return {
    clock,
    workspace,
    notices,
    learned,
    start: () =>
      createGovernors({
        clock,
        workspace,
        limitOf: (accountId) => ({ limit: LIMIT, learned: learned.get(accountId) ?? null }),
        onLearned: (accountId, limit) => learned.set(accountId, limit),
        notice: (text) => notices.push(text),
        ...change,
      }),
  }
}

async function answered(governor: RateGovernor, end: CallEnd): Promise<void> {
  const slot = await governor.acquire()
  slot.onWire()
  slot.done(end)
}

async function given(governor: RateGovernor, asked: number): Promise<number> {
  let count = 0
  for (let index = 0; index < asked; index++) void governor.acquire().then(() => count++)
  await settled()
  return count
}

describe('the governors of the accounts', () => {
  it('are one per account, whoever asks', async () => {
    const { start } = setUp()
    const governors = start()
    expect(governors.of('a')).toBe(governors.of('a'))
    expect(await given(governors.of('a'), 3)).toBe(2)
    expect(await given(governors.of('b'), 3)).toBe(2)
  })

  it('do not forget the calls made just before a restart', async () => {
    const { clock, start } = setUp()
    await answered(start().of('a'), { kind: 'results' })
    await answered(start().of('a'), { kind: 'results' })
    await clock.advance(4000)
    expect(start().of('a').gauge().used).toBe(2)
    // The window, the margin, and the second a recorded call may have waited for its connection.
    await clock.advance(2075)
    expect(await given(start().of('a'), 3)).toBe(2)
  })

  it('take calls recorded in the future, by a clock since set back, for calls just made', async () => {
    const { clock, start } = setUp()
    await answered(start().of('a'), { kind: 'results' })
    clock.jumpWall(-3_600_000)
    const governor = start().of('a')
    expect(await given(governor, 2)).toBe(1)
    expect(governor.gauge().used).toBe(2)
  })

  it('tell what they learned in one line and keep it for the account', async () => {
    const { notices, learned, start } = setUp()
    await answered(start().of('a'), THROTTLED)
    expect(learned.get('a')).toEqual({ calls: 1, seconds: 5 })
    expect(notices).toEqual([
      'LeadSquared allows this account 1 call in 5 s. Leadsheet keeps to that from now on.',
    ])
    expect(start().of('a').gauge()).toMatchObject({ calls: 1 })
  })

  it('say once that others use the account too', async () => {
    const { clock, notices, start } = setUp()
    const governor = start().of('a')
    const silent: ThrottledAnswer = { ...THROTTLED, calls: null, seconds: null }
    for (let refusal = 0; refusal < 4; refusal++) {
      await answered(governor, silent)
      await clock.advance(10_000)
    }
    expect(notices).toHaveLength(1)
    expect(notices[0]).toContain('Other programs are using')
  })

  it('take up a changed limit at once', async () => {
    const { learned, start } = setUp()
    learned.set('a', { calls: 1, seconds: 5 })
    const governors = start()
    expect(await given(governors.of('a'), 1)).toBe(1)
    expect(await given(governors.of('a'), 1)).toBe(0)
    learned.delete('a')
    governors.refresh('a')
    expect(governors.of('a').gauge()).toEqual({ used: 2, calls: 2, seconds: 5 })
  })
})

describe('a call through the governor', () => {
  function governorOf(clock: ManualClock): RateGovernor {
    return new RateGovernor({
      clock,
      limit: { calls: 1, seconds: 5, share: 0 },
      learned: null,
      random: () => 0.5,
    })
  }

  it('gives the slot back where nothing was sent after all', async () => {
    const governor = governorOf(new ManualClock())
    const slot = await governor.acquire()
    expect(governor.gauge().used).toBe(1)
    slot.release()
    expect(governor.gauge().used).toBe(0)
  })

  it('passes a surprise on and counts the call as one that may have arrived', async () => {
    const clock = new ManualClock()
    const governor = governorOf(clock)
    const call = limitedCall(governor, async (hooks) => {
      hooks.onWire()
      await clock.sleep(4000)
      throw new Error('surprise')
    })
    const seen = expect(call).rejects.toThrow('surprise')
    await clock.advance(4000)
    await seen
    await clock.advance(5000)
    expect(governor.gauge().used).toBe(1)
  })

  it('stops waiting when it is told to, and leaves the place to the next', async () => {
    const clock = new ManualClock()
    const governor = governorOf(clock)
    await governor.acquire()
    const stop = new AbortController()
    const waiting = limitedCall(governor, async () => ({ kind: 'value' }) as const, stop.signal)
    stop.abort(new Error('paused'))
    await expect(waiting).rejects.toThrow('paused')
  })

  it('that is a side call goes ahead of the push', async () => {
    const clock = new ManualClock()
    const governor = governorOf(clock)
    const order: string[] = []
    async function send(name: string): Promise<CallEnd> {
      order.push(name)
      return { kind: 'passing' }
    }
    const held = await governor.acquire()
    const calls = [
      limitedCall(governor, () => send('push 1')),
      limitedCall(governor, () => send('push 2')),
      priorityCall(governor, () => send('side 1'), { clock, patienceMs: 1000 }),
      priorityCall(governor, () => send('side 2'), { clock, patienceMs: 1000 }),
    ]
    held.done({ kind: 'passing' })
    await Promise.all(calls)
    expect(order).toEqual(['side 1', 'side 2', 'push 1', 'push 2'])
  })

  it('that is a side call is sent again while it is throttled, within its patience', async () => {
    const clock = new ManualClock()
    const governor = governorOf(clock)
    const answers: CallEnd[] = [THROTTLED, { kind: 'value' }, THROTTLED, THROTTLED, THROTTLED, THROTTLED]
    async function send(hooks: { onWire(): void }): Promise<CallEnd> {
      hooks.onWire()
      return answers.shift() ?? { kind: 'value' }
    }
    const first = priorityCall(governor, send, { clock, patienceMs: 12_000 })
    await clock.advance(60_000)
    expect(await first).toEqual({ kind: 'value' })
    const second = priorityCall(governor, send, { clock, patienceMs: 12_000 })
    await clock.advance(12_000)
    expect((await second).kind).toBe('throttled')
  })

  it('that is a side call does not outwait its patience for a slot, and can be stopped', async () => {
    const clock = new ManualClock()
    const governor = governorOf(clock)
    await governor.acquire()
    const waiting = priorityCall(governor, async () => ({ kind: 'value' }) as const, {
      clock,
      patienceMs: 3000,
    })
    await clock.advance(3000)
    expect((await waiting).kind).toBe('throttled')
    const stop = new AbortController()
    const stopped = priorityCall(governor, async () => ({ kind: 'value' }) as const, {
      clock,
      patienceMs: 3000,
      signal: stop.signal,
    })
    stop.abort(new Error('closed'))
    await expect(stopped).rejects.toThrow('closed')
  })
})
