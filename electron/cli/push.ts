import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { PRACTICE_ACCOUNT_ID } from '#shared/domain/sheet/sheet.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import { DEFAULT_CHOICES, type LoadChoices, type WorkbookInspection } from '#shared/domain/sheet/workbook.ts'
import type { Program } from '#electron/compose.ts'
import type { ProgramFiles } from '#electron/process/program-files.ts'
import { storageFault } from '#electron/gateways/storage-fault.ts'
import { chooseAccount, environmentKeys, unlockAccount } from './account-choice.ts'
import type { PushArguments } from './arguments.ts'
import { dryRun } from './dry-run.ts'
import { mapColumns, searchAttribute } from './column-choice.ts'
import { ACCOUNT_REFUSED, Ending, WRONG_USAGE } from './exit-codes.ts'
import { followPush } from './follow-push.ts'
import { foldersFor } from './folders.ts'
import { openProgram } from './open-program.ts'
import { checkReportPath } from './report-path.ts'
import { reportCommand, resumeCommand } from './resume.ts'

/** `leadsheet push`: from a file to every row's outcome. The answer is the exit code. */
export async function push(args: PushArguments, files: ProgramFiles): Promise<number> {
  const path = resolve(args.file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new Ending(WRONG_USAGE, `There is no file ${args.file}.`)
  if (!found.isFile()) {
    throw new Ending(WRONG_USAGE, `${args.file} is a folder. Give the name of a file in it.`)
  }
  checkReportPath(args.report)
  const keys = environmentKeys()
  const folders = foldersFor(args.dataDir)
  const { program, accounts } = await openProgram(folders, files, keys, args.limit)
  try {
    if (program.pushes.isUnfinished()) {
      throw new Ending(
        WRONG_USAGE,
        `An earlier push in this folder has not ended. Finish it first: ${resumeCommand(args)} (or cancel it: ${resumeCommand(args)} --cancel)`,
      )
    }
    const accountId = chooseAccount(args, accounts, keys)
    await unlockAccount(accountId, accounts)
    const request = await sendingNothing(prepare(program, args, path, accountId))
    if (args.dryRun) return await dryRun(program, request, args.json)
    const following = followPush(program)
    const started = await sendingNothing(program.pushes.start(request, null))
    if (!started.ok) throw refusal(started.fault)
    return await following.toItsEnd({
      report: args.report,
      reportOf: { kind: 'sheet', sheetId: request.sheetId },
      json: args.json,
      resumeCommand: resumeCommand(args),
      reportCommand: reportCommand(args),
    })
  } finally {
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

/** Loads the file, and settles where its columns go. */
async function prepare(
  program: Program,
  args: PushArguments,
  path: string,
  accountId: string,
): Promise<PushRequest> {
  const file = { path, name: basename(path) }
  const never = new AbortController().signal
  const { sheet: name, encoding } = args
  const headerRow = args.headings === null ? null : args.headings === 'yes' ? 0 : 'none'
  const choices: LoadChoices = { ...DEFAULT_CHOICES, sheet: name, encoding, headerRow }
  const inspected = await program.workbooks.inspect(file.path, file.name, choices, never)
  if (!inspected.ok) throw new Ending(WRONG_USAGE, inspected.fault.text)
  if (args.sheet === null && inspected.value.questions.includes('sheet')) {
    const names = inspected.value.sheets.map((sheet) => `“${sheet.name}”`).join(', ')
    throw new Ending(WRONG_USAGE, `${file.name} has several sheets. Say which one with --sheet: ${names}.`)
  }
  askBack(file.name, inspected.value)
  const loaded = await program.files.load(file, choices, accountId, { signal: never })
  if (!loaded.ok) throw new Ending(WRONG_USAGE, loaded.fault.text)
  const { sheet, notes } = loaded.value
  for (const note of notes) process.stderr.write(`${note.text}\n`)

  const attributes = await program.attributes.list(accountId)
  if (attributes.note !== '' && accountId !== PRACTICE_ACCOUNT_ID)
    process.stderr.write(`${attributes.note}\n`)
  const columns = mapColumns(sheet.columns, args.map, attributes)
  const settings = {
    ...sheet.settings,
    accountId,
    searchBy: searchAttribute(args.searchBy ?? sheet.settings.searchBy, columns, attributes),
    blanks: args.blanks ?? sheet.settings.blanks,
    duplicates: args.duplicates ?? sheet.settings.duplicates,
  }
  program.workspace.applyPatches(sheet.id, `command line ${sheet.id}`, 1, [
    { kind: 'setColumns', columns },
    { kind: 'setSettings', settings },
  ])
  const { searchBy, blanks, duplicates } = settings
  return {
    sheetId: sheet.id,
    accountId,
    // Of one of our own reports, only what has not gone in.
    scope: { kind: 'unsent' },
    searchBy,
    blanks,
    duplicates,
    includeProblems: false,
  }
}

/** What the window would ask about is not guessed here: what is sent overwrites live data. @throws {Ending} */
function askBack(name: string, { questions, encoding, encodings }: WorkbookInspection): void {
  if (questions.includes('header')) {
    throw new Ending(
      WRONG_USAGE,
      `It is not plain whether the first row of ${name} is headings or data. Say so: --headings yes or --headings no. Nothing was sent.`,
    )
  }
  if (questions.includes('encoding')) {
    throw new Ending(
      WRONG_USAGE,
      `It is not plain how the text of ${name} is encoded; it looks like ${encoding ?? 'none that is known'}. Say which with --encoding: ${encodings.join(', ')}. Nothing was sent.`,
    )
  }
}

function refusal({ kind, text }: { kind: string; text: string }): Ending {
  return new Ending(kind === 'locked' || kind === 'account-refused' ? ACCOUNT_REFUSED : WRONG_USAGE, text)
}
