import { resolve } from 'node:path'
import type { PushProgress, PushReview } from '#shared/domain/push/outcome.ts'
import { waitsForServer } from '#shared/domain/push/outcome-messages.ts'
import type { Program } from '#electron/compose.ts'
import type { ReportSource } from '#electron/services/sheets/reports.ts'
import type { AfterView } from '#shared/domain/push/after.ts'
import { afterwards, exitCodeOfAfter, jsonOfAfter, leftOfAfter, sentencesOfAfter } from './after-push.ts'
import type { CompareCounts } from './compare-first.ts'
import { sameIn } from './dry-run.ts'
import type { PushArguments } from './arguments.ts'
import { ACCOUNT_REFUSED, ALL_WENT_IN, Ending, SOME_DID_NOT } from './exit-codes.ts'
import { failingRows } from './failing-rows.ts'
import { pauseInWords } from './pause-words.ts'
import { createProgressLine } from './progress-line.ts'
import { onAskedToEnd } from '#electron/process/signals.ts'
import type { PushAccount } from './push-account.ts'
import { jsonOf, sentencesOf } from './push-result.ts'

/** A schedule must not hang for ever on a network that is gone. */
const OFFLINE_PATIENCE_MS = 5 * 60_000

export interface FollowOptions {
  report: PushArguments['report']
  reportOf: ReportSource
  json: boolean
  /** Tells nothing of the outcomes: whoever follows does. @default false */
  quiet?: boolean
  /** What was said of it before; null where an earlier run said it. */
  told: { account: PushAccount; review: PushReview } | null
  /** What became of the rows, as an exit code, whatever becomes of what follows. */
  onRows?(exitCode: number): void
  /** What a comparison before it found; left out where there was none. */
  compared?: CompareCounts | null
  /** The command that goes on with this push later. */
  resumeCommand: string
  /** The command that writes the report of a push that has ended. */
  reportCommand: string
}

/** Listens to the program; must be called before the push is begun, so that nothing is missed. */
export function followPush(program: Program): { toItsEnd(options: FollowOptions): Promise<number> } {
  const line = createProgressLine(process.stderr)
  let offline: NodeJS.Timeout | undefined
  let waits = false
  const endsForToday = new AbortController()
  function give(progress: PushProgress): void {
    line.show(progress)
    const { atWork, phase } = progress
    // Once for each time that rows begin to wait, whatever is told of it every quarter of a second.
    if (atWork && phase === 'running' && !waits) say(waitsForServer(atWork.rows, timeOf(atWork.until)))
    waits = atWork !== undefined && phase === 'running'
    if (progress.pauseReason === 'day' && progress.phase === 'paused') endsForToday.abort()
    if (progress.pauseReason !== 'offline') {
      clearTimeout(offline)
      offline = undefined
    } else offline ??= setTimeout(() => program.pushes.pause(progress.pushId), OFFLINE_PATIENCE_MS)
  }
  function say(text: string): void {
    line.clear()
    process.stderr.write(`${text}\n`)
  }
  program.onEvent((name, payload) => {
    if (name === 'push.progress') give(payload as PushProgress)
    if (name === 'push.after') line.showAfter(payload as AfterView)
    if (name === 'notice') say((payload as { text: string }).text)
  })

  return {
    async toItsEnd(options) {
      const forget = onAskedToEnd(() => {
        const current = program.pushes.current()
        if (!current) return
        program.pushes.pause(current.pushId)
        program.after.pause(current.pushId)
      })
      const end = await Promise.race([program.pushes.still(), pausedForToday(program, endsForToday.signal)])
      clearTimeout(offline)
      line.clear()
      if (!end) throw new Error('A push that was begun is gone.')
      options.onRows?.(exitCodeOf(end, options.told ? sameIn(options.told.review) : 0))
      const after = await afterwards(program, end.pushId)
      line.clear()
      const reportFault = await writeReport(program, options)
      forget()
      if (!options.quiet)
        process.stdout.write(
          options.json
            ? `${JSON.stringify({ ...jsonOf(program, end), ...toldInJson(options.told), ...jsonOfAfter(after), ...(options.compared ? { compare: options.compared } : {}) })}\n`
            : sentencesOf(program, end, reportFault === null ? (options.report?.path ?? null) : null) +
                sentencesOfAfter(after),
        )
      process.stderr.write(failingRows(program, end))
      if (end.phase === 'paused')
        process.stderr.write(`${pauseInWords(end)}\nTo go on: ${options.resumeCommand}\n`)
      process.stderr.write(leftOfAfter(after, options.resumeCommand))
      if (reportFault !== null) {
        const again = end.phase === 'paused' ? '' : `\nTo write it: ${options.reportCommand}`
        throw new Ending(SOME_DID_NOT, `${reportFault}${again}`)
      }
      const rows = exitCodeOf(end, options.told ? sameIn(options.told.review) : 0)
      return rows === ALL_WENT_IN ? exitCodeOfAfter(after) : rows
    },
  }
}

/** A push that waits for the next day of its account is left to be gone on with then. */
function pausedForToday(program: Program, day: AbortSignal): Promise<PushProgress | null> {
  return new Promise((resolve) => {
    const told = (): void => resolve(program.pushes.current())
    if (day.aborted) told()
    else day.addEventListener('abort', told, { once: true })
  })
}

/** On this machine's clock, to the second. */
function timeOf(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8)
}

function toldInJson(told: FollowOptions['told']): object {
  return told ? { toSend: told.review.toSend, ...told.account } : {}
}

/** Answers why it was not written, in words; null where it was, or none is wanted. */
export async function writeReport(
  program: Program,
  { report, reportOf }: Pick<FollowOptions, 'report' | 'reportOf'>,
): Promise<string | null> {
  if (!report) return null
  const path = resolve(report.path)
  const written = await program.reports.write(reportOf, report.format, path, new AbortController().signal)
  return written.ok ? null : `The report was not written. ${written.fault.text}`
}

/** `same`: rows that stayed out because LeadSquared has them as they are. */
function exitCodeOf({ counts, rows, pauseReason }: PushProgress, same: number): number {
  if (pauseReason === 'account-refused' || pauseReason === 'wrong-address' || pauseReason === 'locked') {
    return ACCOUNT_REFUSED
  }
  return counts.created + counts.updated + same === rows ? ALL_WENT_IN : SOME_DID_NOT
}
