import { describe, expect, it } from 'vitest'
import type { RateLimit } from '#shared/domain/push/account.ts'
import { ManualClock, settled } from '#electron/services/manual-clock.test-kit.ts'
import { RateGovernor, type GovernorOptions, type Slot } from './governor.ts'
import type { ThrottledAnswer } from './adaptive-limit.ts'
import type { WindowLimit } from './sliding-window.ts'

const DONE = { kind: 'results' } as const

function throttled(change: Partial<ThrottledAnswer> = {}): ThrottledAnswer {
  return { kind: 'throttled', calls: null, seconds: null, retryAfterMs: null, ...change }
}

function setUp(change: Partial<GovernorOptions> & { limit?: RateLimit } = {}): {
  clock: ManualClock
  governor: RateGovernor
  /** Asks for a slot; `slots` has those that were given. */
  ask: (count: number) => void
  slots: Slot[]
} {
  const clock = new ManualClock()
  const governor = new RateGovernor({
    clock,
    limit: { calls: 3, seconds: 5, share: 0 },
    learned: null,
    random: () => 0.5,
    ...change,
  })
  const slots: Slot[] = []
  return {
    clock,
    governor,
    slots,
    ask(count) {
      for (let index = 0; index < count; index++) void governor.acquire().then((slot) => slots.push(slot))
    },
  }
}

/** Sends the calls of these slots and has them answered 100 ms later. */
async function call(clock: ManualClock, slots: readonly Slot[]): Promise<void> {
  for (const slot of slots) slot.onWire()
  await clock.advance(100)
  for (const slot of slots) slot.done(DONE)
}

describe('the rate governor', () => {
  it('lets calls go at once while the window has room, then one window and the margin after they went', async () => {
    const { clock, slots, ask } = setUp()
    ask(5)
    await settled()
    expect(slots).toHaveLength(3)
    await call(clock, slots)
    await clock.advance(4974)
    expect(slots).toHaveLength(3)
    await clock.advance(1)
    expect(slots).toHaveLength(5)
  })

  it('keeps a slot taken while its call has not gone out', async () => {
    const { clock, slots, ask } = setUp()
    ask(4)
    await clock.advance(60_000)
    expect(slots).toHaveLength(3)
    slots[0]?.onWire()
    await clock.advance(5074)
    expect(slots).toHaveLength(3)
    await clock.advance(1)
    expect(slots).toHaveLength(4)
  })

  it('gives a slot back at once when its call never left', async () => {
    const { slots, ask } = setUp()
    ask(4)
    await settled()
    slots[0]?.done({ kind: 'passing' })
    await settled()
    expect(slots).toHaveLength(4)
  })

  it('holds the slot of a call that ended unclear from the moment it was given up', async () => {
    const { clock, slots, ask } = setUp({ limit: { calls: 1, seconds: 5, share: 0 } })
    ask(2)
    await settled()
    slots[0]?.onWire()
    await clock.advance(3000)
    slots[0]?.done({ kind: 'unclear' })
    await clock.advance(5074)
    expect(slots).toHaveLength(1)
    await clock.advance(1)
    expect(slots).toHaveLength(2)
  })

  it('serves first come first, and forgets who stopped waiting', async () => {
    const { clock, governor } = setUp({ limit: { calls: 1, seconds: 5, share: 0 } })
    const first = await governor.acquire()
    const stop = new AbortController()
    const order: string[] = []
    const stopped = governor.acquire(stop.signal).catch((error: unknown) => order.push(String(error)))
    void governor.acquire().then(() => order.push('third'))
    stop.abort('stopped')
    await stopped
    first.done({ kind: 'passing' })
    await clock.advance(1)
    expect(order).toEqual(['stopped', 'third'])
    await expect(governor.acquire(AbortSignal.abort('already'))).rejects.toBe('already')
  })

  it('leaves the share of others alone, but never all', async () => {
    const most = setUp({ limit: { calls: 25, seconds: 5, share: 0.4 } })
    most.ask(30)
    const least = setUp({ limit: { calls: 1, seconds: 5, share: 0.9 } })
    least.ask(30)
    await settled()
    expect(most.slots).toHaveLength(15)
    expect(most.governor.gauge()).toEqual({ used: 15, calls: 15, seconds: 5 })
    expect(least.slots).toHaveLength(1)
  })

  it('keeps to the setting and to what it learned earlier, whichever binds', async () => {
    const { clock, slots, ask, governor } = setUp({
      limit: { calls: 3, seconds: 5, share: 0 },
      learned: { calls: 4, seconds: 60 },
    })
    ask(9)
    await settled()
    expect(slots).toHaveLength(3)
    await call(clock, slots)
    await clock.advance(5000)
    expect(slots).toHaveLength(4)
    expect(governor.pace()).toEqual({ calls: 4, seconds: 60 })
    governor.configure({ calls: 6, seconds: 5, share: 0 }, null)
    await settled()
    expect(slots).toHaveLength(9)
  })

  it('counts the calls of an earlier run', async () => {
    const { clock, slots, ask } = setUp({ remembered: [-4000, -100] })
    ask(2)
    await settled()
    expect(slots).toHaveLength(1)
    await clock.advance(1075)
    expect(slots).toHaveLength(2)
  })

  it('writes every call down before it is made, and refuses the slot where it cannot', async () => {
    const recorded: number[] = []
    const { clock, governor } = setUp({ record: () => recorded.push(clock.wall()) })
    await governor.acquire()
    expect(recorded).toEqual([clock.wall()])
    const failing = setUp({
      record() {
        throw new Error('disk full')
      },
    })
    await expect(failing.governor.acquire()).rejects.toThrow('disk full')
    expect(failing.governor.gauge().used).toBe(0)
  })
})

describe('a refusal as over the limit', () => {
  it('that names a stricter limit is learned once, told once and kept to', async () => {
    const learned: WindowLimit[] = []
    const { clock, slots, ask, governor } = setUp({
      limit: { calls: 10, seconds: 5, share: 0 },
      onLearned: (limit) => learned.push(limit),
    })
    ask(30)
    await settled()
    expect(slots).toHaveLength(10)
    for (const slot of slots) slot.onWire()
    await clock.advance(100)
    slots.forEach((slot, index) => {
      slot.done(index < 4 ? DONE : throttled({ calls: 4, seconds: 5 }))
    })
    expect(learned).toEqual([{ calls: 4, seconds: 5 }])
    expect(governor.gauge()).toMatchObject({ calls: 4, seconds: 5 })
    await clock.advance(5100)
    expect(slots).toHaveLength(14)
    await call(clock, slots.slice(10))
    await clock.advance(5100)
    expect(slots).toHaveLength(18)
  })

  it('that names nothing stricter makes it careful first, as the network may have bunched its own calls', async () => {
    let shared = 0
    const { clock, slots, ask, governor } = setUp({
      limit: { calls: 10, seconds: 1, share: 0 },
      onShared: () => shared++,
    })
    ask(10)
    await settled()
    for (const slot of slots) slot.onWire()
    await clock.advance(50)
    slots.forEach((slot, index) => {
      slot.done(index < 7 ? DONE : throttled({ calls: 10, seconds: 1 }))
    })
    expect(shared).toBe(0)
    expect(governor.gauge().calls).toBe(10)
  })

  it('again while it is careful gives up one slot each, and takes one back per window after the caution', async () => {
    let shared = 0
    const { clock, slots, ask, governor } = setUp({
      limit: { calls: 10, seconds: 1, share: 0 },
      onShared: () => shared++,
    })
    ask(1)
    await settled()
    slots[0]?.onWire()
    slots[0]?.done(throttled())
    await clock.advance(2000)
    ask(10)
    await settled()
    for (const slot of slots) slot.onWire()
    await clock.advance(50)
    slots.slice(1).forEach((slot, index) => {
      slot.done(index < 7 ? DONE : throttled({ calls: 10, seconds: 1 }))
    })
    expect(shared).toBe(1)
    expect(governor.gauge().calls).toBe(7)
    await clock.advance(20_000)
    expect(governor.gauge().calls).toBe(7)
    await clock.advance(1000)
    expect(governor.gauge().calls).toBe(8)
    await clock.advance(1000)
    expect(governor.gauge().calls).toBe(9)
    await clock.advance(10_000)
    expect(governor.gauge().calls).toBe(10)
  })

  it('makes slots count from the answer for twenty windows', async () => {
    const { clock, slots, ask } = setUp({ limit: { calls: 2, seconds: 1, share: 0 } })
    ask(1)
    await settled()
    slots[0]?.onWire()
    slots[0]?.done(throttled())
    await clock.advance(2000)
    ask(3)
    await settled()
    expect(slots).toHaveLength(3)
    slots[1]?.onWire()
    slots[2]?.onWire()
    await clock.advance(5000)
    expect(slots).toHaveLength(3)
    slots[1]?.done(DONE)
    await clock.advance(1074)
    expect(slots).toHaveLength(3)
    await clock.advance(1)
    expect(slots).toHaveLength(4)
  })

  it('soon after a caution was over makes the next one last longer', async () => {
    const { clock, slots, ask } = setUp({ limit: { calls: 1, seconds: 1, share: 0 } })
    async function refused(): Promise<void> {
      ask(1)
      await clock.advance(2000)
      slots.at(-1)?.onWire()
      slots.at(-1)?.done(throttled())
    }
    /** While slots count from the answer, a call without one keeps its slot. */
    async function isCautious(): Promise<boolean> {
      ask(1)
      await clock.advance(2000)
      const [slot] = slots.slice(-1)
      const before = slots.length
      slot?.onWire()
      ask(1)
      await clock.advance(1500)
      const cautious = slots.length === before
      slot?.done(DONE)
      await clock.advance(2000)
      slots.at(-1)?.done(DONE)
      await clock.advance(2000)
      return cautious
    }
    await refused()
    await clock.advance(20_000)
    expect(await isCautious()).toBe(false)
    await refused()
    await clock.advance(25_000)
    expect(await isCautious()).toBe(true)
    await clock.advance(10_000)
    expect(await isCautious()).toBe(false)
  })

  it('is waited for as long as the server asks, by everybody', async () => {
    const { clock, slots, ask, governor } = setUp()
    ask(1)
    await settled()
    slots[0]?.onWire()
    slots[0]?.done(throttled({ retryAfterMs: 30_000 }))
    ask(1)
    expect(governor.blockedForMs()).toBe(30_000)
    await clock.advance(29_999)
    expect(slots).toHaveLength(1)
    await clock.advance(1)
    expect(slots).toHaveLength(2)
    expect(governor.blockedForMs()).toBe(0)
  })

  it('is asked again sooner where the server names hours', async () => {
    const { clock, slots, ask } = setUp()
    ask(1)
    await settled()
    slots[0]?.done(throttled({ retryAfterMs: 24 * 3_600_000 }))
    ask(1)
    await clock.advance(15 * 60_000)
    expect(slots).toHaveLength(2)
  })

  it('makes the waits longer while it goes on, and short again after a call went in', async () => {
    const { clock, slots, ask, governor } = setUp({ limit: { calls: 1, seconds: 1, share: 0 } })
    const waits: number[] = []
    async function refuse(): Promise<void> {
      const before = slots.length
      ask(1)
      await clock.advance(3_600_000)
      const slot = slots[before]
      slot?.onWire()
      slot?.done(throttled())
      waits.push(governor.blockedForMs())
    }
    for (let time = 0; time < 10; time++) await refuse()
    expect(waits.slice(0, 4)).toEqual([250, 500, 1000, 2000])
    expect(waits.at(-1)).toBe(60_000)
    ask(1)
    await clock.advance(3_600_000)
    await call(clock, slots.slice(-1))
    await refuse()
    expect(waits.at(-1)).toBe(250)
  })

  it('of calls that were under way together is one refusal', async () => {
    const { clock, slots, ask, governor } = setUp({ limit: { calls: 20, seconds: 1, share: 0 } })
    ask(20)
    await settled()
    for (const slot of slots) slot.onWire()
    for (const slot of slots) {
      await clock.advance(10)
      slot.done(throttled())
    }
    expect(governor.blockedForMs()).toBeLessThan(250)
    expect(governor.gauge().calls).toBe(20)
  })

  it('with a quota of days is waited for, not learned as a pace', async () => {
    const learned: WindowLimit[] = []
    const { clock, slots, ask, governor } = setUp({ onLearned: (limit) => learned.push(limit) })
    ask(1)
    await settled()
    slots[0]?.onWire()
    slots[0]?.done(throttled({ calls: 10_000, seconds: 86_400 }))
    await clock.advance(0)
    expect(learned).toEqual([])
    expect(governor.gauge().seconds).toBe(5)
  })
})
