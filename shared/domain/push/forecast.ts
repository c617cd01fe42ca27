import type { CallQueue } from './call-queue.ts'
import { LEADS_PER_CALL } from '#shared/domain/sheet/lead.ts'

/** Leads by the length of the lines they head: themselves and those that go after them, one by one, for one key. */
export type Lines = ReadonlyMap<number, number>

/** What calls meet. Times in seconds. */
export interface Outlook {
  /** From a call's start to its answer. */
  latency: number
  limit: { calls: number; seconds: number }
  /** Calls the limit has room for now; the others' slots come back a window from now. */
  free: number
  /** Calls that may be under way together. */
  most: number
}

export interface Forecast {
  calls: number
  seconds: number
}

/** A call under way, and when its answer is expected. */
export interface Expected {
  lines: Lines
  in: number
}

/** Where leads come from in a forecast. */
interface Supply<Call> {
  readonly ready: number
  take(most: number): Call
  /** The answer to a call is there: those that waited for its leads may go. */
  land(call: Call): void
  /** Others wait for leads of this call. */
  isAwaited(call: Call): boolean
}

interface Flight<Call> {
  call: Call
  landsAt: number
}

/** How far `isWorthHolding` looks ahead call by call. Beyond that a bound tells the two ways apart well enough. */
const LOOKS_AHEAD = 40
/** A forecast pauses after so many calls: a few milliseconds' work. */
const CALLS_PER_SLICE = 50

/**
 * True where a call that is not full should wait for the answers of calls under way, as these let more leads go: it saves
 * calls, and the last answer comes at most one latency later than if every lead went as soon as it could. Where the limit
 * is what the push waits for, it comes sooner.
 */
export function isWorthHolding(ready: Lines, underWay: readonly Expected[], outlook: Outlook): boolean {
  const expect = (holds: boolean): Forecast => {
    const supply = new LineSupply(ready)
    const flights = underWay.map(({ lines, in: seconds }) => ({ call: lines, landsAt: seconds }))
    const bound = (now: number, calls: number): Forecast => supply.bound(now, calls, outlook)
    return inOneGo(fly(supply, flights, outlook, () => holds, { calls: LOOKS_AHEAD, bound }))
  }
  const held = expect(true)
  const atOnce = expect(false)
  return held.calls < atOnce.calls && held.seconds <= atOnce.seconds + outlook.latency
}

/**
 * The calls and the time that sending a queue, and leads that share no key, will take. Empties the queue. Where lines are
 * long that is work: it comes in slices, one a `next()`.
 */
export function forecastPush(queue: CallQueue, others: number, outlook: Outlook): Generator<void, Forecast> {
  const supply = new QueueSupply(queue, others)
  return fly(supply, [], outlook, (now, flights, slots) => {
    const expected = flights.map(({ call, landsAt }) => ({ lines: supply.linesOf(call), in: landsAt - now }))
    return isWorthHolding(supply.readyLines(), expected, { ...outlook, free: slots.freeAt(now) })
  })
}

function inOneGo(slices: Generator<void, Forecast>): Forecast {
  for (;;) {
    const slice = slices.next()
    if (slice.done) return slice.value
  }
}

/** Plays the sending through: calls land in order of time, and whenever there is a slot the most urgent leads go. */
function* fly<Call>(
  supply: Supply<Call>,
  underWay: Flight<Call>[],
  outlook: Outlook,
  holds: (now: number, flights: readonly Flight<Call>[], slots: Slots) => boolean,
  horizon?: { calls: number; bound: (now: number, calls: number) => Forecast },
): Generator<void, Forecast> {
  const flights = [...underWay].sort((one, other) => one.landsAt - other.landsAt)
  const slots = new Slots(outlook)
  let now = 0
  let calls = 0
  for (;;) {
    while (flights[0] && flights[0].landsAt <= now) supply.land(flights.shift()!.call)
    let held = false
    while (supply.ready > 0 && flights.length < outlook.most && slots.nextAt <= now) {
      held =
        supply.ready < LEADS_PER_CALL &&
        flights.some(({ call }) => supply.isAwaited(call)) &&
        holds(now, flights, slots)
      if (held) break
      if (horizon && calls >= horizon.calls) {
        for (const { call } of flights) supply.land(call)
        return horizon.bound(now, calls)
      }
      slots.take(now)
      flights.push({ call: supply.take(LEADS_PER_CALL), landsAt: now + outlook.latency })
      calls++
      if (calls % CALLS_PER_SLICE === 0) yield
    }
    const waitsForSlot = supply.ready > 0 && !held && flights.length < outlook.most
    const next = Math.min(flights[0]?.landsAt ?? Infinity, waitsForSlot ? slots.nextAt : Infinity)
    if (next === Infinity) return { calls, seconds: now }
    now = Math.max(now, next)
  }
}

/** The slots of a limit: each is free again a window after it was taken. */
class Slots {
  readonly #seconds: number
  readonly #freeAt: number[]
  #next = 0

  constructor({ limit, free }: Outlook) {
    this.#seconds = limit.seconds
    this.#freeAt = Array.from({ length: limit.calls }, (_, index) => (index < free ? 0 : limit.seconds))
  }

  get nextAt(): number {
    return this.#freeAt[this.#next]!
  }

  take(now: number): void {
    this.#next++
    this.#freeAt.push(now + this.#seconds)
  }

  freeAt(now: number): number {
    let free = 0
    while ((this.#freeAt[this.#next + free] ?? Infinity) <= now) free++
    return free
  }
}

/** The queue a push sends from, and leads that no other waits for. */
class QueueSupply implements Supply<readonly number[]> {
  readonly #queue: CallQueue
  #others: number

  constructor(queue: CallQueue, others: number) {
    this.#queue = queue
    this.#others = others
  }

  get ready(): number {
    return this.#queue.ready + this.#others
  }

  take(most: number): readonly number[] {
    const seqs = this.#queue.take(most)
    this.#others -= Math.min(this.#others, most - seqs.length)
    return seqs
  }

  land(call: readonly number[]): void {
    for (const seq of call) this.#queue.release(seq)
  }

  isAwaited(call: readonly number[]): boolean {
    return call.some((seq) => this.#queue.hasFollowers(seq))
  }

  linesOf(call: readonly number[]): Lines {
    const lines = new Map<number, number>()
    for (const seq of call) {
      const line = this.#queue.lineOf(seq)
      lines.set(line, (lines.get(line) ?? 0) + 1)
    }
    return lines
  }

  readyLines(): Lines {
    const lines = this.#queue.readyLines()
    if (this.#others > 0) lines.set(1, (lines.get(1) ?? 0) + this.#others)
    return lines
  }
}

/** Leads as a count for each length of line. Exact where a lead waits for no more than one other. */
class LineSupply implements Supply<Lines> {
  readonly #lines: Map<number, number>
  ready = 0

  constructor(lines: Lines) {
    this.#lines = new Map(lines)
    for (const count of lines.values()) this.ready += count
  }

  take(most: number): Lines {
    const taken = new Map<number, number>()
    let left = Math.min(most, this.ready)
    this.ready -= left
    while (left > 0) {
      const longest = Math.max(...this.#lines.keys())
      const there = this.#lines.get(longest)!
      const count = Math.min(there, left)
      taken.set(longest, count)
      if (count === there) this.#lines.delete(longest)
      else this.#lines.set(longest, there - count)
      left -= count
    }
    return taken
  }

  land(call: Lines): void {
    for (const [line, count] of call) {
      if (line === 1) continue
      this.#lines.set(line - 1, (this.#lines.get(line - 1) ?? 0) + count)
      this.ready += count
    }
  }

  isAwaited(call: Lines): boolean {
    for (const line of call.keys()) if (line > 1) return true
    return false
  }

  /** No sooner than its longest line allows, nor than the limit allows all that is left. */
  bound(now: number, calls: number, { latency, limit }: Outlook): Forecast {
    let leads = 0
    let longest = 0
    for (const [line, count] of this.#lines) {
      leads += line * count
      longest = Math.max(longest, line)
    }
    const more = Math.ceil(leads / LEADS_PER_CALL)
    return {
      calls: calls + more,
      seconds: now + Math.max(longest * latency, (more / limit.calls) * limit.seconds),
    }
  }
}
