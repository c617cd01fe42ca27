import { mostInAnyWindow } from './arrival-window.ts'
import type { RowAnswer, WirePair } from './create-or-update.ts'

/** What became of one call, as the server saw it. */
export interface LoggedCall {
  /** From 1, in order of arrival. */
  number: number
  /** Monotonic milliseconds of the server's process at which the call was counted. */
  at: number
  path: string
  end:
    | 'answered'
    | 'throttled'
    | 'refused'
    | 'server-error'
    | 'dropped'
    | 'timeout'
    | 'not-json'
    | 'uncounted'
    | 'unauthorised'
    | 'not-found'
  /** It took a place in the rate window. */
  counted: boolean
  /** Bulk calls that were processed: each lead as it came and what was done with it, whether or not the answer told. */
  rows: { lead: WirePair[]; answer: RowAnswer }[]
}

export interface CallSummary {
  calls: number
  counted: number
  throttled: number
  /** The most counted arrivals in any window of the limit's length. */
  mostInWindow: number
  /** Monotonic milliseconds of the first and the last counted arrival; null without any. */
  firstAt: number | null
  lastAt: number | null
}

/** Every call since the last `clear`, for tests and benches. Rows are kept on demand: they are the leads, all of them. */
export class CallLog {
  readonly #keepRows: boolean
  #calls: LoggedCall[] = []

  constructor(keepRows: boolean) {
    this.#keepRows = keepRows
  }

  begin(at: number, path: string): LoggedCall {
    const call: LoggedCall = {
      number: this.#calls.length + 1,
      at,
      path,
      end: 'answered',
      counted: false,
      rows: [],
    }
    this.#calls.push(call)
    return call
  }

  processed(call: LoggedCall, leads: readonly WirePair[][], answers: readonly RowAnswer[]): void {
    if (!this.#keepRows) return
    call.rows = answers.map((answer, index) => ({ lead: leads[index] ?? [], answer }))
  }

  all(): LoggedCall[] {
    return this.#calls
  }

  clear(): void {
    this.#calls = []
  }

  summary(windowSeconds: number): CallSummary {
    const counted = this.#calls.filter((call) => call.counted).map((call) => call.at)
    return {
      calls: this.#calls.length,
      counted: counted.length,
      throttled: this.#calls.filter((call) => call.end === 'throttled').length,
      mostInWindow: mostInAnyWindow(counted, windowSeconds),
      firstAt: counted[0] ?? null,
      lastAt: counted.at(-1) ?? null,
    }
  }
}
