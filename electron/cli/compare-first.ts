import type { Comparison } from '#shared/domain/reading/comparison.ts'
import { newAgainInWords } from '#shared/domain/reading/match-words.ts'
import type { PushRequest } from '#shared/domain/push/outcome.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import type { Program } from '#electron/compose.ts'
import { ACCOUNT_REFUSED, Ending, SOME_DID_NOT, WRONG_USAGE } from './exit-codes.ts'
import { onAskedToEnd } from '#electron/process/signals.ts'
import { followReads } from './read-waits.ts'

/** What `--json` gains with `--compare`. */
export interface CompareCounts {
  new: number
  update: number
  same: number
  several: number
  clash: number
  noAccess: number
  notKnown: number
  changedCells: number
  /** Of the new ones, those whose lead an earlier row makes, or that are refused beside it. */
  newAgain: number
}

/** Compares the sheet with what LeadSquared holds, the cheapest way, and says what it found. @throws {Ending} */
export async function compareFirst(
  program: Program,
  request: PushRequest,
  json: boolean,
  cells: 'all' | 'edited' = 'all',
): Promise<CompareCounts> {
  const { sheetId, accountId, searchBy, blanks, byLink = false } = request
  const reads = followReads(program, (goesOn) => `It can be pushed from ${goesOn} on. Nothing was sent.`)
  const about = { sheetId, accountId, searchBy, blanks, rows: null }
  const asked = { ...about, ...(cells === 'edited' ? { cells } : { byLink }) }
  const started = await reads.untilDayEnds(program.comparer.start(asked, null))
  if (!started.ok) throw new Ending(WRONG_USAGE, started.fault.text)
  const forget = onAskedToEnd(() => void program.comparer.cancel(sheetId))
  const result = await reads.untilDayEnds(started.value.done)
  forget()
  if (!result.ok) {
    const { kind, text } = result.fault
    if (kind === 'cancelled') throw new Ending(SOME_DID_NOT, 'The comparison was stopped. Nothing was sent.')
    const code = kind === 'account-refused' || kind === 'locked' ? ACCOUNT_REFUSED : WRONG_USAGE
    throw new Ending(code, `${text} Nothing was sent.`)
  }
  const last = program.comparer.state(sheetId).last!
  if (!json) process.stdout.write(`${inWords(last).join('\n')}\n`)
  return { ...last.counts, changedCells: last.changedCells, newAgain: last.newAgain ?? 0 }
}

function inWords(last: Comparison): string[] {
  const { rows, counts, changedCells, columns, calls, seconds } = last
  const again = newAgainInWords(last, inDigits)
  const kinds: [number, string][] = [
    [counts.new, 'new'],
    [counts.update, `update (${inDigits.countOf(changedCells, 'cell')})`],
    [counts.same, 'the same, left out'],
    [counts.several, 'several leads'],
    [counts.clash, 'clash'],
    [counts.noAccess, 'no access'],
    [counts.notKnown, 'not known'],
  ]
  const told = kinds.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return [
    `Compared ${inDigits.countOf(rows, 'row')} with LeadSquared in ${inDigits.countOf(calls, 'call')}, ${seconds.toFixed(1)} s: ${told.join(', ') || 'nothing to compare'}.`,
    ...(again === '' ? [] : [`  ${again}`]),
    ...columns.map(
      ({ attribute, changes, toOther, toEmpty }) =>
        `  ${attribute}: ${inDigits.countOf(changes, 'change')}${toOther > 0 ? `, ${toOther} of them from filled to other` : ''}${toEmpty > 0 ? `, ${toEmpty} from filled to empty` : ''}`,
    ),
  ]
}
