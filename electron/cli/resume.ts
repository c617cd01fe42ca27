import type { PushSummary } from '#shared/domain/push/outcome.ts'
import type { ProgramFiles } from '#electron/process/program-files.ts'
import { environmentKeys, unlockAgain } from '#electron/cli/account/choice.ts'
import { afterwards, exitCodeOfAfter, jsonOfAfter, leftOfAfter, sentencesOfAfter } from './after-push.ts'
import { failedLeads } from '#shared/domain/push/after-words.ts'
import type { ResumeArguments } from '#electron/cli/options/commands/resume.ts'
import type { Program } from '#electron/compose.ts'
import type { ReportSource } from '#electron/services/sheets/reports.ts'
import { ACCOUNT_REFUSED, ALL_WENT_IN, Ending, SOME_DID_NOT, WRONG_USAGE } from './exit-codes.ts'
import { followPush, writeReport } from './follow-push.ts'
import { foldersFor } from './folders.ts'
import { giveAnswer } from './json-answer.ts'
import { openProgram } from './open-program.ts'
import { createProgressLine } from './progress-line.ts'
import { onAskedToEnd } from '#electron/process/signals.ts'
import type { AfterView } from '#shared/domain/push/after.ts'
import { phonesTaken, PHONES_UNTOLD, pushByPhone } from './phones-taken.ts'
import { jsonOf } from './push-result.ts'
import { checkReportPath } from './report-path.ts'

/** `leadsheet resume`: goes on with the push that did not end in this folder. The answer is the exit code. */
export async function resume(args: ResumeArguments, files: ProgramFiles): Promise<number> {
  checkReportPath(args.report)
  const keys = environmentKeys()
  const folders = foldersFor(args.dataDir)
  const { program, accounts } = await openProgram(folders, files, keys, args)
  try {
    const waiting = program.pushes.isUnfinished() ? program.pushes.current() : null
    if (waiting && args.again)
      throw new Ending(WRONG_USAGE, 'A push in this folder has not ended; without --again it goes on.')
    if (!waiting && args.phoneTaken !== null) {
      const unlock = (push: PushSummary) => unlockAgain(push, keys, accounts)
      const exitCode = await answerPhones(program, args, folders.work, unlock)
      if (exitCode !== null) return exitCode
    }
    if (!waiting) {
      const pushId = followingPush(program, args.again)
      const push = pushId === null ? null : program.workspace.push(pushId)
      if (!push) return await reportAgain(program, args, folders.work)
      if (!args.cancel) await unlockAgain(push.summary, keys, accounts)
      return await goOnAfter(program, push.summary, args)
    }
    if (args.phoneTaken !== null) refuseOnlyUpdating(program, waiting.pushId)
    if (!args.cancel) await unlockAgain(waiting, keys, accounts)
    const following = followPush(program)
    const earlier = args.cancel ? null : goOnBeside(program)
    const moved = args.cancel
      ? await program.pushes.cancel(waiting.pushId)
      : await program.pushes.resume(waiting.pushId)
    if (!moved.ok) throw new Ending(ACCOUNT_REFUSED, moved.fault.text)
    return await following.toItsEnd({
      report: args.report,
      reportOf: reportSource(program, waiting),
      json: args.json,
      told: null,
      phoneTaken: args.phoneTaken,
      earlier,
      commands: args,
    })
  } finally {
    await program.close()
  }
}

/** The push of which something that follows is open, or where some of it failed and is to be tried again. */
function followingPush(program: Program, again: boolean): number | null {
  const open = program.after.open()
  if (!again) return open?.pushId ?? null
  const latest = program.workspace.pushes().find(({ imported }) => !imported)
  if (!latest?.after || failedLeads(latest.after) === 0)
    throw new Ending(WRONG_USAGE, 'Nothing failed after the latest push, so there is nothing to try again.')
  return latest.pushId
}

/** The rows of the push are as they are; only what follows goes on. */
async function goOnAfter(program: Program, push: PushSummary, args: ResumeArguments): Promise<number> {
  const { pushId } = push
  const { after } = program
  const line = createProgressLine(process.stderr)
  program.onEvent((name, payload) => {
    if (name === 'push.after') line.showAfter(payload as AfterView)
  })
  const forget = onAskedToEnd(() => void after.pause(pushId))
  const moved = args.cancel
    ? await after.cancel(pushId)
    : args.again
      ? after.again(pushId)
      : after.goOn(pushId)
  if (!moved.ok) throw new Ending(WRONG_USAGE, moved.fault.text)
  const view = await afterwards(program, pushId)
  line.clear()
  forget()
  const fault = await writeReport(program, { report: args.report, reportOf: reportSource(program, push) })
  if (args.json) giveAnswer({ ...jsonOf(program, push), ...jsonOfAfter(view) })
  else
    process.stdout.write(
      `The rows of the push had their outcomes, so none was sent.\n${sentencesOfAfter(view)}`,
    )
  process.stderr.write(leftOfAfter(view, args))
  if (fault !== null) throw new Ending(SOME_DID_NOT, fault)
  return exitCodeOfAfter(view)
}

/** What follows an earlier push is gone on with beside the push that is sent now; which push that is, null where there is none. */
function goOnBeside({ after }: Program): number | null {
  const open = after.open()
  if (open) after.goOn(open.pushId)
  return open?.pushId ?? null
}

/** @throws {Ending} where nothing is told of phones that belong to others */
function refuseOnlyUpdating({ workspace }: Program, pushId: number): void {
  if (workspace.push(pushId)?.write?.way === 'update')
    throw new Ending(WRONG_USAGE, `${PHONES_UNTOLD} Leave --phone-taken out.`)
}

/**
 * The latest push has ended, and rows of it were refused because another lead has their phone. Null where none was, but
 * what follows the push is still to do: the command that goes on with it says once more what was said of phones.
 */
async function answerPhones(
  program: Program,
  args: ResumeArguments,
  folder: string,
  unlock: (push: PushSummary) => Promise<void>,
): Promise<number | null> {
  const latest = program.workspace.pushes().find(({ imported }) => !imported)
  if (!latest) throw new Ending(WRONG_USAGE, `There is no push to go on with in ${folder}.`)
  refuseOnlyUpdating(program, latest.pushId)
  await unlock(latest)
  const taken = await phonesTaken(program, latest, args.phoneTaken)
  const open = program.after.open()
  if (!taken && open) return null
  if (!taken) throw new Ending(WRONG_USAGE, 'No row of the latest push has the phone of another lead.')
  if (taken.owners.length === 0) throw new Ending(SOME_DID_NOT, taken.lines.join('\n'))
  process.stderr.write(`${taken.lines.join('\n')}\n`)
  if ((args.phoneTaken === null || args.phoneTaken === 'skip') && open) return null
  if (args.phoneTaken === null || args.phoneTaken === 'skip') {
    if (args.json) giveAnswer({ ...jsonOf(program, latest), phoneTaken: taken.json })
    else process.stdout.write('They stay out, as was said. Nothing was sent.\n')
    return SOME_DID_NOT
  }
  const following = followPush(program)
  const earlier = goOnBeside(program)
  await pushByPhone(program, latest.pushId, taken.owners, args.phoneTaken)
  return following.toItsEnd({
    report: args.report,
    reportOf: reportSource(program, latest),
    json: args.json,
    told: null,
    earlier,
    commands: args,
  })
}

/** The latest push has ended, but its report may not have been written: the disk was full, or Excel had it open. */
async function reportAgain(
  program: Program,
  { report, cancel, json }: ResumeArguments,
  folder: string,
): Promise<number> {
  const latest = program.workspace.pushes().reduce((id, push) => Math.max(id, push.pushId), 0)
  const ended = program.workspace.push(latest)
  if (!report || cancel || !ended) {
    throw new Ending(WRONG_USAGE, `There is no push to resume in ${folder}.`)
  }
  const fault = await writeReport(program, { report, reportOf: reportSource(program, ended.summary) })
  if (fault !== null) throw new Ending(SOME_DID_NOT, fault)
  if (json) giveAnswer(jsonOf(program, ended.summary))
  else process.stdout.write(`The latest push had ended, so nothing was sent.\nReport: ${report.path}\n`)
  const { counts, rows } = ended.summary
  return counts.created + counts.updated === rows ? ALL_WENT_IN : SOME_DID_NOT
}

function reportSource(program: Program, push: { pushId: number; sheetId: number }): ReportSource {
  return program.workspace.head(push.sheetId)
    ? { kind: 'sheet', sheetId: push.sheetId }
    : { kind: 'push', pushId: push.pushId }
}
