import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CallQueue } from './call-queue.ts'

describe('the call queue', () => {
  it('hands leads out in the sheet’s order, as many as asked for.', () => {
    const queue = new CallQueue()
    for (let seq = 0; seq < 5; seq++) queue.add(seq, [`EmailAddress=${seq}`])
    expect(queue.take(3)).toEqual([0, 1, 2])
    expect(queue.take(3)).toEqual([3, 4])
    expect(queue.take(3)).toEqual([])
  })

  it('keeps leads of one key apart and in order, and lets others pass them.', () => {
    const queue = new CallQueue()
    queue.add(0, ['a'])
    queue.add(1, ['a'])
    queue.add(2, ['a'])
    queue.add(3, ['b'])
    expect(queue.take(25)).toEqual([0, 3])
    expect(queue.ready).toBe(0)
    expect(queue.blocked).toBe(2)
    queue.release(3)
    expect(queue.take(25)).toEqual([])
    queue.release(0)
    expect(queue.take(25)).toEqual([1])
    queue.release(1)
    expect(queue.take(25)).toEqual([2])
  })

  it('hands the heads of the longest lines out first, and leads nobody waits for last.', () => {
    const queue = new CallQueue()
    ;[[], ['pair'], [], ['three'], ['pair'], ['three'], ['three', 'late'], ['late']].forEach((keys, seq) =>
      queue.add(seq, keys),
    )
    expect(queue.take(2)).toEqual([3, 1])
    expect([3, 4, 5, 6, 7].map((seq) => queue.lineOf(seq))).toEqual([4, 1, 3, 2, 1])
    queue.release(3)
    queue.release(1)
    expect(queue.readyLines()).toEqual(
      new Map([
        [3, 1],
        [1, 3],
      ]),
    )
    expect(queue.take(25)).toEqual([5, 0, 2, 4])
    expect(queue.blocked).toBe(2)
  })

  it('makes a lead with two keys wait for both.', () => {
    const queue = new CallQueue()
    queue.add(0, ['email'])
    queue.add(1, ['phone'])
    queue.add(2, ['email', 'phone'])
    expect(queue.take(25)).toEqual([0, 1])
    queue.release(0)
    expect(queue.take(25)).toEqual([])
    queue.release(1)
    expect(queue.take(25)).toEqual([2])
  })

  it('never hands out a lead that was under way before, and makes its followers wait for it.', () => {
    const queue = new CallQueue()
    queue.add(0, ['a'], true)
    queue.add(1, ['a'])
    expect(queue.take(25)).toEqual([])
    expect(queue.hasFollowers(0)).toBe(true)
    queue.release(0)
    expect(queue.take(25)).toEqual([1])
  })

  it('with any keys and any order of answers sends every lead once, never two of a key at a time, in order.', () => {
    const leads = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 2 }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(
        leads,
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 7 }),
        (keysOf, dice, size) => {
          const queue = new CallQueue()
          keysOf.forEach((keys, seq) => queue.add(seq, keys.map(String)))
          const underWay: number[] = []
          const sent: number[] = []
          for (;;) {
            const call = queue.take(size)
            for (const seq of call) {
              const keys = keysOf[seq]!
              expect(underWay.some((other) => keysOf[other]!.some((key) => keys.includes(key)))).toBe(false)
              underWay.push(seq)
              sent.push(seq)
            }
            if (underWay.length === 0) break
            const [ended] = underWay.splice(dice.next().value! % underWay.length, 1)
            queue.release(ended!)
          }
          expect([...sent].sort((one, other) => one - other)).toEqual(keysOf.map((_, seq) => seq))
          for (const key of Array.from({ length: 13 }, (_, each) => each)) {
            const ofKey = sent.filter((seq) => keysOf[seq]!.includes(key))
            expect(ofKey).toEqual([...ofKey].sort((one, other) => one - other))
          }
        },
      ),
    )
  })
})
