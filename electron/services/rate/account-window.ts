import { DEFAULT_MARGIN, RateWindow, type CallMark, type Margin, type WindowLimit } from './sliding-window.ts'

/** One class's governor, as the account's window sees it. */
export interface WindowMember {
  /** Who of it waits longest, as a place in the account's one queue; null where nobody waits or its own limits forbid. */
  readyOrder(now: number): number | null
  /** Hands out what can be handed out now. */
  look(): void
}

/**
 * What all classes of calls of one account count against together. Each class keeps its own limits and lessons; a call
 * needs a slot in both, and whoever has waited longest over all classes goes first.
 */
export class AccountWindow {
  readonly #window: RateWindow
  readonly #members: WindowMember[] = []
  #limit: WindowLimit
  #order = 0

  constructor(limit: WindowLimit, margin: Margin = DEFAULT_MARGIN) {
    this.#limit = limit
    this.#window = new RateWindow(margin)
  }

  join(member: WindowMember): void {
    this.#members.push(member)
  }

  configure(limit: WindowLimit): void {
    this.#limit = limit
  }

  /** A call of an earlier run, at monotonic milliseconds. */
  remember(at: number): void {
    this.#window.remember(at)
  }

  /** Places in the queue: those ahead come before all others, else by time of asking. */
  nextOrder(ahead: boolean): number {
    return (ahead ? 0 : 2 ** 40) + this.#order++
  }

  open(): CallMark {
    return this.#window.open()
  }

  drop(mark: CallMark): void {
    this.#window.drop(mark)
  }

  used(now: number, fromAnswer: boolean): number {
    return this.#window.used(this.#limit, now, fromAnswer)
  }

  get limit(): WindowLimit {
    return this.#limit
  }

  roomAt(now: number, fromAnswer: boolean): number {
    this.#window.prune(now, this.#limit.seconds)
    return this.#window.roomAt(this.#limit, now, fromAnswer)
  }

  /** Another member whose turn comes before `order`, could it go now. */
  before(member: WindowMember, order: number, now: number): WindowMember | null {
    let first: WindowMember | null = null
    let least = order
    for (const other of this.#members) {
      const theirs = other === member ? null : other.readyOrder(now)
      if (theirs === null || theirs >= least) continue
      least = theirs
      first = other
    }
    return first
  }

  /** Something changed that may let others than `member` go. */
  changed(member: WindowMember): void {
    for (const other of this.#members) if (other !== member) other.look()
  }
}
