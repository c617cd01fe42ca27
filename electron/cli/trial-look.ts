import { heldOtherwise } from '#shared/domain/push/held-otherwise.ts'
import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { inDigits } from '#shared/wording/numbers.ts'
import { valueInQuotes } from '#shared/wording/quoted.ts'
import type { Program } from '#electron/compose.ts'
import { resumeCommand, undoCommand, type ResumeOptions } from './shell-words.ts'
import { placeInWords, placesOf } from './row-places.ts'
import { atTheTerminal } from './terminal-words.ts'

/** Of a trial, what `--json` gains. */
export interface TrialJson {
  /** Leads that were read back; null where they could not be. */
  leads: number | null
  /** Cells that are not held as they were meant, all of them. */
  otherwise: {
    row: number | null
    leadId: string
    attribute: string
    meant: string
    held: string
    why: string
  }[]
  /** Rows that wait. */
  waiting: number
}

export interface TrialLook {
  json: TrialJson
  lines: string[]
}

const { countOf } = inDigits

/** Of a push that stands still after its first call. */
export function isTrial({ phase, pauseReason }: Pick<PushProgress, 'phase' | 'pauseReason'>): boolean {
  return phase === 'paused' && pauseReason === 'trial'
}

/** Reads the leads of a trial back, and says what LeadSquared holds beside what was meant. */
export async function lookAtTrial(program: Program, push: PushProgress): Promise<TrialLook> {
  const waiting = push.counts.queued
  const looked = await program.lookBack(push.pushId)
  if (!looked.ok) {
    const lines = [`The leads were not read. ${looked.fault.text}`]
    return { json: { leads: null, otherwise: [], waiting }, lines }
  }
  const { rows } = looked.value
  const { attributes } = await program.attributes.list(push.accountId)
  const known = new Map(attributes.map((attribute) => [attribute.schemaName, attribute]))
  const places = placesOf(program, push.sheetId, new Set(rows.map(({ rowId }) => rowId)))
  const cells = rows.flatMap(({ rowId, leadId, cells: ofRow }) =>
    ofRow.map(({ attribute, meant, held, same }) => ({
      ...{ row: places.get(rowId) ?? null, leadId, attribute, meant, held },
      why: heldOtherwise(known.get(attribute) ?? null, { meant, held, same }),
    })),
  )
  const otherwise = cells.filter(({ why }) => why !== '')
  const all =
    otherwise.length === 0
      ? 'every cell is held as it was meant.'
      : `${countOf(otherwise.length, 'cell')} to look at.`
  const lines = [
    `${countOf(rows.length, 'lead')} read back: ${all}`,
    ...cells.map(({ row, attribute, meant, held, why }) =>
      atTheTerminal(
        `  ${placeInWords(row ?? undefined)} · ${attribute}: meant ${valueInQuotes(meant)}, held ${valueInQuotes(held)}${why === '' ? '' : ` · ${why}`}`,
      ),
    ),
  ]
  return { json: { leads: rows.length, otherwise, waiting }, lines }
}

/** The two ways on from a trial. */
export function waysOn(waiting: number, options: ResumeOptions): string {
  const { report: _report, phoneTaken: _phoneTaken, ...undo } = options
  return [
    `To go on with the other ${waiting}: ${resumeCommand(options)}`,
    `To take back what went in: ${undoCommand(undo)}`,
  ].join('\n')
}
