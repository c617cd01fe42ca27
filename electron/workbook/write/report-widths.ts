import type { ReportRow, ReportRun } from '#shared/domain/report/report.ts'

/** Of Status, Lead ID, Message, Attempts, Call, Sent at; in characters, as Excel counts. */
export const OUTCOME_WIDTHS = [24, 39, 70, 13, 10, 26] as const

export const LINE_HEIGHT = 15
const MOST_LINES = 8

/** Room for a whole message, in points; null where one line holds it. Excel would work it out, LibreOffice would not. */
export function rowHeight(message: string): number | null {
  // A little less than the column is wide: letters differ, and words are not broken.
  const perLine = OUTCOME_WIDTHS[2] * 0.9
  if (message.length <= perLine && !message.includes('\n')) return null
  const lines = message
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0)
  return Math.min(lines, MOST_LINES) * LINE_HEIGHT
}

const NARROWEST = 10
const WIDEST = 40
const SAMPLE_ROWS = 200

/** The button of the filter, which covers the end of a heading. */
const BUTTON = 4

/** Letters of Asian scripts, and emoji, take the room of two. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Extended_Pictographic}/gu

function widthOf(text: string): number {
  const line = /^[^\r\n]*/.exec(text.slice(0, WIDEST))?.[0] ?? ''
  return line.length + (line.match(WIDE)?.length ?? 0)
}

/** Wide enough for the headings and the first rows of the sheet's own columns, within bounds. */
export function ownWidths(run: ReportRun, first: readonly ReportRow[]): number[] {
  return run.columns.map(({ header }, column) => {
    let width = widthOf(header) + BUTTON
    for (const row of first.slice(0, SAMPLE_ROWS))
      width = Math.max(width, widthOf(row.cells[column] ?? '') + 2)
    return Math.min(Math.max(width, NARROWEST), WIDEST)
  })
}
