import { fail, type Result } from '#shared/api/faults.ts'
import type { CallHooks, Credentials, SideAnswer } from '#electron/services/ports/lead-api.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import { faultOf } from '#electron/services/rate/call-faults.ts'
import type { Governors } from '#electron/services/rate/governors.ts'
import type { ReadWait } from '#shared/domain/reading/waiting.ts'
import { limitedCall } from '#electron/services/rate/limited-call.ts'

export interface ReaderDeps {
  governors: Pick<Governors, 'of'>
  credentials(accountId: string): Promise<Result<Credentials>>
  /** A call is wanted, and waits for its turn. */
  onWaiting?(accountId: string): void
  clock: Clock
  /** 0 to 1. */
  random?: () => number
  /**
   * Milliseconds before the first repeat of a call that failed in passing; twice as long before each further one.
   * @default 500
   */
  backoffMs?: number
}

export interface ReadJob {
  accountId: string
  signal: AbortSignal
  /** A call went out, answered or not. */
  onCall(): void
  /** A call is wanted, and waits for its turn. */
  onWaiting?(): void
  /** LeadSquared had too many calls: none goes out before this moment (ms since 1970). */
  onHeld?(until: number): void
}

/** A read has no effect, so whatever failed in passing, or ended unclear, is simply asked again. */
const TRIES = 5
const LONGEST_BACKOFF_MS = 15_000
/** A shorter wait is over before anybody has read of it. */
const WORTH_SAYING_MS = 500

/** `until`: ms since 1970. */
export function waitsFor(why: NonNullable<ReadWait['waitsFor']>, until: number): Required<ReadWait> {
  return { waitsFor: why, waitsUntil: new Date(until).toISOString() }
}

export const CANCELLED = fail('cancelled', 'Cancelled.')

/** Makes reading calls, in turn with everything else the account does. */
export class Reader {
  readonly #deps: ReaderDeps
  /** Calls that wait for their turn, by account. */
  readonly #waiting = new Map<string, number>()

  constructor(deps: ReaderDeps) {
    this.#deps = deps
  }

  /** Whether a call is wanted that may not go out yet. */
  isWaiting(accountId: string): boolean {
    return (this.#waiting.get(accountId) ?? 0) > 0
  }

  #wait(job: ReadJob): () => void {
    const count = (by: number): unknown =>
      this.#waiting.set(job.accountId, (this.#waiting.get(job.accountId) ?? 0) + by)
    let isOver = false
    count(1)
    job.onWaiting?.()
    this.#deps.onWaiting?.(job.accountId)
    return () => {
      if (!isOver) count(-1)
      isOver = true
    }
  }

  /** Never throws for what the network or the service can do; 'cancelled' once the job's signal is aborted. */
  async ask<Value>(
    job: ReadJob,
    call: (credentials: Credentials, hooks: CallHooks) => Promise<SideAnswer<Value>>,
  ): Promise<Result<Value>> {
    const { governors, clock } = this.#deps
    const { accountId, signal } = job
    for (let tries = 1; ;) {
      const held = await this.#deps.credentials(accountId)
      if (!held.ok) return held
      let answer: SideAnswer<Value>
      const turn = this.#wait(job)
      try {
        answer = await limitedCall(
          governors.of(accountId, 'ordinary'),
          (hooks) => {
            turn()
            job.onCall()
            return call(held.value, { ...hooks, signal })
          },
          signal,
        )
      } catch (error) {
        if (signal.aborted) return CANCELLED
        throw error
      } finally {
        turn()
      }
      if (answer.kind === 'value') return { ok: true, value: answer.value }
      if (signal.aborted) return CANCELLED
      if (answer.kind === 'throttled') {
        const heldMs = governors.of(accountId, 'ordinary').blockedForMs()
        if (heldMs >= WORTH_SAYING_MS) job.onHeld?.(clock.wall() + heldMs)
        continue
      }
      const passing = answer.kind === 'passing' || answer.kind === 'unclear'
      if (!passing || tries >= TRIES) return readFault(answer, held.value.origin)
      try {
        await clock.sleep(this.#backoff(tries++), signal)
      } catch {
        return CANCELLED
      }
    }
  }

  #backoff(tries: number): number {
    const { backoffMs = 500, random = Math.random } = this.#deps
    return Math.min(LONGEST_BACKOFF_MS, backoffMs * 2 ** (tries - 1)) * (0.7 + 0.6 * random())
  }
}

function readFault(
  answer: Exclude<SideAnswer<never>, { kind: 'value' }>,
  origin: string,
): Extract<Result<never>, { ok: false }> {
  if (answer.kind === 'account-refused' && answer.status === 403) {
    return fail(
      'account-refused',
      'These keys have no right to read leads (answer 403). Ask whoever manages the LeadSquared account for it. Pushing without a comparison needs no such right.',
    )
  }
  return faultOf(answer, origin)
}
