import type { ProgramFiles } from '#electron/process/program-files.ts'
import { environmentKeys, unlockAgain } from './account-choice.ts'
import type { ResumeArguments } from './arguments.ts'
import type { Program } from '#electron/compose.ts'
import type { ReportSource } from '#electron/services/sheets/reports.ts'
import { ACCOUNT_REFUSED, ALL_WENT_IN, Ending, SOME_DID_NOT, WRONG_USAGE } from './exit-codes.ts'
import { followPush, writeReport } from './follow-push.ts'
import { foldersFor } from './folders.ts'
import { openProgram } from './open-program.ts'
import { jsonOf } from './push-result.ts'
import { checkReportPath } from './report-path.ts'
import { resumeCommand } from './shell-words.ts'

/** `leadsheet resume`: goes on with the push that did not end in this folder. The answer is the exit code. */
export async function resume(args: ResumeArguments, files: ProgramFiles): Promise<number> {
  checkReportPath(args.report)
  const keys = environmentKeys()
  const folders = foldersFor(args.dataDir)
  const { program, accounts } = await openProgram(folders, files, keys, args)
  try {
    const waiting = program.pushes.isUnfinished() ? program.pushes.current() : null
    if (!waiting) return await reportAgain(program, args, folders.work)
    if (!args.cancel) await unlockAgain(waiting, keys, accounts)
    const following = followPush(program)
    const moved = args.cancel
      ? await program.pushes.cancel(waiting.pushId)
      : await program.pushes.resume(waiting.pushId)
    if (!moved.ok) throw new Ending(ACCOUNT_REFUSED, moved.fault.text)
    return await following.toItsEnd({
      report: args.report,
      reportOf: reportSource(program, waiting),
      json: args.json,
      told: null,
      resumeCommand: resumeCommand(args),
      reportCommand: resumeCommand({ dataDir: args.dataDir, report: args.report }),
    })
  } finally {
    await program.close()
  }
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
  process.stdout.write(
    json
      ? `${JSON.stringify(jsonOf(program, ended.summary))}\n`
      : `The latest push had ended, so nothing was sent.\nReport: ${report.path}\n`,
  )
  const { counts, rows } = ended.summary
  return counts.created + counts.updated === rows ? ALL_WENT_IN : SOME_DID_NOT
}

function reportSource(program: Program, push: { pushId: number; sheetId: number }): ReportSource {
  return program.workspace.head(push.sheetId)
    ? { kind: 'sheet', sheetId: push.sheetId }
    : { kind: 'push', pushId: push.pushId }
}
