import { resolve } from 'node:path'
import { isEnded, type PushProgress, type PushReview } from '#shared/domain/push/outcome.ts'
import { waitsForServer } from '#shared/domain/push/outcome-messages.ts'
import type { Program } from '#electron/compose.ts'
import type { ReportSource } from '#electron/services/sheets/reports.ts'
import type { FoundFirst } from './found-first.ts'
import type { AfterView } from '#shared/domain/push/after.ts'
import { afterwards, exitCodeOfAfter, jsonOfAfter, leftOfAfter, sentencesOfAfter } from './after-push.ts'
import { sameIn } from './dry-run.ts'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { ACCOUNT_REFUSED, ALL_WENT_IN, Ending, SOME_DID_NOT, TRIAL_WAITS } from './exit-codes.ts'
import { failingRows } from './failing-rows.ts'
import { giveAnswer } from './json-answer.ts'
import { pauseInWords } from './pause-words.ts'
import { createProgressLine } from './progress-line.ts'
import { onAskedToEnd } from '#electron/process/signals.ts'
import type { PushAccount } from './push-account.ts'
import { phoneChoices, phonesTaken, pushByPhone, type PhoneTaken } from './phones-taken.ts'
import { asOne, jsonOf, sentencesOf, type PushResult } from './push-result.ts'
import { resumeCommand, type ResumeOptions } from './shell-words.ts'
import { isTrial, lookAtTrial, waysOn } from './trial-look.ts'

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
  /** What was read before it, where something was. */
  found?: FoundFirst
  /** What became of the rows, as an exit code, whatever becomes of what follows. */
  onRows?(exitCode: number): void
  /** What is to be done with rows whose phone belongs to another lead. @default null: they are told, and stay as they are */
  phoneTaken?: PhoneTaken | null
  /** An earlier push of the same rows, of which something that follows is gone on with beside this one. @default null */
  earlier?: number | null
  /** What the commands that go on with this push later, or write its report, are given. */
  commands: ResumeOptions
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

  async function still(): Promise<PushProgress> {
    const end = await Promise.race([program.pushes.still(), pausedForToday(program, endsForToday.signal)])
    clearTimeout(offline)
    line.clear()
    if (!end) throw new Error('A push that was begun is gone.')
    return end
  }

  return {
    async toItsEnd(options) {
      const asked = { toEnd: false }
      const forget = onAskedToEnd(() => {
        asked.toEnd = true
        program.after.standStill()
        const current = program.pushes.current()
        if (current) program.pushes.pause(current.pushId)
      })
      const earlier = options.earlier ?? null
      const first = await still()
      const trial = isTrial(first) ? await lookAtTrial(program, first) : null
      const taken = isEnded(first.phase)
        ? await phonesTaken(program, first, options.phoneTaken ?? null)
        : null
      const said = options.phoneTaken ?? null
      const toGo = taken !== null && taken.owners.length > 0 && said !== null && said !== 'skip'
      const goesAgain = toGo && !asked.toEnd
      const goesLater = toGo && asked.toEnd
      if (goesAgain) await pushByPhone(program, first.pushId, taken.owners, said)
      const again = goesAgain ? await still() : null
      const end = again ?? first
      const result = again ? asOne(program, first, again) : jsonOf(program, first)
      const rows = exitCodeOf(end, result, options.told ? sameIn(options.told.review) : 0)
      options.onRows?.(rows)
      const afters: AfterView[] = []
      for (const pushId of [earlier, first.pushId, again?.pushId ?? null]) {
        const view = pushId === null ? null : await afterwards(program, pushId)
        if (view) afters.push(view)
      }
      const [after = null, afterAgain = null] = afters
      line.clear()
      const reportFault = await writeReport(program, options)
      forget()
      if (options.json && !options.quiet)
        giveAnswer({
          ...{ ...result, ...toldInJson(options.told), ...options.found },
          ...(trial ? { trial: trial.json } : {}),
          ...(taken ? { phoneTaken: taken.json } : {}),
          ...jsonOfAfter(after),
          ...(afterAgain ? { afterAgain: jsonOfAfter(afterAgain).after } : {}),
        })
      else if (!options.quiet)
        process.stdout.write(
          [first, again]
            .filter((each) => each !== null)
            .map((each) =>
              sentencesOf(
                program,
                each,
                each === end && reportFault === null ? (options.report?.path ?? null) : null,
              ),
            )
            .join('') + afters.map(sentencesOfAfter).join(''),
        )
      if (trial && !options.json) process.stdout.write(`${trial.lines.join('\n')}\n`)
      process.stderr.write(failingRows(program, end))
      if (taken && !options.quiet) {
        process.stderr.write(`${taken.lines.join('\n')}\n`)
        if (said === null && taken.owners.length > 0)
          process.stderr.write(`${phoneChoices(options.commands)}\n`)
        if (goesLater)
          process.stderr.write(
            `It was stopped before ${taken.owners.length === 1 ? 'it' : 'they'} went as was said.\nTo go on: ${resumeCommand(options.commands)}\n`,
          )
      }
      if (trial) process.stderr.write(`${waysOn(trial.json.waiting, options.commands)}\n`)
      else if (end.phase === 'paused')
        process.stderr.write(`${pauseInWords(end)}\nTo go on: ${resumeCommand(options.commands)}\n`)
      for (const view of afters) process.stderr.write(leftOfAfter(view, options.commands))
      if (reportFault !== null) {
        const again =
          end.phase === 'paused'
            ? ''
            : `\nTo write it: ${resumeCommand({ dataDir: options.commands.dataDir, report: options.commands.report ?? null })}`
        throw new Ending(SOME_DID_NOT, `${reportFault}${again}`)
      }
      if (trial) return TRIAL_WAITS
      return rows === ALL_WENT_IN ? Math.max(...afters.map(exitCodeOfAfter), ALL_WENT_IN) : rows
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
function exitCodeOf(
  { pauseReason }: PushProgress,
  { created, updated, rows }: Pick<PushResult, 'created' | 'updated' | 'rows'>,
  same: number,
): number {
  if (pauseReason === 'account-refused' || pauseReason === 'wrong-address' || pauseReason === 'locked') {
    return ACCOUNT_REFUSED
  }
  return created + updated + same === rows ? ALL_WENT_IN : SOME_DID_NOT
}
