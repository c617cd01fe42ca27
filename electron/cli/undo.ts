import { UNDO_LABELS, type UndoReview } from '#shared/domain/push/undo.ts'
import { valueInQuotes } from '#shared/wording/quoted.ts'
import type { PushSummary } from '#shared/domain/push/outcome.ts'
import type { Program } from '#electron/compose.ts'
import type { ProgramFiles } from '#electron/process/program-files.ts'
import { undoResult, type UndoResult } from '#electron/services/undo/undo-result.ts'
import { environmentKeys, unlockAgain } from '#electron/cli/account/choice.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { UndoArguments } from '#electron/cli/options/commands/undo.ts'
import { ACCOUNT_REFUSED, ALL_WENT_IN, Ending, SOME_DID_NOT, WRONG_USAGE } from './exit-codes.ts'
import { followPush } from './follow-push.ts'
import { foldersFor } from './folders.ts'
import { dropImage, keptInWords } from './drop-image.ts'
import { giveAnswer } from './json-answer.ts'
import { openProgram } from './open-program.ts'
import { checkReportPath } from './report-path.ts'
import { resumeCommand } from './shell-words.ts'
import { isTrial } from './trial-look.ts'

const { countOf } = inDigits

/** What `--json` prints, in cells; with `--list-created` the list too. */
export type UndoJson = Pick<UndoResult, 'restored' | 'kept' | 'gone' | 'cannot'> & {
  list?: { id: string; name: string; leads: number }
  /** Of a dry run: what would be put back. */
  restore?: number
}

/** `leadsheet undo`: takes a push back. The answer is the exit code: 1 where not every cell has its former value again. */
export async function undo(args: UndoArguments, files: ProgramFiles): Promise<number> {
  checkReportPath(args.report)
  const keys = environmentKeys()
  const folders = foldersFor(args.dataDir)
  const { program, accounts } = await openProgram(folders, files, keys, args)
  try {
    if (args.drop) {
      await dropImage(program, pushToUndo(program, args.push, null, folders.work), args.json)
      return ALL_WENT_IN
    }
    if (!args.dryRun) await endTrial(program, args.push)
    const waiting = program.pushes.isUnfinished() ? program.pushes.current() : null
    const target = pushToUndo(program, args.push, waiting?.pushId ?? null, folders.work)
    await unlockAgain(target, keys, accounts)
    const undoId = waiting ? await goOn(program, waiting.pushId, target.pushId, args) : null
    const ended =
      undoId === null ? await fromTheStart(program, target, args) : undoResult(program.workspace, undoId)!
    const list = args.listCreated === null ? null : await putOnList(program, target.pushId, args.listCreated)
    const { restored, kept, gone, cannot, open } = ended
    const result: UndoJson = {
      ...{ restored, kept, gone, cannot },
      ...(list ? { list } : {}),
      ...(args.dryRun ? { restore: open } : {}),
    }
    if (args.json) giveAnswer(result)
    else process.stdout.write(`${inWords(ended, list).join('\n')}\n`)
    return kept + gone + cannot + open === 0 ? ALL_WENT_IN : SOME_DID_NOT
  } finally {
    await program.close()
  }
}

/** A trial that is taken back does not go on: the rows that waited stay out. */
async function endTrial({ pushes }: Program, wanted: number | null): Promise<void> {
  const waiting = pushes.isUnfinished() ? pushes.current() : null
  if (!waiting || !isTrial(waiting) || (wanted !== null && wanted !== waiting.pushId)) return
  await pushes.cancel(waiting.pushId)
  await pushes.still()
}

/** @throws {Ending} where there is none, or another push has to be ended first */
function pushToUndo(
  program: Program,
  wanted: number | null,
  waiting: number | null,
  folder: string,
): PushSummary {
  const pushes = program.workspace.pushes()
  const underWay = waiting === null ? null : program.workspace.push(waiting)
  const undone = underWay?.write?.undo?.pushId ?? null
  if (underWay && (undone === null || (wanted !== null && wanted !== undone))) {
    const command = resumeCommand({ dataDir: folder })
    throw new Ending(
      WRONG_USAGE,
      `A push in this folder has not ended. Finish it first: ${command} (or cancel it: ${command} --cancel)`,
    )
  }
  const id = undone ?? wanted
  const found =
    id === null
      ? pushes.find(({ imported, write }) => !imported && write?.of !== 'undo')
      : pushes.find(({ pushId }) => pushId === id)
  if (found) return found
  const numbers = pushes.filter(({ imported }) => !imported).map(({ pushId }) => pushId)
  throw new Ending(
    WRONG_USAGE,
    id === null || numbers.length === 0
      ? `There is no push to take back in ${folder}.`
      : `There is no push ${id} in ${folder}. There are: ${numbers.slice(0, 20).join(', ')}.`,
  )
}

/** An undo of this push that was stopped. Answers its own push. */
async function goOn(program: Program, undoId: number, pushId: number, args: UndoArguments): Promise<number> {
  if (args.dryRun)
    throw new Ending(
      WRONG_USAGE,
      `The undo of push ${pushId} has begun and was stopped; without --dry-run it goes on.`,
    )
  await toItsEnd(program, args, async () => {
    const resumed = await program.pushes.resume(undoId)
    if (!resumed.ok) throw new Ending(ACCOUNT_REFUSED, resumed.fault.text)
  })
  return undoId
}

async function fromTheStart(program: Program, target: PushSummary, args: UndoArguments): Promise<UndoResult> {
  const reviewed = await program.undoer.review(target.pushId)
  if (!reviewed.ok) throw refusal(reviewed.fault)
  const review = reviewed.value
  const image = target.write?.image
  if (!args.json)
    process.stdout.write(
      `${[...reviewInWords(review), ...(image ? [`  ${keptInWords(image)}`] : [])].join('\n')}\n`,
    )
  process.stderr.write(cellsThatStay(program, target.pushId))
  const asItIs = {
    restored: review.same,
    kept: review.kept,
    gone: review.gone,
    cannot: review.cannot,
    open: 0,
  }
  if (review.restore === 0) return asItIs
  if (args.dryRun) {
    if (!args.json) process.stdout.write('Nothing was sent.\n')
    return { ...asItIs, open: review.restore }
  }
  let undoId = 0
  await toItsEnd(program, args, async () => {
    const started = await program.undoer.start(target.pushId, review.mark)
    if (!started.ok) throw refusal(started.fault)
    undoId = started.value.push.pushId
  })
  return undoResult(program.workspace, undoId)!
}

async function toItsEnd(program: Program, args: UndoArguments, begin: () => Promise<void>): Promise<void> {
  const following = followPush(program)
  await begin()
  const { pushId } = program.pushes.current()!
  await following.toItsEnd({
    report: args.report,
    reportOf: { kind: 'push', pushId },
    json: args.json,
    // What is printed at the end is told in cells, not in rows.
    quiet: true,
    told: null,
    commands: { dataDir: args.dataDir, report: args.report },
  })
}

async function putOnList(
  program: Program,
  pushId: number,
  name: string,
): Promise<NonNullable<UndoJson['list']>> {
  const made = await program.listCreated(pushId, name)
  if (!made.ok) throw refusal(made.fault)
  return { ...made.value.list, leads: made.value.leads }
}

function reviewInWords(review: UndoReview): string[] {
  const { leads, restore, same, kept, gone, cannot, blanks, created, withoutImage } = review
  return [
    `Push ${review.pushId}, “${review.sheetName}”: ${countOf(leads, 'lead')} read again.`,
    `  ${countOf(restore, 'cell')} still as the push left ${restore === 1 ? 'it' : 'them'}: the former values are put back`,
    ...(same > 0 ? [`  ${countOf(same, 'cell')} with the former value already`] : []),
    ...(kept > 0 ? [`  ${countOf(kept, 'cell')} changed since by somebody: kept`] : []),
    ...(gone > 0 ? [`  ${countOf(gone, 'cell')} of leads that are gone`] : []),
    ...(cannot > 0 ? [`  ${countOf(cannot, 'cell')} that cannot be written any more`] : []),
    ...(blanks > 0
      ? [`  ${countOf(blanks, 'field')} were empty before: cleared only if a first lead proves that it works`]
      : []),
    ...(created > 0
      ? [`  ${countOf(created, 'lead')} created by it: never deleted; --list-created puts them on a list`]
      : []),
    ...(withoutImage > 0
      ? [
          `  ${countOf(withoutImage, 'row')} went without a comparison, or it found no lead of ${withoutImage === 1 ? 'it' : 'them'}: what was there before is not known`,
        ]
      : []),
  ]
}

const MOST_CELLS = 10

/** The first fields that are not put back, and why; '' where all are. */
function cellsThatStay({ undoer }: Program, pushId: number): string {
  const page = { after: null, limit: MOST_CELLS, kinds: ['kept', 'gone', 'cannot'] as const }
  const { rows, done } = undoer.rows(pushId, page)
  const lines = rows.map(
    ({ leadId, attribute, kind, now, message }) =>
      `Lead ${leadId} · ${attribute} · ${UNDO_LABELS[kind]}${kind === 'gone' ? '' : `: stays ${valueInQuotes(now)}`}. ${message}`,
  )
  if (!done) lines.push('…and others; the window lists every cell.')
  return lines.map((line) => `${line.replace(/\s+/g, ' ').trim()}\n`).join('')
}

function inWords(
  { restored, kept, gone, cannot, open }: UndoResult,
  list: UndoJson['list'] | null,
): string[] {
  const told = [
    `${countOf(restored, 'cell')} restored`,
    ...(kept > 0 ? [`${kept} kept: changed since`] : []),
    ...(gone > 0 ? [`${gone} gone with their leads`] : []),
    ...(cannot > 0 ? [`${cannot} could not be put back`] : []),
    ...(open > 0 ? [`${open} not sent`] : []),
  ]
  return [
    `${told.join(', ')}.`,
    ...(list ? [`${countOf(list.leads, 'created lead')} on the list “${list.name}”.`] : []),
  ]
}

function refusal({ kind, text }: { kind: string; text: string }): Ending {
  return new Ending(kind === 'locked' || kind === 'account-refused' ? ACCOUNT_REFUSED : WRONG_USAGE, text)
}
