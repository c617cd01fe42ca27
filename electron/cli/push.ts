import type { ProgramFiles } from '#electron/process/program-files.ts'
import { storageFault } from '#electron/gateways/storage-fault.ts'
import { chooseAccount, environmentKeys, unlockAccount } from './account-choice.ts'
import { accountInWords } from './account-words.ts'
import type { PushArguments } from './arguments.ts'
import { compareFirst } from './compare-first.ts'
import { dryRun, leavingNothing } from './dry-run.ts'
import { ACCOUNT_REFUSED, Ending, WRONG_USAGE } from './exit-codes.ts'
import { followPush } from './follow-push.ts'
import { foldersFor } from './folders.ts'
import { findInput, type InputFile } from './input-file.ts'
import { openProgram } from './open-program.ts'
import { preparePush } from './prepare-push.ts'
import { accountOf } from './push-account.ts'
import { checkReportPath } from './report-path.ts'
import { resumeCommand } from './shell-words.ts'

/** `leadsheet push`: from a file to every row's outcome. The answer is the exit code. */
export async function push(args: PushArguments, files: ProgramFiles): Promise<number> {
  const input = findInput(args.file)
  checkReportPath(args.report)
  const keys = environmentKeys()
  const folders = foldersFor(args.dataDir)
  const { program, accounts } = await openProgram(folders, files, keys, args)
  let file: InputFile | undefined
  try {
    if (program.pushes.isUnfinished()) {
      const resume = resumeCommand({ dataDir: args.dataDir })
      throw new Ending(
        WRONG_USAGE,
        `An earlier push in this folder has not ended. Finish it first: ${resume} (or cancel it: ${resume} --cancel)`,
      )
    }
    const accountId = chooseAccount(args, accounts, keys)
    await unlockAccount(accountId, accounts)
    const opened = await sendingNothing(input.open(folders.work))
    file = opened
    const lookAt = async () => {
      const prepared = await sendingNothing(preparePush(program, args, opened, accountId))
      const asked = { ...prepared.request, mode: args.mode, byLink: args.byLink }
      const compares = args.compare || args.mode !== 'upsert'
      const compared = compares ? await compareFirst(program, asked, args.json) : null
      const request = compared ? { ...asked, leaveOutSame: true } : asked
      return { request, compared, told: await accountOf(program, prepared.file, request) }
    }
    if (args.dryRun) {
      const { told, compared } = await leavingNothing(program, lookAt)
      return dryRun(told, args.json, compared)
    }
    const { request, compared, told } = await lookAt()
    if (!args.json) process.stdout.write(`${accountInWords(told.account, told.review).join('\n')}\n`)
    const following = followPush(program)
    // Held to what was just said of it: nothing else can be sent.
    const started = await sendingNothing(program.pushes.start(request, told.review.mark))
    if (!started.ok) throw refusal(started.fault)
    return await following.toItsEnd({
      report: args.report,
      reportOf: { kind: 'sheet', sheetId: request.sheetId },
      json: args.json,
      told,
      compared,
      resumeCommand: resumeCommand(args),
      reportCommand: resumeCommand({ dataDir: args.dataDir, report: args.report }),
    })
  } finally {
    file?.discard()
    await program.close()
  }
}

/** For what comes before the first call: a disk that is full then has kept every lead from going out. */
async function sendingNothing<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    const fault = storageFault(error)
    if (!fault) throw error
    throw new Ending(WRONG_USAGE, `${fault.text} Nothing was sent.`)
  }
}

function refusal({ kind, text }: { kind: string; text: string }): Ending {
  return new Ending(kind === 'locked' || kind === 'account-refused' ? ACCOUNT_REFUSED : WRONG_USAGE, text)
}
