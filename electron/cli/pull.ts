import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { PullProgress } from '#shared/domain/reading/pull.ts'
import type { PullSource } from '#shared/domain/reading/source.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Program } from '#electron/compose.ts'
import type { ProgramFiles } from '#electron/process/program-files.ts'
import { onAskedToEnd } from '#electron/process/signals.ts'
import { chooseAccount, environmentKeys, unlockAccount } from '#electron/cli/account/choice.ts'
import { ACCOUNT_REFUSED, ALL_WENT_IN, Ending, SOME_DID_NOT, WRONG_USAGE } from './exit-codes.ts'
import { foldersFor } from './folders.ts'
import { giveAnswer } from './json-answer.ts'
import { openProgram } from './open-program.ts'
import type { PullArguments } from '#electron/cli/options/commands/pull.ts'
import { followReads } from './read-waits.ts'
import { checkReportPath } from './report-path.ts'

/** What `--json` prints. */
export interface PullResult {
  leads: number
  calls: number
  seconds: number
  /** What is to be said of it, such as which names found no lead; '' for nothing. */
  note: string
}

/** `leadsheet pull`: leads into a file. The answer is the exit code: 1 where not all that was asked for came. */
export async function pull(args: PullArguments, files: ProgramFiles): Promise<number> {
  checkReportPath(args.out, '--out')
  const keys = environmentKeys()
  const { program, accounts } = await openProgram(foldersFor(args.dataDir), files, keys, args)
  const reads = followReads(
    program,
    (goesOn) => `The leads can be got from ${goesOn} on. No file was written.`,
  )
  try {
    const accountId = chooseAccount(args, accounts, keys)
    await unlockAccount(accountId, accounts)
    const source = await reads.untilDayEnds(sourceOf(program, accountId, args.question))
    const started = await reads.untilDayEnds(
      program.puller.start({ accountId, source, columns: args.columns }),
    )
    if (!started.ok) throw refusal(started.fault)
    const { sheet, done } = started.value
    // Nobody is there to resume it: stopped half-way it leaves no file.
    const forget = onAskedToEnd(() => void program.puller.cancel(sheet.id))
    try {
      const ended = await reads.untilDayEnds(done)
      forget()
      const end = ended.ok ? ended.value : null
      if (!end) throw refusal(ended.ok ? { kind: 'cancelled', text: '' } : ended.fault)
      if (end.phase !== 'finished') throw new Ending(SOME_DID_NOT, `${end.note} No file was written.`)
      const path = resolve(args.out.path)
      const written = await program.reports.writeTable(
        sheet.id,
        args.out.format,
        path,
        new AbortController().signal,
      )
      if (!written.ok) throw new Ending(WRONG_USAGE, `The file was not written. ${written.fault.text}`)
      tell(end, args, written.value.cut)
      return end.note === '' ? ALL_WENT_IN : SOME_DID_NOT
    } finally {
      // The file is what was asked for; the folder's sheets are for pushes.
      program.workspace.removeSheet(sheet.id)
    }
  } finally {
    await program.close()
  }
}

function tell({ came, calls, seconds, note }: PullProgress, args: PullArguments, cut: number): void {
  const rounded = Math.round(seconds * 1000) / 1000
  const result: PullResult = { leads: came, calls, seconds: rounded, note }
  const leads = inDigits.countOf(came, 'lead')
  const words = `${leads} in ${inDigits.countOf(calls, 'call')}, ${seconds.toFixed(1)} s: ${args.out.path}`
  if (args.json) giveAnswer(result)
  else process.stdout.write(`${words}\n`)
  if (note !== '') process.stderr.write(`${note}\n`)
  if (cut > 0)
    process.stderr.write(
      `${cut} cells were longer than the 32,767 characters Excel holds and cut. Use a .csv to have them whole.\n`,
    )
}

async function sourceOf(
  program: Program,
  accountId: string,
  question: PullArguments['question'],
): Promise<PullSource> {
  switch (question.kind) {
    case 'list':
      return listNamed(program, accountId, question.name)
    case 'where':
      return { kind: 'condition', condition: question.condition }
    case 'changed':
      return question
    case 'ids':
      return { kind: 'named', names: namesIn(question.file) }
  }
}

/** By its exact name, or its id. @throws {Ending} where there is none, or more than one */
async function listNamed(program: Program, accountId: string, name: string): Promise<PullSource> {
  const lists = await program.lists.of(accountId, { refresh: false })
  if (!lists.ok) throw refusal(lists.fault)
  const wanted = name.trim()
  const exact = lists.value.filter((list) => list.name === wanted || list.id === wanted)
  const found =
    exact.length > 0 ? exact : lists.value.filter((list) => list.name.toLowerCase() === wanted.toLowerCase())
  const [only, ...others] = found
  if (only && others.length === 0) return { kind: 'list', listId: only.id, name: only.name }
  if (only) {
    const ids = found.map((list) => `${list.id} (${list.kind})`).join(', ')
    throw new Ending(WRONG_USAGE, `Several lists are called “${wanted}”. Name one by its id: ${ids}.`)
  }
  const some = lists.value.slice(0, 20).map((list) => `“${list.name}”`)
  const more = lists.value.length > some.length ? ` and ${lists.value.length - some.length} more` : ''
  throw new Ending(
    WRONG_USAGE,
    `There is no list “${wanted}”. There are: ${some.join(', ') || 'none'}${more}.`,
  )
}

/** One a line, or parted by commas, semicolons or tabs; a heading is passed over where it is neither id nor address. */
function namesIn(file: string): string[] {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : resolve(file), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Ending(
      WRONG_USAGE,
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${code}).`,
    )
  }
  const names = text
    .replace(/^\uFEFF/, '')
    .split(/[\r\n,;\t]+/)
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    .filter((name) => name !== '')
  const [first = '', ...rest] = names
  const isHeading = !first.includes('@') && !/\d/.test(first)
  const distinct = [...new Set(isHeading ? rest : names)]
  if (distinct.length === 0)
    throw new Ending(WRONG_USAGE, `${file} has no Lead ID and no email address in it.`)
  if (distinct.length > MOST_NAMES) {
    throw new Ending(WRONG_USAGE, `${file} has ${distinct.length} names; at most ${MOST_NAMES} at a time.`)
  }
  return distinct
}

const MOST_NAMES = 200_000

function refusal({ kind, text }: { kind: string; text: string }): Ending {
  return new Ending(kind === 'locked' || kind === 'account-refused' ? ACCOUNT_REFUSED : WRONG_USAGE, text)
}
