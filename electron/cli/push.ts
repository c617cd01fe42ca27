import { join } from 'node:path'
import type { PushRequest, PushSummary } from '#shared/domain/push/outcome.ts'
import type { Program } from '#electron/compose.ts'
import type { ProgramFiles } from '#electron/process/program-files.ts'
import { storageFault } from '#electron/gateways/storage-fault.ts'
import { chooseAccount, environmentKeys, unlockAccount } from '#electron/cli/account/choice.ts'
import { accountInWords } from '#electron/cli/account/words.ts'
import type { PushArguments } from '#electron/cli/options/commands/push.ts'
import { compareFirst } from './compare-first.ts'
import { dryRun, leavingNothing } from './dry-run.ts'
import { ACCOUNT_REFUSED, ALL_WENT_IN, Ending, SOME_DID_NOT, TRIAL_WAITS, WRONG_USAGE } from './exit-codes.ts'
import { followPush } from './follow-push.ts'
import type { FoundFirst } from './found-first.ts'
import { foldersFor } from './folders.ts'
import { findInput, type InputFile } from './input-file.ts'
import { giveAnswer } from './json-answer.ts'
import { PHONES_UNTOLD } from './phones-taken.ts'
import { openProgram } from './open-program.ts'
import { NO_ROWS, preparePush } from './prepare-push.ts'
import { findChanges, withoutBaseInWords } from './push-changes.ts'
import { accountOf } from './push-account.ts'
import { checkReportPath } from './report-path.ts'
import { fileFor, moveTo, stampOf, writeLine, type RunLine } from './scheduled-run.ts'
import { resumeCommand } from './shell-words.ts'

/** What a push tells whoever started it, besides its exit code. */
interface Told {
  /** The file was looked at: from here on the run is about it. */
  looked(): unknown
  ended(push: PushSummary | null): unknown
  /** What became of the rows, as an exit code. */
  rows(exitCode: number): unknown
  /** What the run's line is to say though nothing ended it. */
  said(text: string): unknown
}

/**
 * `leadsheet push`: from a file, or the newest of those that fit a pattern, to every row's outcome, and the file to where it is to go.
 * The answer is the exit code.
 */
export async function push(args: PushArguments, files: ProgramFiles): Promise<number> {
  const at = new Date()
  const found = fileFor(args)
  const log = args.log ?? join(foldersFor(args.dataDir).work, 'runs.log')
  const line: RunLine = {
    ...{ at, exitCode: ALL_WENT_IN, file: found ?? '', recipe: args.recipe, push: null, movedTo: null },
    text: '',
  }
  if (found === null) {
    const text = `No file fits ${args.file}, so there is nothing to push.`
    if (args.json) giveAnswer({ rows: 0, said: text })
    else process.stdout.write(`${text}\n`)
    if (!args.dryRun) writeLine(log, { ...line, text })
    return ALL_WENT_IN
  }
  const before = stampOf(found)
  const run = { looked: false, rowsCode: null as number | null }
  const told: Told = {
    looked: () => (run.looked = true),
    ended: (summary) => (line.push = summary),
    rows: (exitCode) => (run.rowsCode = exitCode),
    said: (text) => (line.text = text),
  }
  let ending: Ending | null = null
  try {
    line.exitCode = await pushFile({ ...args, file: found }, files, told)
  } catch (error) {
    if (!(error instanceof Ending)) {
      const text = error instanceof Error ? error.message : String(error)
      if (!args.dryRun) writeLine(log, { ...line, exitCode: WRONG_USAGE, text })
      throw error
    }
    ending = error
    line.exitCode = error.exitCode
    line.text = error.message
  }
  if (!args.dryRun) {
    try {
      // What becomes of the file shows once the trial was gone on from.
      const isOver = line.exitCode !== TRIAL_WAITS
      // A file whose rows are in is done, whatever became of what follows: pushed again it would follow twice.
      const wentIn = ending === null && (run.rowsCode ?? line.exitCode) === ALL_WENT_IN
      const folder = wentIn ? args.moveDone : args.moveFailed
      // What was wrong with the account, or another run under way, says nothing of the file.
      if (folder !== null && run.looked && isOver) {
        if (stampOf(found) === before) line.movedTo = moveTo(found, folder, at)
        else process.stderr.write(`${found} was changed meanwhile, so it stays where it is.\n`)
      }
    } catch (error) {
      if (!(error instanceof Ending)) throw error
      ending ??= error
      line.exitCode = ending.exitCode
      line.text = [line.text, error.message].filter(Boolean).join(' ')
    }
    writeLine(log, line)
  }
  if (ending) throw ending
  return line.exitCode
}

async function pushFile(args: PushArguments, files: ProgramFiles, told: Told): Promise<number> {
  const input = findInput(args.file)
  const stamp = stampOf(args.file)
  checkReportPath(args.report)
  const keys = environmentKeys()
  const folders = foldersFor(args.dataDir)
  const { program, accounts } = await openProgram(folders, files, keys, args, args.choiceSeparator)
  let file: InputFile | undefined
  const lastPush = Math.max(0, ...program.workspace.pushes().map(({ pushId }) => pushId))
  try {
    if (program.pushes.isUnfinished()) {
      const resume = resumeCommand({ dataDir: args.dataDir })
      throw new Ending(
        WRONG_USAGE,
        `An earlier push in this folder has not ended. Finish it first: ${resume} (or cancel it: ${resume} --cancel)`,
      )
    }
    if (program.after.open()) {
      const resume = resumeCommand({ dataDir: args.dataDir })
      throw new Ending(
        WRONG_USAGE,
        `What follows an earlier push in this folder is not done yet. Finish it first: ${resume} (or leave it undone: ${resume} --cancel)`,
      )
    }
    if (stampOf(args.file) !== stamp) {
      throw new Ending(
        WRONG_USAGE,
        `${args.file} was changed or taken away while this began: it is still being written, or another run has it. Nothing was sent.`,
      )
    }
    const accountId = chooseAccount(args, accounts, keys)
    await unlockAccount(accountId, accounts)
    const opened = await sendingNothing(input.open(folders.work))
    file = opened
    told.looked()
    const lookAt = () =>
      args.changes
        ? lookAtChanges(program, args, opened, accountId)
        : lookAtFile(program, args, opened, accountId)
    if (args.dryRun) {
      const looked = await leavingNothing(program, lookAt)
      return looked.told
        ? withChanges(looked.found, dryRun(looked.told, args.json, looked.found))
        : nothingChanged(looked.found, args)
    }
    const { request, found, told: account } = await lookAt()
    if (!account) return nothingChanged(found, args)
    const empty = account.account.notes.find(({ code }) => code === NO_ROWS)
    if (empty) told.said(empty.text)
    if (!args.json) process.stdout.write(`${accountInWords(account.account, account.review).join('\n')}\n`)
    const following = followPush(program)
    // Held to what was just said of it: nothing else can be sent.
    const started = await sendingNothing(
      program.pushes.start({ ...request, trial: args.trial }, account.review.mark),
    )
    if (!started.ok) throw refusal(started.fault)
    const exitCode = await following.toItsEnd({
      report: args.report,
      reportOf: { kind: 'sheet', sheetId: request.sheetId },
      json: args.json,
      told: account,
      found,
      onRows: (code) => void told.rows(code),
      phoneTaken: args.phoneTaken,
      commands: args,
    })
    return withChanges(found, exitCode)
  } finally {
    told.ended(
      program.workspace.pushes().find(({ pushId, imported }) => pushId > lastPush && !imported) ?? null,
    )
    file?.discard()
    await program.close()
  }
}

/** What is to be sent, and what was said of it; `told` null: nothing was changed, so there is nothing to send. */
interface Looked {
  request: PushRequest
  found: FoundFirst
  told: Awaited<ReturnType<typeof accountOf>> | null
}

async function lookAtFile(
  program: Program,
  args: PushArguments,
  file: InputFile,
  accountId: string,
): Promise<Looked> {
  const prepared = await sendingNothing(preparePush(program, args, file, accountId))
  const mode = args.mode ?? prepared.mode
  if (mode === 'update' || mode === 'fill') refusePhoneTaken(args)
  const asked = { ...prepared.request, mode, byLink: args.byLink }
  const compares = args.compare || mode !== 'upsert'
  const compare = compares ? await compareFirst(program, asked, args.json) : null
  const request = compare ? { ...asked, leaveOutSame: true } : asked
  return {
    request,
    found: compare ? { compare } : {},
    told: await accountOf(program, prepared.file, request),
  }
}

async function lookAtChanges(
  program: Program,
  args: PushArguments,
  input: InputFile,
  accountId: string,
): Promise<Looked> {
  refusePhoneTaken(args)
  const { request, file } = await sendingNothing(preparePush(program, args, input, accountId))
  const { told: changes, push } = await findChanges(program, request, file, args)
  if (!push) return { request, found: { changes }, told: null }
  const { account, review } = await accountOf(program, file, push.request)
  // A cell that was emptied is an edit; one that was empty before is none.
  const told = { account: { ...account, blanks: { choice: 'clear' as const, cells: push.cleared } }, review }
  return { request: push.request, found: { compare: push.compared, changes }, told }
}

function refusePhoneTaken({ phoneTaken }: PushArguments): void {
  if (phoneTaken !== null)
    throw new Ending(WRONG_USAGE, `${PHONES_UNTOLD} Leave --phone-taken out. Nothing was sent.`)
}

function nothingChanged(found: FoundFirst, { file, json }: PushArguments): number {
  const text = `Nothing was changed in ${file} since its leads were got. Nothing was sent.`
  if (json) giveAnswer({ rows: 0, said: text, ...found })
  else process.stdout.write(`${text}\n`)
  return withChanges(found, ALL_WENT_IN)
}

/** The exit code, where rows of the file are no part of a push of changes: then not every row went in. */
function withChanges({ changes }: FoundFirst, exitCode: number): number {
  if (!changes || changes.withoutBase === 0) return exitCode
  process.stderr.write(`${withoutBaseInWords(changes)}\n`)
  return exitCode === ALL_WENT_IN ? SOME_DID_NOT : exitCode
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
