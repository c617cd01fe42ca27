import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outlook } from '#shared/domain/push/forecast.ts'
import { DEFAULT_SETTINGS, type DuplicateChoice } from '#shared/domain/sheet/sheet.ts'
import type { PushRow } from '#electron/services/ports/pushes.ts'
import { SendQueue } from './send-queue.ts'
import type { LeadBatch } from './lead-batch.ts'

const OUTLOOK: Outlook = { latency: 0.5, limit: { calls: 25, seconds: 5 }, free: 25, most: 25 }

function queueOf(duplicates: DuplicateChoice = 'order'): SendQueue {
  const column = {
    id: 0,
    header: 'Email',
    attribute: 'EmailAddress',
    constant: null,
    hidden: false,
    width: null,
  }
  return new SendQueue({ columns: [column], settings: { ...DEFAULT_SETTINGS, duplicates } })
}

function row(seq: number, email: string, change: Partial<PushRow> = {}): PushRow {
  return {
    rowId: seq + 1,
    pushId: 1,
    seq,
    cells: [email],
    lead: null,
    carrierId: null,
    repeatable: true,
    unclear: false,
    state: 'queued',
    leadId: null,
    message: '',
    details: null,
    attempts: 0,
    call: null,
    sentAt: null,
    ...change,
  }
}

describe('the queue of what is to be sent', () => {
  it('puts rows whose first try was unclear into shared calls, once their quiet time is over.', () => {
    const b = queueOf()
    for (let seq = 0; seq < 30; seq++) b.add(row(seq, `p${seq}@new.example`, { unclear: true }), 500)
    expect(b.next(499)).toBeNull()
    expect(b.nextDue()).toBe(500)
    expect(b.sendable(500, () => OUTLOOK)).toEqual({ calls: 2, heldUntil: null })
    expect(b.next(500)!.rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 25 }, (_, seq) => seq))
    expect(b.next(500)!.rows).toHaveLength(5)
    expect(b.next(500)).toBeNull()
  })

  it('fills a call that repeats a few rows up with rows never tried.', () => {
    const b = queueOf()
    for (let seq = 0; seq < 40; seq++) b.add(row(seq, `p${seq}@new.example`), 0)
    const first = b.next(0)!
    b.sendAgain({ rows: first.rows.slice(0, 3), notBefore: 10, joins: true })
    expect(b.next(10)!.rows.map(({ seq }) => seq)).toEqual([
      0,
      1,
      2,
      ...Array.from({ length: 15 }, (_, n) => 25 + n),
    ])
  })

  it('sends the halves of a refused call by themselves: mixed with others they would tell nothing.', () => {
    const b = queueOf()
    for (let seq = 0; seq < 30; seq++) b.add(row(seq, `p${seq}@new.example`), 0)
    const { rows } = b.next(0)!
    b.sendAgain({ rows: rows.slice(0, 13), notBefore: 0, joins: false })
    b.sendAgain({ rows: rows.slice(13), notBefore: 0, joins: false })
    expect([b.next(0), b.next(0), b.next(0)].map((batch) => batch?.rows.length)).toEqual([13, 12, 5])
  })

  it('searches one refused call to its end before the next: the smaller piece goes first, halves in order.', () => {
    const b = queueOf()
    for (let seq = 0; seq < 50; seq++) b.add(row(seq, `p${seq}@new.example`), 0)
    const [one, other] = [b.next(0)!, b.next(0)!]
    const halve = ({ rows }: typeof one): void => {
      const middle = Math.ceil(rows.length / 2)
      b.sendAgain({ rows: rows.slice(0, middle), notBefore: 0, joins: false })
      b.sendAgain({ rows: rows.slice(middle), notBefore: 0, joins: false })
    }
    halve(one)
    halve(other)
    halve(b.next(0)!)
    const sizes = Array.from({ length: 5 }, () => b.next(0)!.rows.map(({ seq }) => seq))
    expect(sizes.map((seqs) => [seqs[0], seqs.length])).toEqual([
      [0, 7],
      [7, 6],
      [13, 12],
      [25, 13],
      [38, 12],
    ])
  })

  it('keeps the keys of a row taken for as long as it is told to, though the row itself is closed.', () => {
    const b = queueOf()
    b.add(row(0, 'ana@new.example'), 0)
    b.add(row(1, 'ANA@new.example'), 0)
    const [first] = b.next(0)!.rows
    b.close(first!, 500)
    expect(b.open).toBe(1)
    expect(b.next(499)).toBeNull()
    expect(b.nextDue()).toBe(500)
    expect(b.next(500)!.rows.map(({ seq }) => seq)).toEqual([1])
  })

  it('gives no row away that was withdrawn, and lets those go that waited for it.', () => {
    const b = queueOf('merge')
    b.add(row(0, 'ana@new.example'), 0)
    b.add(row(1, 'ANA@new.example'), 0)
    b.add(row(2, 'bob@new.example'), 0)
    b.add(row(3, 'eve@new.example', { lead: [{ Attribute: 'EmailAddress', Value: 'eve@new.example' }] }), 0)
    b.add(row(4, 'eve@new.example', { carrierId: 4, message: 'Merged into row 4.' }), 0)
    expect(b.withdraw(new Set([1, 4, 77])).map(({ seq }) => seq)).toEqual([0])
    expect(b.open).toBe(3)
    const batch = b.next(0)!
    expect(batch.rows.map(({ seq }) => seq).sort()).toEqual([1, 2, 3])
    expect(b.withdraw(new Set([2, 3]))).toEqual([])
  })

  it('takes a withdrawn row out of a call that is to be sent again, unless it was tried.', () => {
    const b = queueOf()
    for (let seq = 0; seq < 3; seq++) b.add(row(seq, `p${seq}@new.example`), 0)
    const batch = b.next(0)!
    b.landed(batch)
    batch.rows[1]!.attempts = 1
    b.sendAgain({ ...batch, notBefore: 5 })
    expect(b.withdraw(new Set([1, 2])).map(({ seq }) => seq)).toEqual([0])
    expect(b.next(5)!.rows.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('lets merged rows travel with the row that carries their lead.', () => {
    const b = queueOf('merge')
    b.add(row(0, 'ana@new.example', { lead: [{ Attribute: 'EmailAddress', Value: 'ana@new.example' }] }), 0)
    b.add(row(1, 'ana@new.example', { carrierId: 1, message: 'Merged into row 1.' }), 0)
    expect(b.open).toBe(1)
    expect(b.next(0)!.rows[0]!.members).toEqual([{ seq: 1, rowId: 2, note: 'Merged into row 1.' }])
  })

  /** 20 pairs of one key each and 10 leads nobody waits for: the first call leaves 5 behind. */
  function pairsAndOthers(): SendQueue {
    const b = queueOf()
    for (let seq = 0; seq < 20; seq++) b.add(row(seq, `pair${seq}@new.example`), 0)
    for (let seq = 20; seq < 30; seq++) b.add(row(seq, `other${seq}@new.example`), 0)
    for (let seq = 30; seq < 50; seq++) b.add(row(seq, `pair${seq - 30}@new.example`), 0)
    return b
  }

  it('holds a call that is not full back until an answer lets more rows go.', () => {
    const b = pairsAndOthers()
    expect(b.sendable(0, () => OUTLOOK)).toEqual({ calls: 1, heldUntil: null })
    const first = b.next(0)!
    expect(b.sendable(0, () => OUTLOOK)).toEqual({ calls: 0, heldUntil: 1000 })
    for (const each of first.rows) b.close(each)
    b.landed(first)
    expect(b.sendable(400, () => OUTLOOK)).toEqual({ calls: 1, heldUntil: null })
    expect(b.next(400)!.rows).toHaveLength(25)
    expect(b.open).toBe(25)
  })

  it('waits for no answer that is late, and for none that lets nobody go.', () => {
    const b = pairsAndOthers()
    const first = b.next(0)!
    expect(b.sendable(1000, () => OUTLOOK)).toEqual({ calls: 1, heldUntil: null })
    // Its answer did not come through: what it carried is to be tried again later, and its keys stay taken.
    b.landed(first)
    b.sendAgain({ rows: first.rows, notBefore: 3000, joins: true })
    expect(b.sendable(500, () => OUTLOOK)).toEqual({ calls: 1, heldUntil: null })
    const rest = b.next(500)!
    expect(rest.rows).toHaveLength(5)
    expect(b.sendable(3000, () => OUTLOOK)).toEqual({ calls: 1, heldUntil: null })
  })

  it('gets every row out, whatever the keys and however long answers take, and never stands still for good.', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 150 })
    fc.assert(
      fc.property(keys, fc.infiniteStream(fc.integer({ min: 50, max: 4000 })), (keyOf, latencies) => {
        const b = queueOf()
        keyOf.forEach((key, seq) => b.add(row(seq, `key${key}@new.example`), 0))
        const flights: { batch: LeadBatch; landsAt: number }[] = []
        const sent: number[] = []
        let now = 0
        while (b.open > 0) {
          const { calls, heldUntil } = b.sendable(now, () => OUTLOOK)
          if (calls > 0) {
            const batch = b.next(now)!
            for (const { seq } of batch.rows) sent.push(seq)
            const { value: latency } = latencies.next() as IteratorYieldResult<number>
            flights.push({ batch, landsAt: now + latency })
            continue
          }
          expect(flights).not.toEqual([])
          flights.sort((one, other) => one.landsAt - other.landsAt)
          now = Math.min(flights[0]!.landsAt, heldUntil ?? Infinity)
          if (now < flights[0]!.landsAt) continue
          const { batch } = flights.shift()!
          for (const each of batch.rows) b.close(each)
          b.landed(batch)
        }
        expect([...sent].sort((one, other) => one - other)).toEqual(keyOf.map((_, seq) => seq))
      }),
    )
  })
})
