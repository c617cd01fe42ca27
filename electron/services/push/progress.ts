import {
  isEnded,
  type PauseReason,
  type PushPhase,
  type PushProgress,
  type PushSummary,
} from '#shared/domain/push/outcome.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Clock } from '#electron/services/ports/clock.ts'
import type { PushRecord } from '#electron/services/ports/pushes.ts'
import type { SendQueue } from './send-queue.ts'
import type { EmitPush, PushJournal } from './journal.ts'
import type { PushMeter } from './throughput.ts'
import { Ticker } from '#electron/services/timers.ts'
import type { RateGovernor } from '#electron/services/rate/governor.ts'

const TELL_EVERY_MS = 250
/** Ticks between two notes of how long the push has run, for the case that the program is killed. */
const TICKS_PER_NOTE = 20

export interface ReporterDeps {
  clock: Clock
  governor: RateGovernor
  emit: EmitPush
}

/** What is told of a push, of a running one as of one that waits in the journal. `untilWall`: ms since 1970. */
export function progressOf({
  summary,
  atWork,
  ...live
}: Omit<
  PushProgress,
  'atWork' | 'pushId' | 'sheetId' | 'accountLabel' | 'host' | 'counts' | 'rows' | 'calls' | 'throttled'
> & {
  summary: PushSummary
  atWork: { rows: number; untilWall: number } | null
}): PushProgress {
  const { pushId, sheetId, accountLabel, host, counts, rows, calls, throttled } = summary
  return {
    ...{ pushId, sheetId, accountLabel, host, rows, calls, throttled },
    counts: { ...counts },
    ...live,
    ...(atWork ? { atWork: { rows: atWork.rows, until: new Date(atWork.untilWall).toISOString() } } : {}),
  }
}

/** How a running push stands: its phase and why, written down and told when it changes, and its figures as they move. */
export class PushProgressReporter {
  readonly #deps: ReporterDeps
  readonly #accountId: string
  readonly #journal: PushJournal
  readonly #queue: SendQueue
  readonly #meter: PushMeter
  readonly #ticker: Ticker
  #phase: PushPhase
  #reason: PauseReason | null
  #note: string
  #ticks = 0

  constructor(
    deps: ReporterDeps,
    record: PushRecord,
    journal: PushJournal,
    queue: SendQueue,
    meter: PushMeter,
  ) {
    this.#deps = deps
    this.#accountId = record.accountId
    this.#journal = journal
    this.#queue = queue
    this.#meter = meter
    this.#ticker = new Ticker(deps.clock, TELL_EVERY_MS, () => this.#tick())
    this.#phase = record.summary.phase
    this.#reason = record.pauseReason
    this.#note = record.note
  }

  get phase(): PushPhase {
    return this.#phase
  }

  get reason(): PauseReason | null {
    return this.#reason
  }

  get note(): string {
    return this.#note
  }

  get isEnded(): boolean {
    return isEnded(this.#phase)
  }

  /** True where nothing moves any more and nothing will by itself. */
  get isStill(): boolean {
    return this.isEnded || this.#phase === 'paused'
  }

  progress(): PushProgress {
    const { governor, clock } = this.#deps
    const now = clock.monotonic()
    const gauge = governor.gauge()
    const atWork = this.isEnded ? null : this.#queue.atWork(now)
    const byPace = this.#meter.secondsLeft(this.#queue.open, governor.pace(), gauge.used, now)
    const waiting = atWork ? (atWork.until - now) / 1000 : 0
    return progressOf({
      summary: this.#journal.summary,
      accountId: this.#accountId,
      phase: this.#phase,
      pauseReason: this.#reason,
      note: this.#note,
      unclear: this.#queue.unclear,
      atWork: atWork && { rows: atWork.rows, untilWall: clock.wall() + (atWork.until - now) },
      rowsPerSecond: this.#meter.rowsPerSecond(gauge, now),
      secondsLeft: byPace === null ? null : Math.max(byPace, waiting),
      seconds: this.#meter.seconds(now),
      gauge,
    })
  }

  /** Time counts and figures are told from here on, until the push comes to a standstill. */
  begin(): void {
    this.#meter.start(this.#deps.clock.monotonic())
    this.set('running', null, '')
    this.#ticker.start()
  }

  set(phase: PushPhase, reason: PauseReason | null, note: string): void {
    const { clock, emit } = this.#deps
    this.#phase = phase
    this.#reason = reason
    this.#note = note
    this.#noteLimit()
    if (this.isStill) {
      this.#meter.stop(clock.monotonic())
      this.#ticker.stop()
    }
    this.#noteTime()
    this.#journal.phase(phase, reason, note)
    emit('push.progress', this.progress())
  }

  #noteLimit(): void {
    this.#journal.limit(inDigits.formatLimit(this.#deps.governor.pace()))
  }

  #noteTime(): void {
    this.#journal.figures({ seconds: this.#meter.seconds(this.#deps.clock.monotonic()) })
  }

  #tick(): void {
    this.#noteLimit()
    if (++this.#ticks % TICKS_PER_NOTE === 0) this.#noteTime()
    this.#deps.emit('push.progress', this.progress())
  }
}
