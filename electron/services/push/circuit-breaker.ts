import type { PauseReason } from '#shared/domain/push/outcome.ts'
import type { CallAnswer } from '#electron/services/ports/lead-api.ts'
import type { AnswerResult } from './answer.ts'
import { asSentence } from '#electron/services/rate/call-faults.ts'
import * as notes from './pause-messages.ts'
import { FailureStreak, type RetryPolicy } from './retry-policy.ts'

/** Why the push should pause, and what to tell. */
export interface Stop {
  reason: PauseReason
  note: string
}

/** A call that has ended. Times are monotonic milliseconds. */
export interface AnsweredCall {
  result: AnswerResult
  answer: CallAnswer
  beganAt: number
  now: number
}

/** Calls refused whole, and none taken, before it is doubted that any row will go in. */
const DOUBTED_AFTER = 3

/** What answers mean for a push as a whole: how much goes wrong in a row before it pauses, and with which words. */
export class CircuitBreaker {
  readonly #policy: RetryPolicy
  readonly #account: { label: string; host: string }
  readonly #failures = new FailureStreak()
  #refusedInARow = 0
  /** Calls refused whole, of whatever size, before the first row was taken. */
  #refusedCalls = 0
  #tookOne = false

  constructor(policy: RetryPolicy, account: { label: string; host: string }) {
    this.#policy = policy
    this.#account = account
  }

  /** A person looked at it and resumed. */
  forget(): void {
    this.#accepted()
    this.#tookOne = false
  }

  #accepted(): void {
    this.#failures.reset()
    this.#refusedInARow = 0
    this.#refusedCalls = 0
    this.#tookOne = true
  }

  /**
   * While calls fail one after the other, one at a time is enough to see whether that is over; and where nothing has been
   * taken yet, one refused call searched to its end tells more than 25 searched side by side.
   */
  get oneAtATime(): boolean {
    return this.#failures.length >= 2 || this.#refusesAll
  }

  /** What a person should know while the push goes on; '' where all is well. */
  get note(): string {
    return this.#refusesAll ? notes.REFUSES_ALL_SO_FAR : ''
  }

  get #refusesAll(): boolean {
    return !this.#tookOne && this.#refusedCalls >= DOUBTED_AFTER
  }

  /** Null where the push goes on. */
  consider({ result, answer, beganAt, now }: AnsweredCall): Stop | null {
    const { label, host } = this.#account
    switch (result.effect) {
      case 'accepted':
        this.#accepted()
        return null
      case 'neutral': {
        if (answer.kind !== 'refused') return null
        this.#refusedCalls++
        const [only, other] = result.changes
        if (!only || other || only.known.state === 'queued') return null
        this.#refusedInARow++
        if (this.#refusedInARow < this.#policy.refusedRows) return null
        return { reason: 'failing', note: notes.refusedThroughout(this.#refusedInARow, only.known) }
      }
      case 'failing': {
        this.#failures.failed(beganAt, now)
        if (this.#failures.length < this.#policy.failingCalls) return null
        const details = asSentence(notes.detailsOf(answer))
        return { reason: 'failing', note: notes.failing(this.#failures.length, details) }
      }
      case 'offline':
        return { reason: 'offline', note: notes.offline(host) }
      case 'stop':
        if (answer.kind === 'account-refused') {
          return { reason: 'account-refused', note: notes.accountRefused(label, answer.status) }
        }
        if (answer.kind === 'wrong-address') {
          return { reason: 'wrong-address', note: notes.wrongAddress(answer) }
        }
        return null
    }
  }
}
