import type { PushProgress } from '#shared/domain/push/outcome.ts'
import { STATUS_LABELS } from '#shared/domain/push/status.ts'
import { toldInOne } from '#shared/domain/report/report-message.ts'
import type { Program } from '#electron/compose.ts'
import type { PushRow } from '#electron/services/ports/pushes.ts'
import { atTheTerminal } from './terminal-words.ts'
import { placeInWords, placesOf } from './row-places.ts'

const MOST_ROWS = 10

/** The first rows that did not go in: where each stands in the file's sheet, and why. '' where all did. */
export function failingRows(
  program: Program,
  { pushId, sheetId }: Pick<PushProgress, 'pushId' | 'sheetId'>,
): string {
  const { workspace } = program
  const failing = (['failed', 'unknown'] as const)
    .flatMap((state) => workspace.pushRows(pushId, null, MOST_ROWS + 1, state))
    .sort((a, b) => a.seq - b.seq)
  const shown = failing.slice(0, MOST_ROWS)
  if (shown.length === 0) return ''
  const places = placesOf(program, sheetId, new Set(shown.map(({ rowId }) => rowId)))
  const lines = shown.map((row) => lineOf(row, places.get(row.rowId)))
  if (failing.length > MOST_ROWS) lines.push('…and others; --report lists every row.')
  return `${lines.join('\n')}\n`
}

function lineOf(row: PushRow, place: number | undefined): string {
  return `${placeInWords(place)} · ${STATUS_LABELS[row.state]}: ${atTheTerminal(toldInOne(row)).replace(/\s+/g, ' ')}`
}
