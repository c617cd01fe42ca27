import type { ProgramFiles } from '#electron/gateways/program-files.ts'
import { environmentKeys, unlockAccount } from './account-choice.ts'
import { isHostAccount } from './account-store.ts'
import type { ResumeArguments } from './arguments.ts'
import { ACCOUNT_REFUSED, Ending, WRONG_USAGE } from './exit-codes.ts'
import { followPush } from './follow-push.ts'
import { foldersFor } from './folders.ts'
import { openProgram } from './open-program.ts'
import { checkReportPath } from './report-path.ts'

/** `leadsheet resume`: goes on with the push that did not end in this folder. The answer is the exit code. */
export async function resume(args: ResumeArguments, files: ProgramFiles): Promise<number> {
  checkReportPath(args.report)
  const keys = environmentKeys()
  const folders = foldersFor(args.dataDir)
  const { program, accounts } = await openProgram(folders, files, keys, args.limit)
  try {
    const waiting = program.pushes.isUnfinished() ? program.pushes.current() : null
    if (!waiting) throw new Ending(WRONG_USAGE, `There is no push to resume in ${folders.work}.`)
    if (!args.cancel) {
      if (isHostAccount(waiting.accountId) && !keys) {
        throw new Ending(
          WRONG_USAGE,
          `Set LEADSHEET_ACCESS_KEY and LEADSHEET_SECRET_KEY for ${waiting.host}, as for the push.`,
        )
      }
      await unlockAccount(waiting.accountId, accounts)
    }
    const following = followPush(program)
    const moved = args.cancel
      ? await program.pushes.cancel(waiting.pushId)
      : await program.pushes.resume(waiting.pushId)
    if (!moved.ok) throw new Ending(ACCOUNT_REFUSED, moved.fault.text)
    return await following.toItsEnd({
      report: args.report,
      reportOf: program.workspace.head(waiting.sheetId)
        ? { kind: 'sheet', sheetId: waiting.sheetId }
        : { kind: 'push', pushId: waiting.pushId },
      json: args.json,
      resumeCommand: resumeCommand(args),
    })
  } finally {
    await program.close()
  }
}

/** As the person would type it. */
export function resumeCommand({ dataDir }: { dataDir: string | null }): string {
  return dataDir === null ? 'leadsheet resume' : `leadsheet resume --data-dir ${JSON.stringify(dataDir)}`
}
